import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isProblem } from '../../../../src/core/readers/isProblem.ts';
import { pureDecompressors } from '../../../../src/core/readers/pureDecompressors.ts';
import type { TranscriptFile } from '../../../../src/core/readers/reader.ts';
import { openTranscriptFile } from '../../../../src/core/readers/readers.ts';
import { parseRecordsFile } from '../../../../src/core/records/mapping/recordsFile.ts';
import { type CountingSource, countingSource } from '../../../support/countingSource.ts';
import { recordsIn } from '../../../support/mappedRecords.ts';
import { parses } from '../../../support/parses.ts';

const mapping = (more: string): string => `records:
  - name: m
    files: '**'
${more}    property: { name: { is: p }, type: binary }
    prediction: { probability: p, raw: text }
    outcome: { answer: did }
`;
const rows = 30_000;
const text = Array.from({ length: rows }, (_, i) =>
  JSON.stringify({ p: (i % 100) / 100, did: i % 3 === 0, g: i % 5000, text: `said ${i} ${'.'.repeat(100)}` }),
).join('\n');

async function opened(more: string): Promise<{ file: TranscriptFile; source: CountingSource }> {
  const [item] = parseRecordsFile(mapping(more)).mappings;
  assert.ok(item);
  const source = countingSource('a.jsonl', new TextEncoder().encode(text));
  const file = await openTranscriptFile(source, {
    decompressors: pureDecompressors,
    recordMapping: { mapping: item.mapping, path: 'a.jsonl' },
  });
  assert.ok(!isProblem(file));
  return { file, source };
}

test('opening reads the file once and parses no more than its head; scoring reads it once more', async () => {
  let made: Awaited<ReturnType<typeof opened>> | undefined;
  const parsed = await parses(async () => {
    made = await opened('');
  });
  assert.ok(made);
  const { file, source } = made;
  assert.ok(parsed.reduce((sum, length) => sum + length, 0) < 1 << 17, 'only the head is parsed');
  const head = 1 << 16;
  assert.ok(source.bytesRead() <= text.length + head, `${source.bytesRead()} bytes to open`);
  const before = source.bytesRead();
  const { records } = await recordsIn(file);
  assert.equal(records.length, rows);
  assert.equal(source.bytesRead() - before, text.length);
  await file.close();
  assert.ok(source.closed);
});

test('one record costs one read of its own bytes', async () => {
  const { file, source } = await opened('');
  const before = source.bytesRead();
  await file.read(20_000);
  assert.ok(source.bytesRead() - before < 300, `${source.bytesRead() - before} bytes`);
});

test('groups whose rows are scattered do not read the file over and over', async () => {
  const { file, source } = await opened('    group: { by: g, as: outcomes }\n');
  const before = source.bytesRead();
  const { records } = await recordsIn(file);
  assert.equal(records.length, 5000);
  assert.equal(records[0]?.outcome.samples?.length, rows / 5000);
  assert.ok(source.bytesRead() - before <= text.length * 2, `${source.bytesRead() - before} of ${text.length} bytes`);
});

test('batches come as they are read, and a stop is heard', async () => {
  const { file, source } = await opened('');
  const before = source.bytesRead();
  const stop = new AbortController();
  let count = 0;
  await assert.rejects(async () => {
    for await (const batch of file.predictions?.(stop.signal) ?? []) {
      count += batch.length;
      assert.ok(batch.length <= 1000);
      if (count === 2000) stop.abort();
    }
  }, /abort/i);
  assert.equal(count, 2000);
  assert.ok(source.bytesRead() - before < text.length / 2);
});
