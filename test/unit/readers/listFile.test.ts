import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { TranscriptFile } from '../../../src/core/readers/reader.ts';
import { openMade, readMade } from '../../support/openMade.ts';
import { parses } from '../../support/parses.ts';

const lines = (record: (i: number) => unknown): string =>
  Array.from({ length: 5000 }, (_, i) => JSON.stringify(record(i))).join('\n');

async function opened(text: string): Promise<{ readonly file: TranscriptFile; readonly parsed: number }> {
  let file: TranscriptFile | undefined;
  const parsed = await parses(async () => {
    file = await openMade(text);
  });
  assert.ok(file);
  // Keys and ids are decoded; a row is longer.
  return { file, parsed: parsed.filter((length) => length > 50).length };
}

/** What the head takes: its lines, looked at by each reader before the right one. */
const head = 200;

test('rows that hold one conversation each are not parsed at opening', async () => {
  const rows = lines((i) => ({
    conversation_hash: `h${i}`,
    conversation: [{ role: 'user', content: `${i}` }],
    turn: 1,
  }));
  const { file, parsed } = await opened(rows);
  assert.equal(file.format, 'conversation');
  assert.equal(file.entries[4999]?.name, 'h4999');
  assert.ok(parsed < head, String(parsed));
  assert.equal((await readMade(file, 4999)).messages[0]?.parts[0]?.text, '4999');
});

test('pairs are two transcripts a row, without parsing', async () => {
  const { file, parsed } = await opened(
    lines((i) => ({ chosen: `\n\nHuman: ${i}\n\nAssistant: yes`, rejected: `\n\nHuman: ${i}\n\nAssistant: no` })),
  );
  assert.equal(file.entries.length, 10_000);
  assert.equal(file.entries[9999]?.name, '#4999/rejected');
  assert.ok(parsed < head, String(parsed));
  assert.equal((await readMade(file, 9999)).messages[1]?.parts[0]?.text, 'no');
});

test('an array of rows has a record per row', async () => {
  const row = (id: string) => ({ conversation_id: id, conversation: [{ role: 'user', content: id }], model: 'm' });
  const { file } = await opened(JSON.stringify([row('a'), row('b')]));
  assert.deepEqual(
    file.entries.map(({ name }) => name),
    ['a', 'b'],
  );
});

test('a row with several conversations has a transcript for each', async () => {
  const row = (id: string) => ({
    question_id: id,
    conversation_a: [{ role: 'user', content: 'x' }],
    conversation_b: [{ role: 'user', content: 'x' }],
  });
  const { file } = await opened(`${JSON.stringify(row('a'))}\n${JSON.stringify(row('b'))}\n`);
  assert.deepEqual(
    file.entries.map(({ name }) => name),
    ['a/conversation_a', 'a/conversation_b', 'b/conversation_a', 'b/conversation_b'],
  );
});

test('names that repeat name nothing', async () => {
  const row = { task_id: 1, trial: 0, traj: [{ role: 'user', content: 'x' }] };
  const { file } = await opened(JSON.stringify([row, { ...row, trial: 1 }, row]));
  assert.deepEqual(
    file.entries.map(({ name }) => name),
    ['#0', '1#1', '#2'],
  );
});

test('a record that breaks off keeps its place', async () => {
  const tree = (text: string) => ({ message_tree_id: text, prompt: { text, role: 'prompter', replies: [] } });
  const { file } = await opened(`${JSON.stringify(tree('a'))}\n${JSON.stringify(tree('b'))}\n{"prompt": {"te\n`);
  assert.deepEqual(
    file.entries.map(({ name }) => name),
    ['a', 'b', '#2'],
  );
  assert.deepEqual(
    (await file.read(2)).problems.map(({ code, at }) => [code, at.record, at.line]),
    [['json.invalid', 2, 3]],
  );
  assert.deepEqual(
    (await file.read(9)).problems.map(({ code }) => code),
    ['record.missing'],
  );
});
