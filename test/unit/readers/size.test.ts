import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Problem } from '../../../src/core/problem.ts';
import type { ByteSource } from '../../../src/core/readers/byteSource.ts';
import { isProblem } from '../../../src/core/readers/isProblem.ts';
import { hardLimit } from '../../../src/core/readers/layouts/holdLimit.ts';
import { indexJsonLines } from '../../../src/core/readers/layouts/jsonLines.ts';
import { indexJsonValues } from '../../../src/core/readers/layouts/jsonValues.ts';
import { mostRecords } from '../../../src/core/readers/layouts/recordIndex.ts';
import { recordText } from '../../../src/core/readers/layouts/recordText.ts';
import type { TranscriptFile } from '../../../src/core/readers/reader.ts';
import { openTranscriptFile } from '../../../src/core/readers/readers.ts';
import { decompressors } from '../../../src/node/decompressors.ts';
import { endlessSource, type MadeRecords } from '../../support/endlessSource.ts';
import { readMade } from '../../support/openMade.ts';
import { sparseZip } from '../../support/sparseZip.ts';

const text = 'I would never lie to you. '.repeat(770);
const chat = `{"id":"r@@@@@@@@@@","messages":[{"role":"user","content":"${text}"}]}`;
const sample = `{"id":"r@@@@@@@@@@","epoch":1,"messages":[{"role":"user","content":"${text}"}]}`;
const log = '{"version":2,"status":"success","eval":{"task":"tidy","model":"m"},"samples":[';
const GB = 1e9;

async function open(source: ByteSource): Promise<TranscriptFile> {
  const file = await openTranscriptFile(source, { decompressors });
  assert.ok(!isProblem(file), JSON.stringify(file));
  return file;
}

const large: Record<string, MadeRecords> = {
  'a JSONL of 2 GB': { record: chat, between: '\n', size: 2 * GB },
  'an array of records of 1 GB': { before: '[', record: chat, between: ',\n', after: ']', size: GB },
  'an Inspect log of 1 GB': { before: log, record: sample, between: ',', after: ']}', size: GB },
};

for (const [what, made] of Object.entries(large)) {
  test(`${what} opens in one pass and gives any record`, async () => {
    const source = endlessSource(made);
    const before = process.memoryUsage();
    const file = await open(source);
    assert.ok(file.entries.length > 45_000, String(file.entries.length));
    assert.deepEqual(file.problems, []);
    const heads = (1 << 16) + (1 << 20) + (1 << 24);
    assert.ok(source.counted.bytes <= source.size + heads, `${source.counted.bytes} bytes`);
    assert.ok(source.counted.longest <= 1 << 24);
    const held = process.memoryUsage().heapUsed - before.heapUsed;
    assert.ok(held < 200e6, `${Math.round(held / 1e6)} MB`);
    const opened = { ...source.counted };
    for (const record of [0, file.entries.length >> 1, file.entries.length - 1]) {
      const { name, messages } = await readMade(file, record);
      assert.match(name, new RegExp(`^r0*${record}(/1)?$`));
      assert.equal(messages[0]?.parts[0]?.text, text);
    }
    assert.equal(source.counted.reads - opened.reads, 3);
    assert.ok(source.counted.bytes - opened.bytes < 3 * 21_000);
  });
}

test('an .eval of 5 GB with 20 000 samples is its directory, header and summaries', async () => {
  const shown = JSON.stringify({ id: 12_345, epoch: 1, messages: [{ role: 'user', content: 'here' }] });
  const ids = Array.from({ length: 20_000 }, (_, id) => id);
  const source = sparseZip([
    ...ids.map((id) => {
      const name = `samples/${id}_epoch_1.json`;
      return id === 12_345 ? { name, data: shown } : { name, size: 260_000 };
    }),
    { name: 'header.json', data: JSON.stringify({ version: 2, status: 'success', eval: { task: 't' } }) },
    { name: 'summaries.json', data: JSON.stringify(ids.map((id) => ({ id, epoch: 1, message_count: 7 }))) },
  ]);
  assert.ok(source.size > 5 * GB);
  const file = await open(source);
  assert.equal(file.entries.length, 20_000);
  assert.equal(file.entries[19_999]?.messageCount, 7);
  const total = source.reads.reduce((sum, { length }) => sum + length, 0);
  assert.ok(total < 4e6, `${total} bytes`);
  assert.equal((await readMade(file, 12_345)).messages[0]?.parts[0]?.text, 'here');
});

test('a line of 100 MB is shown', async () => {
  const line = chat.replace(text, 'x'.repeat(100e6));
  const source = endlessSource({ record: `${line}\n${chat}`, between: '\n', size: 105e6 });
  const file = await open(source);
  assert.equal(file.entries.length, 2);
  assert.equal((await readMade(file, 0)).messages[0]?.parts[0]?.text.length, 100e6);
  assert.equal((await readMade(file, 1)).messages[0]?.parts[0]?.text, text);
});

test('a record past the limit is refused with the limit, until more is allowed; the others open', async () => {
  const limit = { bytes: 1e6 };
  const line = chat.replace(text, 'x'.repeat(2e6));
  const source = { ...endlessSource({ record: `${line}\n${chat}`, between: '\n', size: 2.1e6 }), limit };
  const file = await open(source);
  const [problem] = (await file.read(0)).problems;
  assert.equal(problem?.code, 'record.tooLarge');
  assert.deepEqual(problem.facts, { size: line.length, limit: 1e6, most: hardLimit });
  assert.equal(await file.sourceText(0), undefined);
  assert.equal((await readMade(file, 1)).messages.length, 1);
  limit.bytes = line.length;
  assert.equal((await readMade(file, 0)).messages.length, 1);
});

test('no limit passes what V8 can hold', async () => {
  const source = { ...endlessSource({ record: chat, between: '', size: 30e3 }), limit: { bytes: 1e12 } };
  const text = await recordText(source, { start: 0, end: hardLimit + 1 }, {});
  assert.ok(typeof text !== 'string' && text.code === 'record.tooLarge' && text.facts['limit'] === hardLimit);
  assert.equal(source.counted.reads, 0);
});

test('more records than can be listed are told, and what is after them is not read', async () => {
  const source = endlessSource({ record: '{}', between: '\n', size: 4 * 3 * mostRecords });
  const { ranges, problems } = await indexJsonLines(source, 0, undefined);
  assert.equal(ranges.length, mostRecords);
  assert.deepEqual(codes(problems), ['file.tooManyRecords']);
  assert.ok(source.counted.bytes < 4 * mostRecords);
  const array = endlessSource({ before: '[', record: '{}', between: ',', after: ']', size: 3 * mostRecords + 30 });
  const values = await indexJsonValues(array, 0, 1, undefined);
  assert.equal(values.ranges.length, mostRecords);
  assert.deepEqual(codes(values.problems), ['file.tooManyRecords']);
});

const codes = (problems: readonly Problem[]): string[] => problems.map(({ code }) => code);
