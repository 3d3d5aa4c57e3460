import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { readCommand } from '../../../src/cli/readCommand.ts';

const folder = mkdtempSync(join(tmpdir(), 'plumbline-cli-'));
after(() => rmSync(folder, { recursive: true }));

function made(name: string, data: string): string {
  const path = join(folder, name);
  writeFileSync(path, data);
  return path;
}

const chat = (text: string): string => JSON.stringify({ id: text, messages: [{ role: 'user', content: text }] });
const good = made('good.jsonl', `${chat('one')}\n${chat('two')}\n`);
const bad = made('bad.jsonl', `${chat('one')}\n{"messages": [\n${chat('two')}\n`);

async function run(...args: string[]): Promise<{ status: number; out: string; error: string }> {
  const result = { out: '', error: '' };
  const status = await readCommand(args, {
    out: async (text) => {
      result.out += text;
    },
    error: (text) => {
      result.error += text;
    },
  });
  return { status, ...result };
}

test('--json: a line per transcript', async () => {
  const { status, out, error } = await run('--json', good);
  assert.deepEqual([status, error], [0, '']);
  const lines = out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  assert.deepEqual(
    lines.map((line) => line.transcript),
    ['one', 'two'],
  );
  assert.deepEqual(Object.keys(lines[0]), [
    'file',
    'format',
    'transcript',
    'metadata',
    'scores',
    'messages',
    'problems',
  ]);
  assert.deepEqual(lines[0].messages, [
    {
      id: '#0',
      index: 0,
      role: 'user',
      parts: [
        { type: 'text', text: 'one', textSha256: '7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed' },
      ],
    },
  ]);
});

test('a record that cannot be read is a line with problems only, and status 1', async () => {
  const { status, out } = await run(bad, '--json');
  assert.equal(status, 1);
  const lines = out
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));
  assert.deepEqual(
    lines.map((line) => line.transcript),
    ['one', undefined, 'two'],
  );
  assert.deepEqual(Object.keys(lines[1]), ['file', 'format', 'problems']);
  assert.deepEqual(
    lines[1].problems.map((problem: { code: string; at: object }) => [problem.code, problem.at]),
    [['json.invalid', { file: bad, record: 1, line: 2 }]],
  );
});

test('a file that is missing is a failure; the others are read', async () => {
  const { status, out, error } = await run('--json', join(folder, 'none.json'), good);
  assert.equal(status, 2);
  assert.match(error, /cannot open .*none\.json: ENOENT/);
  assert.equal(out.trimEnd().split('\n').length, 2);
});

test('a folder is a failure', async () => {
  const { status, error } = await run(folder);
  assert.equal(status, 2);
  assert.match(error, /it is not a file|EISDIR/);
});

test('a record past --limit is a problem that names both sizes; the others are read', async () => {
  const path = made('large.jsonl', `${chat('x'.repeat(3000))}\n${chat('two')}\n`);
  const refused = await run('--json', '--limit', '2k', path);
  assert.equal(refused.status, 1);
  const [large, small] = refused.out.split('\n').map((line) => JSON.parse(line || 'null'));
  assert.match(large.problems[0].text, /6\d\d\d bytes; up to 2048 are shown/);
  assert.equal(small.transcript, 'two');
  assert.equal((await run('--limit', '1M', path)).status, 0);
  for (const size of ['', '1x', '-4', 'M']) assert.equal((await run(`--limit=${size}`, path)).status, 2, size);
});

test('a file of no known format is a problem', async () => {
  const { status, out } = await run('--json', made('prose.txt', 'Once upon a time.'));
  assert.equal(status, 1);
  assert.equal(JSON.parse(out).problems[0].code, 'format.unknown');
});

for (const args of [[], ['--nope', good], ['--json']]) {
  test(`wrong usage: ${JSON.stringify(args.map((arg) => arg.replace(folder, '')))}`, async () => {
    const { status, out, error } = await run(...args);
    assert.deepEqual([status, out], [2, '']);
    assert.match(error, /usage: plumbline read/);
  });
}

test('--help', async () => {
  const { status, out } = await run('--help');
  assert.equal(status, 0);
  assert.match(out, /Exit status: 0 clean, 1 problems in the data, 2 failure/);
});

test('a number that JSON lacks', async () => {
  const { out } = await run(
    '--json',
    made('nan.json', '{"score": NaN, "low": [-Infinity], "messages": [{"role": "user", "content": "x"}]}'),
  );
  assert.deepEqual(JSON.parse(out).metadata, { score: { $number: 'NaN' }, low: [{ $number: '-Infinity' }] });
});

test('the plain view shows the text, and drives no terminal', async () => {
  const text = 'red \u001b[31m bell \u0007 left \u202e tab \t\nline';
  const { status, out } = await run(made('esc.json', chat(text)));
  assert.equal(status, 0);
  assert.ok(out.includes('--- #0 user\nred \u241b[31m bell \u2407 left \\u202e tab \t\nline\n'), JSON.stringify(out));
});

const cli = join(dirname(fileURLToPath(import.meta.url)), '../../../src/cli/main.ts');

function start(
  args: readonly string[],
  take: (chunk: Buffer, stop: () => void) => void,
): Promise<{ status: number | null; error: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [cli, ...args]);
    let error = '';
    child.stdout.on('data', (chunk: Buffer) => take(chunk, () => child.stdout.destroy()));
    child.stderr.on('data', (chunk: Buffer) => {
      error += chunk;
    });
    child.on('error', reject).on('close', (status) => resolve({ status, error }));
  });
}

test('the process ends quietly when its reader goes away', async () => {
  const big = made('big.jsonl', `${chat('x'.repeat(10_000))}\n`.repeat(500));
  const { status, error } = await start(['read', '--json', big], (_chunk, stop) => stop());
  assert.deepEqual([status, error], [0, '']);
});

test('an unknown command is a failure', async () => {
  const { status, error } = await start(['frobnicate'], () => undefined);
  assert.equal(status, 2);
  assert.match(error, /unknown command "frobnicate"/);
});
