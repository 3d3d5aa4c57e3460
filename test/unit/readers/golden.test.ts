import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { readCommand } from '../../../src/cli/readCommand.ts';
import { readers } from '../../../src/core/readers/readers.ts';

/**
 * Every folder under test/golden holds an input and what reading it gives. After a change that is
 * meant, `PLUMBLINE_UPDATE_GOLDEN=1` writes them anew, to be reviewed in the diff: the hashes in them
 * are what reviewers' anchors rest on.
 */
const root = join(dirname(fileURLToPath(import.meta.url)), '../../golden');

const inputs = readdirSync(root, { recursive: true, withFileTypes: true }).filter(
  (entry) => entry.isFile() && entry.name.startsWith('input.'),
);

test('there are golden files of each format', () => {
  const formats = new Set(inputs.map((entry) => entry.parentPath.slice(root.length + 1).split(/[\\/]/)[0]));
  for (const { format } of readers) assert.ok(formats.has(format), format);
});

for (const input of inputs) {
  const path = join(input.parentPath, input.name);
  test(`golden: ${path.slice(root.length + 1)}`, async () => {
    const lines: unknown[] = [];
    const errors: string[] = [];
    const status = await readCommand(['--json', path], {
      out: async (text) =>
        void lines.push(JSON.parse(text.replaceAll(JSON.stringify(path), JSON.stringify(input.name)))),
      error: (text) => void errors.push(text),
    });
    const actual = `${JSON.stringify({ status, errors, lines }, null, 2)}\n`;
    const expected = join(input.parentPath, 'expected.json');
    if (process.env['PLUMBLINE_UPDATE_GOLDEN'] === '1') writeFileSync(expected, actual);
    assert.ok(existsSync(expected), 'no expected.json');
    assert.deepEqual(JSON.parse(actual), JSON.parse(readFileSync(expected, 'utf8')));
  });
}
