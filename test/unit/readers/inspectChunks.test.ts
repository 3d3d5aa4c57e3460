import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { JsonObject } from '../../../src/core/text/json.ts';
import { sourceSpanOf } from '../../../src/core/transcripts/sourceSpan.ts';
import { makeChunked } from '../../support/makeChunked.ts';
import { makeEval } from '../../support/makeEval.ts';
import { openMade, readMade } from '../../support/openMade.ts';
import type { MadeMember } from '../../support/zipWriter.ts';

const golden = join(dirname(fileURLToPath(import.meta.url)), '../../golden/inspect');
const header = { version: 2, status: 'success', eval: { task: 'tidy', model: 'demo/model' } };
const long = 'said at length, '.repeat(10);
const sample: JsonObject = {
  id: 'big',
  epoch: 1,
  uuid: 'u',
  input: 'hi',
  metadata: { area: 'kitchen' },
  messages: [
    { id: 'm1', role: 'user', content: 'one "quoted" é' },
    { id: 'm2', role: 'assistant', content: 'two', tool_calls: [{ id: 'c', function: 'look', arguments: { at: 3 } }] },
    { id: 'm3', role: 'tool', tool_call_id: 'c', function: 'look', content: 'attachment://abc' },
  ],
  events: [{ event: 'info', data: 'attachment://def' }],
  attachments: { abc: long, def: 'only in an event' },
  scores: { match: { value: 'C' } },
};

const open = (members: readonly MadeMember[]) => openMade(makeEval(header, [], { extra: members }));
const without = (members: readonly MadeMember[], name: string) => members.filter((each) => !each.name.endsWith(name));
const replaced = (name: string, data: string, lie: NonNullable<MadeMember['lie']> = {}) =>
  makeChunked(sample).map((each) => (each.name.endsWith(name) ? { ...each, data, lie } : each));

for (const size of [1, 2, 1000]) {
  test(`a sample in chunks of ${size} reads as it does whole`, async () => {
    const whole = await readMade(await openMade(makeEval(header, [sample])));
    const file = await open(makeChunked(sample, size));
    const chunked = await readMade(file);
    const plain = ({ parts, pointer: _pointer, ...message }: (typeof whole.messages)[number]) => ({
      ...message,
      parts: parts.map(({ source: _source, ...part }) => part),
    });
    assert.deepEqual(chunked.messages.map(plain), whole.messages.map(plain));
    assert.deepEqual({ ...chunked, messages: [] }, { ...whole, messages: [] });
    assert.equal(chunked.messages[2]?.parts[0]?.text, long);
  });
}

test('every golden log reads in chunks as it does whole', async () => {
  let samples = 0;
  for (const name of readdirSync(golden)) {
    let log: { samples?: JsonObject[] };
    try {
      log = JSON.parse(readFileSync(join(golden, name, 'input.json'), 'utf8'));
    } catch {
      continue; // not strict JSON: NaN, cut
    }
    for (const each of log.samples ?? []) {
      if (!Array.isArray(each['messages']) || each['transcript'] !== undefined) continue;
      const chunked = await readMade(await open(makeChunked(each)));
      const whole = await readMade(await openMade(makeEval(header, [each])));
      const texts = ({ messages }: typeof whole) =>
        messages.map(({ id, role, parts }) => [id, role, parts.map(({ text }) => text)]);
      assert.deepEqual(texts(chunked), texts(whole), `${name} ${each['id']}`);
      samples++;
    }
  }
  assert.ok(samples > 3);
});

test('whole and chunked samples mix, and a whole one is the one that counts', async () => {
  const other = { ...sample, id: 'small' };
  const again = makeChunked({ ...other, messages: [] });
  const file = await openMade(makeEval(header, [other], { extra: [...makeChunked(sample), ...again] }));
  assert.deepEqual(
    file.entries.map(({ name }) => name),
    ['small/1', 'big/1'],
  );
  for (const record of [0, 1]) assert.equal((await readMade(file, record)).messages.length, 3);
});

test('a place in a chunk is found in the text of its record', async () => {
  const file = await open(makeChunked(sample));
  const [message] = (await readMade(file)).messages;
  const source = await file.sourceText(0);
  assert.ok(message?.parts[0] !== undefined && source !== undefined);
  const span = sourceSpanOf(source.text, message.parts[0], 0, { start: 5, end: 11 });
  assert.equal(span && source.text.slice(span.start, span.end), 'quoted');
  assert.equal(source.member, 'samples/big_epoch_1/sample.json');
});

test('calls are not read, nor attachments that nothing names, nor events of more than the limit', async () => {
  const members = replaced('events/0.json', '[]', { size: 80 << 20 }).map((each) =>
    each.name.endsWith('events/0.json') ? { ...each, method: 'zstd' as const } : each,
  );
  const calls = { name: 'samples/big_epoch_1/calls/0.json', data: 'not read' };
  const file = await open([...members, calls]);
  const { transcript, problems } = await file.read(0);
  assert.equal(transcript?.messages.length, 3);
  assert.deepEqual(
    problems.map(({ code, severity, at }) => [code, severity, at.record]),
    [['inspect.eventsLeft', 'info', 0]],
  );
});

const damages: Record<string, readonly [readonly MadeMember[], string, number]> = {
  'sample.json is cut': [replaced('big_epoch_1/sample.json', '{"id"'), 'json.invalid', 0],
  'a chunk of messages is no list': [replaced('messages/0.json', '{}'), 'zip.memberDamaged', 0],
  'a chunk of messages is cut': [replaced('messages/0.json', '[{"role"},{}]'), 'json.invalid', 0],
  'a chunk has more items than there are places': [replaced('messages/0.json', '[1,2,3]'), 'zip.memberDamaged', 0],
  'a chunk has fewer items': [replaced('messages/0.json', '[{}]'), 'inspect.itemsMissing', 3],
  'a chunk claims to be far away': [
    [...makeChunked(sample), { name: 'samples/big_epoch_1/events/99999999999.json', data: '[]' }],
    'zip.memberDamaged',
    0,
  ],
  'its events are damaged': [replaced('events/0.json', '[]', { crc32: 1 }), 'zip.memberDamaged', 3],
  'its attachments are damaged': [replaced('attachments/0.json', '[]', { crc32: 1 }), 'zip.memberDamaged', 3],
  'its metadata are damaged': [replaced('metadata.json', '[]', { crc32: 1 }), 'zip.memberDamaged', 3],
};
for (const [what, [members, code, count]] of Object.entries(damages)) {
  test(`when ${what}, that is said`, async () => {
    const { transcript, problems } = await (await open(members)).read(0);
    assert.deepEqual(
      problems.map((each) => each.code),
      [code],
    );
    assert.equal(transcript?.messages.length ?? 0, count);
  });
}

test('a chunk that is missing is said, and leaves the others where they were', async () => {
  const { transcript, problems } = await (await open(without(makeChunked(sample), 'messages/0.json'))).read(0);
  assert.deepEqual(
    transcript?.messages.map(({ role }) => role),
    ['other', 'other', 'tool'],
  );
  assert.deepEqual(
    problems.map(({ code, facts }) => [code, facts['count']]),
    [['inspect.itemsMissing', 2]],
  );
});
