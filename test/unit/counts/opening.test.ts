import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isProblem } from '../../../src/core/readers/isProblem.ts';
import { openTranscriptFile } from '../../../src/core/readers/readers.ts';
import { decompressors } from '../../../src/node/decompressors.ts';
import { openMade, readMade } from '../../support/openMade.ts';
import { sparseZip } from '../../support/sparseZip.ts';

/** How many whole records `JSON.parse` is given while `work` runs. */
async function recordsParsed(
  work: () => Promise<unknown>,
  isRecord = (text: string) => text.startsWith('{'),
): Promise<number> {
  const parse = JSON.parse;
  let records = 0;
  JSON.parse = (text, reviver) => {
    if (isRecord(text)) records++;
    return parse(text, reviver);
  };
  try {
    await work();
  } finally {
    JSON.parse = parse;
  }
  return records;
}

const lines = (count: number): string =>
  Array.from(
    { length: count },
    (_, n) => `{"id":"r${n}","messages":[{"role":"user","content":"${'x'.repeat(300)}"}]}\n`,
  ).join('');

test('opening a JSONL parses no record beyond the head that tells the format', async () => {
  const [small, large] = [lines(100), lines(30_000)];
  const head = await recordsParsed(() => openMade(small));
  assert.ok(head > 0, 'the count sees the parses');
  assert.equal(await recordsParsed(() => openMade(large)), head);
});

test('showing one record of a JSONL parses that one, and reads its line only', async () => {
  const file = await openMade(lines(30_000));
  const before = file.source.reads.length;
  assert.equal(await recordsParsed(() => readMade(file, 29_999)), 1);
  const reads = file.source.reads.slice(before);
  assert.equal(reads.length, 1);
  assert.equal(reads[0]?.length, lines(30_000).trimEnd().split('\n').at(-1)?.length);
});

test('a large record that is the whole file is parsed once to tell the format, and once to be shown', async () => {
  const record = JSON.stringify({
    messages: Array.from({ length: 10_000 }, (_, n) => ({ role: 'user', content: `${n} ${'x'.repeat(300)}` })),
  });
  const whole = (text: string): boolean => text.length >= record.length;
  let file: Awaited<ReturnType<typeof openMade>> | undefined;
  assert.equal(await recordsParsed(async () => (file = await openMade(record)), whole), 1);
  assert.ok(file);
  const shown = file;
  assert.equal(await recordsParsed(() => readMade(shown), whole), 1);
});

test('one sample of a 500 MB .eval: the directory, header and summaries once, then that member', async () => {
  const wanted = 700;
  const member = (n: number): string => `samples/${n}_epoch_1.json`;
  const sample = JSON.stringify({ id: wanted, epoch: 1, messages: [{ role: 'user', content: 'x'.repeat(1_000_000) }] });
  const summaries = JSON.stringify(
    Array.from({ length: 1000 }, (_, n) => ({ id: n, epoch: 1, input: `question ${n}`, scores: {} })),
  );
  const source = sparseZip([
    { name: '_journal/start.json', size: 1000 },
    ...Array.from({ length: 1000 }, (_, n) =>
      n === wanted ? { name: member(n), data: sample } : { name: member(n), size: 500_000 },
    ),
    { name: '_journal/summaries/1.json', size: 1_000_000 },
    { name: 'summaries.json', data: summaries },
    {
      name: 'header.json',
      data: JSON.stringify({ version: 2, status: 'success', eval: { task: 'tidy', model: 'demo/model' } }),
    },
  ]);
  assert.ok(source.size > 500_000_000);

  const file = await openTranscriptFile(source, { decompressors });
  assert.ok(!isProblem(file), JSON.stringify(file));
  assert.equal(file.entries.length, 1000);
  const opened = source.reads.splice(0);
  // The head that tells the format, the end of the file with the directory in it, header, summaries.
  assert.ok(opened.length <= 5, JSON.stringify(opened));
  const total = opened.reduce((sum, { length }) => sum + length, 0);
  assert.ok(total < summaries.length + 3 * 65_536 + 65_536, `${total} bytes to open`);
  const touches = (name: string): number => {
    const at = source.offsets.get(name) ?? Number.NaN;
    return opened.filter(
      ({ offset, length }) => offset <= at && at < offset + length && offset > 65_536 && offset < source.directory,
    ).length;
  };
  assert.equal(touches('summaries.json'), 1);
  assert.equal(touches('_journal/summaries/1.json'), 0);

  const { transcript, problems } = await file.read(wanted);
  assert.deepEqual(problems, []);
  assert.equal(transcript?.name, `${wanted}/1`);
  assert.equal(source.reads.length, 1);
  assert.equal(source.reads[0]?.offset, source.offsets.get(member(wanted)));
  assert.ok((source.reads[0]?.length ?? 0) < sample.length + 300);
});
