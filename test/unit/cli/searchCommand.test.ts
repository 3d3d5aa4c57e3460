import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { searchCommand } from '../../../src/cli/searchCommand.ts';

const folder = mkdtempSync(join(tmpdir(), 'plumbline-search-'));
after(() => rmSync(folder, { recursive: true }));

function made(name: string, data: string): string {
  const path = join(folder, name);
  writeFileSync(path, data);
  return path;
}

const chat = (id: string, ...said: readonly string[]): string =>
  JSON.stringify({ id, messages: said.map((content, i) => ({ role: i % 2 === 0 ? 'user' : 'assistant', content })) });
const good = made('good.jsonl', `${chat('a b', 'Do you ask?', 'I always ask\u001b[2J first.')}\n${chat('c', 'ask')}\n`);
const bad = made('bad.jsonl', `${chat('one', 'ask')}\n{"ask\n${chat('two', 'ask')}\n`);
const other = made('other.json', '{"no": "transcript"}');
made(
  'good.jsonl.alice.tags.yaml',
  `version: 1
reviewer: Alice
source: good.jsonl
tags:
  - id: 01KAJ3W5Z0S7R3VQK6YH1T2B3C
    kind: mistake
    status: complete
    targets:
      - {role: at, transcript: a b, message: "#1", part: 0, start: 0, end: 12, quote: I always ask, suffix: "\\e[2J first."}
    fields: {}
`,
);

async function run(...args: string[]): Promise<{ status: number; out: string; error: string }> {
  const result = { out: '', error: '' };
  const status = await searchCommand(args, {
    out: async (text) => {
      result.out += text;
    },
    error: (text) => {
      result.error += text;
    },
  });
  return { status, ...result };
}

/** What is printed, with the folder left out. */
async function prints(args: readonly string[], ...lines: readonly string[]): Promise<void> {
  const { status, out, error } = await run(...args);
  assert.equal(error, '');
  assert.equal(out.replaceAll(`${folder}/`, ''), lines.map((line) => `${line}\n`).join(''));
  assert.equal(status, lines.length > 0 ? 0 : 1);
}

const first = 'good.jsonl#s=a%20b&m=%230&p=0&c=7-10: user: Do you ask?';
const second = 'good.jsonl#s=a%20b&m=%231&p=0&c=9-12: assistant: I always ask\u241b[2J first.';
const third = 'good.jsonl#s=c&m=%230&p=0&c=0-3: user: ask';

test('prints locators with their line', () => prints(['ask', good], first, second, third));
test('finds nothing', () => prints(['asked', good]));
test('by pattern and case', () =>
  prints(['--regex', '--case', 'Do.*ask|I al', good], first.replace('7-10', '0-10'), second.replace('9-12', '0-4')));
test('by whole word', () => prints(['--word', 'as', good]));
test('by role', () => prints(['ask', good, '--role', 'assistant', '--role', 'tool'], second));
test('by part', () => prints(['ask', good, '--part', 'reasoning']));
test('by score', () => prints(['ask', good, '--score', 'judge>1']));
test('by tag', async () => {
  await prints(['ask', good, '--tagged'], second);
  await prints(['ask', good, '--untagged'], first, third);
  await prints(['ask', good, '--kind', 'mistake', '--reviewer', 'Alice'], second);
  await prints(['ask', good, '--kind', 'note']);
});

test('--json: an object per match', async () => {
  const { status, out } = await run('--json', 'always', good);
  assert.equal(status, 0);
  assert.deepEqual(JSON.parse(out), {
    locator: `${good}#s=a%20b&m=%231&p=0&c=2-8`,
    file: good,
    record: 0,
    transcript: 'a b',
    message: '#1',
    index: 1,
    role: 'assistant',
    partType: 'text',
    part: 0,
    span: { start: 2, end: 8 },
    line: 'I always ask\u241b[2J first.',
    match: { start: 2, end: 8 },
  });
});

test('tells what cannot be read, and goes on', async () => {
  const { status, out, error } = await run('ask', bad, other, join(folder, 'none.jsonl'), good);
  assert.equal(status, 2);
  assert.equal(out.split('\n').length - 1, 5);
  assert.match(error, /bad\.jsonl:2: This is not valid JSON/);
  assert.match(error, /other\.json: No reader knows this format/);
  assert.match(error, /none\.jsonl/);
});

for (const [args, says] of [
  [['ask'], /a query and a file are needed/],
  [['(', good, '--regex'], /not a regular expression.*missing closing/],
  [['', good], /nothing to search for/],
  [['ask', good, '--role', 'robot'], /no role "robot", only system/],
  [['ask', good, '--score', '=3'], /no score is meant by "=3"/],
  [['ask', good, '--tagged', '--untagged'], /leave nothing/],
  [['ask', good, '--unknown'], /unknown/],
] as const) {
  test(`refuses ${args.filter((arg) => arg !== good).join(' ')}`, async () => {
    const { status, error } = await run(...args);
    assert.equal(status, 2);
    assert.match(error, says);
  });
}

test('--help', async () => {
  const { status, out } = await run('--help');
  assert.equal(status, 0);
  assert.match(out, /--regex/);
});
