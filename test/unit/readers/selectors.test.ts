import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { extname } from 'node:path';
import { test } from 'node:test';

const root = new URL('../../../', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('package.json', root), 'utf8'));
const [editor] = manifest.contributes.customEditors as {
  readonly priority: string;
  readonly selector: readonly { readonly filenamePattern: string }[];
}[];

test('"Open With..." offers the panel for the endings that transcripts have, and no file opens in it unasked', () => {
  assert.equal(editor?.priority, 'option');
  const patterns = new Set(editor?.selector.map(({ filenamePattern }) => filenamePattern));
  const inputs = readdirSync(new URL('test/golden/', root), { recursive: true, encoding: 'utf8' }).filter((path) =>
    /[\\/]input\.[^\\/]+$/.test(path),
  );
  // What only a mapping, or its content, makes a transcript has any ending.
  const endings = new Set(inputs.filter((path) => !path.startsWith('mapped')).map((path) => extname(path)));
  for (const odd of ['.data', '.yaml']) endings.delete(odd);
  assert.ok(endings.size > 5);
  assert.deepEqual(
    [...endings].filter((ending) => !patterns.has(`*${ending}`)),
    [],
  );
});
