import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { readCommand } from '../../../src/cli/readCommand.ts';

const folder = mkdtempSync(join(tmpdir(), 'plumbline-readers-'));
after(() => rmSync(folder, { recursive: true }));

function made(name: string, data: string): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, data);
  return path;
}

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

const mapping = (content: string): string =>
  `readers:\n  - name: m\n    files: 'data/*.csv'\n    turns: [{ role: user, content: ${content} }]\n`;
const data = made('one/data/a.csv', 'p,q\nfrom p,from q\n');
made('one/.plumbline/readers.yaml', `# mine\n${mapping('p')}  - name: 7\n`);
const named = made('two/.plumbline/readers.yaml', mapping('q').replace('data/', ''));

test('the nearest mappings above the file are taken, and their problems told once, at their line', async () => {
  const { status, out } = await run(data, data);
  assert.equal(out.match(/from p/g)?.length, 2);
  assert.equal(out.match(/readers\.yaml:6/g)?.length, 2, out);
  assert.equal(status, 1);
});

test('mappings that are named are taken instead', async () => {
  const { status, out } = await run(data, '--readers', named);
  assert.match(out, /from q/);
  assert.doesNotMatch(out, /from p/);
  assert.equal(status, 0);
});

test('mappings that are not there are a failure', async () => {
  const { status, error } = await run(data, '--readers', join(folder, 'none.yaml'));
  assert.equal(status, 2);
  assert.match(error, /none\.yaml/);
});
