import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { codebookCommand } from '../../../src/cli/codebookCommand.ts';

const folder = mkdtempSync(join(tmpdir(), 'plumbline-codebook-'));
after(() => rmSync(folder, { recursive: true }));
mkdirSync(join(folder, '.plumbline'));

const text = `id: ours
version: 4
kinds:
  - id: flattery
    definition: Praise.
    key: y
    fields: [{id: degree, type: scale, options: [{id: 1, definition: Faint.}]}, {id: why, type: text}]
`;
writeFileSync(join(folder, '.plumbline/codebook.yaml'), text);
const earlier = join(folder, 'earlier.yaml');
writeFileSync(earlier, text.replace('version: 4', 'version: 3').replace('Praise.', 'Flattering.'));
const broken = join(folder, 'broken.yaml');
writeFileSync(broken, `${text}  - {id: aside}\n`);

async function run(...args: string[]): Promise<{ status: number; out: string; error: string }> {
  const result = { out: '', error: '' };
  const status = await codebookCommand(args, {
    out: async (more) => {
      result.out += more;
    },
    error: (more) => {
      result.error += more;
    },
  });
  return { status, ...result };
}

test('codebook prints the kinds of a folder', async () => {
  assert.deepEqual(await run(folder), {
    status: 0,
    out: 'ours@4\n\ny flattery: Praise.\n    degree: 1\n    why: text\n',
    error: '',
  });
});

test('codebook --diff tells what changed', async () => {
  const { status, out } = await run(folder, '--diff', earlier);
  assert.equal(status, 0);
  assert.equal(out, 'ours@3 -> ours@4\n~ kind flattery\n    definition: Flattering.\n                Praise.\n');
  const { changes } = JSON.parse((await run('default', '--diff', folder, '--json')).out);
  assert.deepEqual(changes[0], { type: 'added', path: ['kind preference-gap'], matters: true });
});

test('codebook says what is wrong, with its line, and fails by it', async () => {
  const { status, out, error } = await run(broken);
  assert.equal(status, 1);
  assert.match(out, /^ours@4\n/);
  assert.match(error, /broken\.yaml:8: Field kinds\.1\.definition is not as it should be/);
});

test('codebook fails where there is none', async () => {
  assert.equal((await run(join(folder, 'none.yaml'))).status, 2);
  assert.equal((await run('--what')).status, 2);
});
