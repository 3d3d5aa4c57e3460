import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { isProblem } from '../../../src/core/readers/isProblem.ts';
import { openTranscriptFile } from '../../../src/core/readers/readers.ts';
import { decompressors } from '../../../src/node/decompressors.ts';
import { fileSource } from '../../../src/node/fileSource.ts';
import { checkSources } from '../../support/checkSources.ts';
import { corpus, corpusFiles, noCorpus } from '../../support/corpus.ts';

const golden = join(dirname(fileURLToPath(import.meta.url)), '../../golden');

async function check(path: string, most?: number): Promise<number> {
  const file = await openTranscriptFile(await fileSource(path), { decompressors });
  if (isProblem(file)) return 0;
  const checked = await checkSources(file, most);
  await file.close();
  return checked;
}

for (const entry of readdirSync(golden, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile() || !entry.name.startsWith('input.')) continue;
  const path = join(entry.parentPath, entry.name);
  test(`every part has its place: ${path.slice(golden.length + 1)}`, async () => void (await check(path)));
}

test('corpus: every part has its place', { skip: noCorpus }, async (t) => {
  let checked = 0;
  for (const path of corpusFiles('c_transcripts')) {
    await t.test(path, async () => {
      checked += await check(join(corpus as string, path), 40);
    });
  }
  assert.ok(checked > 1000, String(checked));
});
