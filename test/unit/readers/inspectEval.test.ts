import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Json, JsonObject } from '../../../src/core/text/json.ts';
import { type MadeEval, makeEval } from '../../support/makeEval.ts';
import { openMade, readMade } from '../../support/openMade.ts';

const golden = join(dirname(fileURLToPath(import.meta.url)), '../../golden/inspect');

const header = {
  version: 2,
  status: 'success',
  eval: { task: 'tidy', model: 'demo/model' },
  results: { scores: [{ name: 'match' }] },
};
const sample = (id: Json, epoch = 1, text = `sample ${id}`): JsonObject => ({
  id,
  epoch,
  input: text,
  messages: [{ role: 'user', content: text }],
  scores: { match: { value: 'C' } },
});

const packings: Record<string, MadeEval> = {
  stored: { method: 'stored' },
  deflate: { method: 'deflate' },
  zstd: { method: 'zstd' },
  'zstd in three frames': { method: 'zstd', frames: 3 },
  ZIP64: { zip64: true },
};

/** The golden logs that are strict JSON and whole. */
const logs = readdirSync(golden).flatMap((name) => {
  try {
    const log = JSON.parse(readFileSync(join(golden, name, 'input.json'), 'utf8')) as JsonObject & {
      samples?: JsonObject[];
    };
    return log.samples === undefined ? [] : [{ name, log, samples: log.samples }];
  } catch {
    return [];
  }
});

for (const { name, log, samples } of logs) {
  for (const [how, made] of Object.entries(packings)) {
    test(`${name} as .eval, ${how}, reads as its JSON does`, async () => {
      const json = await openMade(JSON.stringify(log));
      const packed = await openMade(makeEval(log, samples, made));
      assert.deepEqual(
        packed.entries.map((entry) => entry.name),
        json.entries.map((entry) => entry.name),
      );
      assert.deepEqual(packed.metadata, json.metadata);
      for (const { record } of json.entries)
        assert.deepEqual(await readMade(packed, record), await readMade(json, record));
    });
  }
}

test('the list comes from summaries, without opening samples', async () => {
  const file = await openMade(makeEval(header, [sample('a'), sample(7, 2)]));
  assert.deepEqual(file.entries, [
    { record: 0, name: 'a/1', messageCount: 7, scores: [{ name: 'match', value: 'C' }], title: 'sample a' },
    { record: 1, name: '7/2', messageCount: 7, scores: [{ name: 'match', value: 'C' }], title: 'sample 7' },
  ]);
});

test('a run without its header opens from the journal', async () => {
  const file = await openMade(makeEval(header, [sample('a'), sample('b')], { running: true }));
  assert.equal(file.metadata['status'], 'started');
  assert.equal(file.metadata['task'], 'tidy');
  assert.deepEqual(
    file.problems.map(({ code, severity }) => [code, severity]),
    [['inspect.unfinished', 'info']],
  );
  assert.deepEqual(
    file.entries.map(({ name, messageCount }) => [name, messageCount]),
    [
      ['a/1', 7],
      ['b/1', 7],
    ],
  );
});

test('journal summaries count in numeric order, the last one of a sample wins', async () => {
  const extra = [10, 9].map((n) => ({
    name: `_journal/summaries/${n}.json`,
    data: JSON.stringify([{ id: 'a', epoch: 1, message_count: n }]),
  }));
  const file = await openMade(makeEval(header, [sample('a')], { running: true, extra }));
  assert.equal(file.entries[0]?.messageCount, 10);
});

test('a sample written twice is its last version, in its first place', async () => {
  const again = { name: 'samples/a_epoch_1.json', data: JSON.stringify(sample('a', 1, 'second try')) };
  const file = await openMade(makeEval(header, [sample('a'), sample('b')], { extra: [again] }));
  assert.deepEqual(
    file.entries.map(({ name }) => name),
    ['a/1', 'b/1'],
  );
  assert.equal((await readMade(file)).messages[0]?.parts[0]?.text, 'second try');
});

test('sample ids may hold anything', async () => {
  const ids = ['pr/arena/2025-03-31T22:28:26Z', 'x_epoch_1', '007', 'ü 😀', '../up', 'a_epoch_2/b'];
  const file = await openMade(
    makeEval(
      header,
      ids.map((id) => sample(id)),
    ),
  );
  assert.deepEqual(
    file.entries.map(({ name }) => name),
    ids.map((id) => `${id}/1`),
  );
  for (const [record, id] of ids.entries())
    assert.equal((await readMade(file, record)).messages[0]?.parts[0]?.text, `sample ${id}`);
});

test('a damaged member is a problem with its name, the others open', async () => {
  const extra = [
    { name: 'samples/b_epoch_1.json', data: '{"id": "b", "epoch": 1, "messages": [', method: 'stored' as const },
    { name: 'samples/c_epoch_1.json', data: JSON.stringify(sample('c')), lie: { crc32: 5 } },
    { name: 'samples/d_epoch_1.json', data: '[]' },
  ];
  const file = await openMade(makeEval(header, [sample('a')], { extra }));
  const codes = await Promise.all(
    [1, 2, 3].map(async (record) => (await file.read(record)).problems.map(({ code, at }) => `${code} ${at.member}`)),
  );
  assert.deepEqual(codes.flat(), [
    'json.invalid samples/b_epoch_1.json',
    'zip.memberDamaged samples/c_epoch_1.json',
    'record.notTranscript samples/d_epoch_1.json',
  ]);
  assert.equal((await readMade(file)).name, 'a/1');
});

test('broken summaries and header leave the samples', async () => {
  const extra = ['summaries.json', 'header.json'].map((name) => ({ name, data: '{' }));
  const file = await openMade(makeEval(header, [sample('a')], { extra }));
  assert.deepEqual(
    file.problems.map(({ code, at }) => `${code} ${at.member}`),
    ['json.invalid header.json', 'json.invalid summaries.json'],
  );
  assert.equal((await readMade(file)).name, 'a/1');
});

test('an archive cut short opens its whole samples', async () => {
  const bytes = makeEval(
    header,
    ['a', 'b', 'c'].map((id) => sample(id)),
  );
  const file = await openMade(bytes.subarray(0, bytes.length - 900));
  assert.deepEqual(
    file.problems.map(({ code }) => code),
    ['zip.truncated', 'inspect.unfinished'],
  );
  assert.deepEqual(
    file.entries.map(({ name }) => name),
    ['a/1', 'b/1', 'c/1'],
  );
  assert.equal((await readMade(file, 2)).messages.length, 1);
});

test('the source text of a sample is its member', async () => {
  const file = await openMade(makeEval(header, [sample('a')]));
  const source = await file.sourceText(0);
  assert.equal(source?.member, 'samples/a_epoch_1.json');
  assert.equal(source?.byteStart, undefined);
  assert.deepEqual(JSON.parse(source?.text ?? ''), sample('a'));
});
