import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { checkCommand } from '../../../src/cli/checkCommand.ts';

const root = mkdtempSync(join(tmpdir(), 'plumbline-check-'));
after(() => rmSync(root, { recursive: true }));

const said = 'I would never act without asking you first, that I promise.';
const id = (n: number): string => `01KAJ3W5Z0S7R3VQK6YH1T2B3${n}`;
const log = (...texts: readonly string[]): string =>
  `${JSON.stringify({ id: 's', messages: texts.map((content, i) => ({ id: `m${i}`, role: 'user', content })) })}\n`;
const head = (reviewer: string): string => `version: 1\nreviewer: ${reviewer}\nsource: run.jsonl\n`;
const tag = (n: number, more = `quote: ${said}`, kind = 'note'): string =>
  `  - id: ${id(n)}\n    kind: ${kind}\n    status: complete\n    targets:\n      - role: at\n        transcript: s\n        message: m0\n        part: 0\n        ${more}\n    fields: {}\n`;

let folders = 0;
function folder(files: Readonly<Record<string, string>>): string {
  const path = join(root, String(folders++));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), text);
  }
  return path;
}

async function check(...args: string[]): Promise<{ status: number; out: string; error: string }> {
  const result = { out: '', error: '' };
  const status = await checkCommand(args, {
    out: async (text) => {
      result.out += text;
    },
    error: (text) => {
      result.error += text;
    },
  });
  return { status, ...result };
}

/** The status, and `file:line code` of each problem. */
async function codes(files: Readonly<Record<string, string>>): Promise<readonly [number, ...string[]]> {
  const { status, out } = await check(folder(files), '--json');
  const { problems } = JSON.parse(out) as { problems: { path: string; line: number; code: string }[] };
  return [status, ...problems.map(({ path, line, code }) => `${path.split('/').at(-1)}:${line} ${code}`)];
}

const alice = 'run.jsonl.alice.tags.yaml';
const bob = 'run.jsonl.bob.tags.yaml';
const span = `start: 0\n        end: ${said.length}\n        quote: ${said}\n        prefix: ""\n        suffix: ""`;

test('what is as it was is clean', async () => {
  const path = folder({ 'run.jsonl': log(said), [alice]: `${head('alice')}tags:\n${tag(1, span)}` });
  assert.deepEqual(await check(path), { status: 0, out: '1 tag files, 1 tags: 0 errors, 0 warnings\n', error: '' });
  assert.equal((await check(join(path, 'run.jsonl'))).status, 0);
  assert.equal((await check(join(path, alice))).status, 0);
});

test('a tag that moved is a warning, one that is nowhere or anywhere an error', async () => {
  const tags = `${head('alice')}tags:\n${tag(1, span)}`;
  const now = (...texts: readonly string[]) => codes({ 'run.jsonl': log(...texts), [alice]: tags });
  assert.deepEqual(
    await now('hello', said),
    [1, `${alice}:15 anchor.moved`].toSpliced(1, 1, `${alice}:15 anchor.ambiguous`),
  );
  assert.deepEqual(await now(`Well. ${said}`), [1, `${alice}:15 anchor.moved`]);
  assert.deepEqual(await now('cheese'), [1, `${alice}:15 anchor.lost`]);
  assert.deepEqual(await codes({ 'run.jsonl': log(said).replace('"s"', '"t"'), [alice]: tags }), [
    1,
    `${alice}:15 anchor.transcriptGone`,
  ]);
  assert.deepEqual(await codes({ 'run.jsonl': '{"no": "transcript"', [alice]: tags }), [
    1,
    `${alice}:15 anchor.unreadable`,
  ]);
  assert.deepEqual(await codes({ [alice]: tags }), [1, `${alice}:15 anchor.fileMissing`]);
});

test('a side in another file is sought there', async () => {
  const tags = `${head('alice')}tags:\n${tag(1, `file: ../other/b.jsonl\n        ${span}`)}`;
  const files = { 'x/run.jsonl': log('hi'), [`x/${alice}`]: tags };
  assert.deepEqual(await codes({ ...files, 'other/b.jsonl': log(said) }), [0]);
  assert.deepEqual(await codes(files), [1, `${alice}:16 anchor.fileMissing`]);
});

test('kinds, fields and options that the codebook does not have', async () => {
  const tags = `${head('alice')}tags:\n${tag(1, span, 'nonsense')}${tag(2, span, 'mistake').replace('{}', '{category: odd}')}`;
  const files = { 'run.jsonl': log(said), [alice]: tags };
  assert.deepEqual(await codes(files), [1, `${alice}:6 tag.kindUnknown`, `${alice}:32 tag.valueUnknown`]);
  const codebook = 'id: ours\nversion: 2\nextends: default\nkinds:\n  - {id: nonsense, definition: None.}\n';
  assert.deepEqual(await codes({ ...files, '.plumbline/codebook.yaml': codebook }), [
    1,
    `${alice}:32 tag.valueUnknown`,
  ]);
  const broken = `${codebook}  - {id: nonsense, definition: Twice.}\n`;
  assert.ok(
    (await codes({ ...files, '.plumbline/codebook.yaml': broken })).includes('codebook.yaml:6 codebook.doubleId'),
  );
});

test('ids that are there twice, links and replies to nothing or to others', async () => {
  const target = `target: {transcript: s, message: m0, part: 0, ${span.replaceAll('\n       ', ',').replace(said, `"${said}"`)}}`;
  const link = (n: number, to: number) => `links:\n  - {id: ${id(n)}, to: ${id(to)}, role: revealed, ${target}}\n`;
  const reply = (n: number, to: number) => `replies:\n  - {id: ${id(n)}, to: ${id(to)}, stance: agree, text: yes}\n`;
  const data = { 'run.jsonl': log(said) };
  const one = `${head('alice')}tags:\n${tag(1, span)}`;
  const other = (more: string) => codes({ ...data, [alice]: one, [bob]: `${head('bob')}${more}` });
  assert.deepEqual(await other(reply(2, 1)), [0]);
  assert.deepEqual(await other(reply(2, 3)), [1, `${bob}:5 replies.toNothing`]);
  assert.deepEqual(await other(link(2, 3)), [1, `${bob}:5 links.toNothing`]);
  assert.deepEqual(await other(link(2, 1)), [1, `${bob}:5 links.toOthers`]);
  assert.deepEqual(await other(`tags:\n${tag(1, span)}`), [1, `${bob}:5 tags.sameIdElsewhere`]);
  assert.deepEqual(await codes({ ...data, [alice]: `${one}${tag(1, span)}` }), [1, `${alice}:19 tags.sameId`]);
});

test('what is no tag file, or no YAML', async () => {
  const [status, ...found] = await codes({ 'run.jsonl': log(said), [alice]: `${head('alice')}tags:\n  - {id: [\n` });
  assert.equal(status, 1);
  assert.ok(found.some((one) => / tags\.yaml$/.test(one)));
});

test('annotations hold no more than one line, whatever is quoted', async () => {
  const quote = '"100 %\\n::error::x, y: z"';
  const path = folder({ 'run.jsonl': log('cheese'), [alice]: `${head('alice')}tags:\n${tag(1, `quote: ${quote}`)}` });
  const { status, out } = await check(path, '--format', 'github');
  assert.equal(status, 1);
  const [line = '', sum, ...more] = out.trimEnd().split('\n');
  assert.match(line, /^::error file=[^,]*run\.jsonl\.alice\.tags\.yaml,line=13,col=\d+,title=Plumbline anchor\.lost::/);
  assert.match(line, /100 %25%0A::error::x, y: z/);
  assert.deepEqual([sum, more], ['1 tag files, 1 tags: 1 errors, 0 warnings', []]);
});

test('what it is not asked rightly, or cannot read, is a failure', async () => {
  for (const args of [['--format', 'xml'], ['--nonsense'], [join(root, 'not-there')]]) {
    const { status, error } = await check(...args);
    assert.equal(status, 2);
    assert.match(error, /^plumbline check: /);
  }
  assert.match((await check('--help')).out, /^usage: plumbline check/);
});
