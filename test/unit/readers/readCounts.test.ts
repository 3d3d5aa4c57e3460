import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JsonObject } from '../../../src/core/text/json.ts';
import { makeEval } from '../../support/makeEval.ts';
import { openMade, readMade } from '../../support/openMade.ts';
import { parses } from '../../support/parses.ts';

const header = { version: 2, status: 'success', eval: { task: 'tidy', model: 'demo/model' } };
const sample = (id: number, padding: number): JsonObject => ({
  id,
  epoch: 1,
  messages: [{ role: 'user', content: `sample ${id}` }],
  events: [{ event: 'info', data: 'x'.repeat(padding) }],
});

test('one sample of a large .eval: the directory, header, summaries and that member', async () => {
  const samples = Array.from({ length: 200 }, (_, id) => sample(id, 100_000));
  const bytes = makeEval(header, samples, { method: 'stored' });
  const file = await openMade(bytes);
  const opened = file.source.bytesRead();
  assert.ok(bytes.length > 20_000_000);
  assert.ok(opened < 300_000, `${opened} bytes to open`);
  await readMade(file, 100);
  const read = file.source.bytesRead() - opened;
  assert.ok(read < 101_000, `${read} bytes to read`);
});

test('a large JSON log is scanned once, and a sample is one read', async () => {
  const samples = Array.from({ length: 100 }, (_, id) => sample(id, 50_000));
  const bytes = new TextEncoder().encode(JSON.stringify({ ...header, samples }));
  let file: Awaited<ReturnType<typeof openMade>> | undefined;
  const parsed = await parses(async () => {
    file = await openMade(bytes);
  });
  assert.ok(file);
  assert.equal(file.entries.length, 100);
  // The head is parsed to recognise it; after that only the header's members.
  assert.ok(parsed.reduce((sum, length) => sum + length, 0) < 8 << 16, String(parsed));
  const before = file.source.reads.length;
  await readMade(file, 50);
  assert.equal(file.source.reads.length - before, 1);
  assert.ok((file.source.reads.at(-1)?.length ?? 0) < 51_000);
});

test('a JSONL is indexed without parsing its lines', async () => {
  const line = (id: number): string =>
    JSON.stringify({ id: `r${id}`, messages: [{ role: 'user', content: 'x'.repeat(200) }] });
  const data = Array.from({ length: 20_000 }, (_, id) => line(id)).join('\n');
  let file: Awaited<ReturnType<typeof openMade>> | undefined;
  const parsed = await parses(async () => {
    file = await openMade(data);
  });
  assert.ok(file);
  assert.equal(file.entries.length, 20_000);
  assert.equal(file.entries[12_345]?.name, 'r12345');
  // Records parsed are those of the head; ids are short scalars of their own.
  assert.ok(parsed.filter((length) => length > 200).length < 200);
  const before = file.source.reads.length;
  assert.equal((await readMade(file, 19_999)).name, 'r19999');
  assert.equal(file.source.reads.length - before, 1);
});
