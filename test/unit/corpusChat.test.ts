import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Transcript } from '../../src/core/transcripts/transcript.ts';
import { corpusJson, noCorpus } from '../support/corpus.ts';
import { readCorpus } from '../support/readCorpus.ts';
import { tally } from '../support/tally.ts';

interface Expected {
  readonly file: string;
  readonly blocks?: Record<string, number>;
  readonly distinct_assistant_message_ids?: number;
  readonly items?: Record<string, number>;
  readonly roles?: Record<string, number>;
}

const all = noCorpus ? [] : (corpusJson('EXPECT.json') as Expected[]);

/** What `read --json` prints of a transcript. */
type Read = Pick<Transcript, 'messages'>;

/** A test per file of the manifest in a folder, given its transcripts and the manifest's figures. */
function eachExpected(folder: string, check: (transcripts: readonly Read[], expected: Expected) => void): void {
  test(`corpus: ${folder} agrees with the manifest`, { skip: noCorpus }, async (t) => {
    const files = all.filter(({ file }) => file.includes(`/${folder}/`));
    assert.ok(files.length > 0);
    for (const expected of files) {
      await t.test(expected.file, async () => check(await transcriptsOf(expected.file), expected));
    }
  });
}

const lines = noCorpus ? undefined : readCorpus(all.map(({ file }) => file));

async function transcriptsOf(path: string): Promise<Read[]> {
  const said = (await lines)?.get(path) ?? [];
  return said.flatMap(({ messages }) => (messages === undefined ? [] : [{ messages }]));
}

const messagesOf = (transcripts: readonly Read[]) => transcripts.flatMap(({ messages }) => messages);
const typesOf = (transcripts: readonly Read[]) =>
  tally(messagesOf(transcripts).flatMap(({ parts }) => parts.map(({ type }) => type)));

eachExpected('claude_code', (transcripts, { blocks = {}, distinct_assistant_message_ids: ids = 0 }) => {
  const sum = (kinds: readonly string[]) => kinds.reduce((total, kind) => total + (blocks[kind] ?? 0), 0);
  const found = typesOf(transcripts);
  assert.equal(found['text'] ?? 0, sum(['user:<string>', 'user:text', 'assistant:text', 'assistant:<string>']));
  assert.equal(found['tool_call'] ?? 0, sum(['assistant:tool_use']));
  assert.equal(found['tool_result'] ?? 0, sum(['user:tool_result']));
  const assistant = messagesOf(transcripts).filter(({ role }) => role === 'assistant');
  if (ids > 0) assert.equal(assistant.length, ids);
});

eachExpected('codex_cli', (transcripts, { items = {} }) => {
  const found = typesOf(transcripts);
  assert.equal(found['tool_call'], items['function_call']);
  assert.equal(found['tool_result'], items['function_call_output']);
  // Each of these has a summary of one text, or none.
  assert.equal(found['reasoning'], items['reasoning']);
  assert.equal(found['text'], items['message']);
});

eachExpected('pi_agent', (transcripts, { roles = {}, blocks = {} }) => {
  const found = tally(messagesOf(transcripts).map(({ role, name }) => name ?? role));
  assert.equal(found['user'], roles['user']);
  assert.equal(found['assistant'], roles['assistant']);
  assert.equal(found['tool'], roles['toolResult']);
  assert.equal(found['bashExecution'], roles['bashExecution']);
  const parts = typesOf(transcripts);
  assert.equal(parts['tool_call'], blocks['toolCall']);
  assert.equal(parts['reasoning'], blocks['thinking']);
});

eachExpected('openai_responses', (transcripts, { items = {} }) => {
  const found = typesOf(transcripts);
  const calls = Object.entries(items).filter(([kind]) => kind.endsWith('_call'));
  assert.equal(
    found['tool_call'] ?? 0,
    calls.reduce((sum, [, count]) => sum + count, 0),
  );
  assert.equal(found['reasoning'] ?? 0, items['reasoning'] ?? 0);
  assert.equal(found['text'] ?? 0, items['message'] ?? 0);
});

test('corpus: Open-Assistant trees have a transcript per leaf', { skip: noCorpus }, async () => {
  const [expected] = all.filter(({ file }) => file.includes('/open_assistant/')) as (Expected & { leaves: number })[];
  assert.ok(expected);
  const transcripts = await transcriptsOf(expected.file);
  assert.equal(transcripts.length, expected.leaves);
  const nodes = new Map(messagesOf(transcripts).map(({ id, role }) => [id, role]));
  const found = tally([...nodes.values()]);
  assert.equal(found['user'], expected.roles?.['prompter']);
  assert.equal(found['assistant'], expected.roles?.['assistant']);
});

eachExpected('swe_agent', (transcripts, { roles = {} }) => {
  assert.deepEqual(tally(messagesOf(transcripts).map(({ role }) => role)), roles);
});

test('corpus: concatenated game logs have a transcript per object', { skip: noCorpus }, async () => {
  const [expected] = all.filter(({ file }) => file.includes('/among_us/')) as (Expected & { records: number })[];
  assert.ok(expected);
  assert.equal((await transcriptsOf(expected.file)).length, expected.records);
});
