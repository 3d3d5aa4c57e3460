import assert from 'node:assert/strict';
import { globSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { isProblem } from '../../../src/core/readers/isProblem.ts';
import { openTranscriptFile } from '../../../src/core/readers/readers.ts';
import { sourceSpanOf } from '../../../src/core/transcripts/sourceSpan.ts';
import { decompressors } from '../../../src/node/decompressors.ts';
import { fileSource } from '../../../src/node/fileSource.ts';
import { mappingOf, nearestReaders } from '../../../src/node/nearestReaders.ts';
import { checkSources } from '../../support/checkSources.ts';

const golden = join(dirname(fileURLToPath(import.meta.url)), '../../golden/mapped');

async function openMapped(path: string) {
  const readers = await nearestReaders(path);
  assert.ok(readers);
  const mapping = mappingOf(readers, path);
  assert.ok(mapping);
  const file = await openTranscriptFile(await fileSource(path), { decompressors, mapping });
  assert.ok(!isProblem(file));
  return file;
}

for (const name of globSync('*/input.*', { cwd: golden })) {
  test(`every part has its place: mapped/${name}`, async () => {
    const file = await openMapped(join(golden, name));
    assert.ok((await checkSources(file)) > 0);
    await file.close();
  });
}

test('a line of several that make a transcript is found where it stands', async () => {
  const file = await openMapped(join(golden, 'table/input.csv'));
  const { transcript } = await file.read(0);
  const source = await file.sourceText(0);
  const part = transcript?.messages[0]?.parts[0];
  assert.ok(source && part);
  // JSON in a cell: the quotes doubled for the one, the text decoded for the other.
  const span = sourceSpanOf(source.text, part, 0, { start: 4, end: 11 });
  assert.equal(source.text.slice(span?.start, span?.end), 'ehrlich');
  await file.close();
});
