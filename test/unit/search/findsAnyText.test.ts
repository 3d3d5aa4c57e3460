import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { bytesSource } from '../../../src/core/readers/bytesSource.ts';
import { isProblem } from '../../../src/core/readers/isProblem.ts';
import { openTranscriptFile } from '../../../src/core/readers/readers.ts';
import { literalCandidates } from '../../../src/core/search/literalCandidates.ts';
import { partRegions } from '../../../src/core/transcripts/partRegions.ts';
import { decompressors } from '../../../src/node/decompressors.ts';
import { makeRandom } from '../../support/random.ts';

/**
 * Of every format, whatever text is shown: a search for any stretch of it must not pass over its record. A
 * new format whose text stands otherwise in its source is told in `literalCandidates`.
 */
const root = resolve(import.meta.dirname, '../../golden');
const inputs = readdirSync(root, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.startsWith('input.'))
  .map((entry) => join(entry.parentPath, entry.name));

const random = makeRandom();

for (const path of inputs) {
  test(`any text of ${path.slice(root.length + 1)} is found (PLUMBLINE_SEED=${random.seed})`, async () => {
    const file = await openTranscriptFile(bytesSource(path, readFileSync(path)), { decompressors });
    // A folded source is not looked through: its records are read.
    if (isProblem(file) || file.folded) return;
    for (const { record } of file.entries) {
      const { transcript } = await file.read(record);
      const source = await file.sourceText(record);
      if (source === undefined) continue;
      for (const message of transcript?.messages ?? []) {
        for (const { text } of message.parts.flatMap(partRegions)) {
          for (let i = 0; i < 20; i++) {
            const start = random.int(text.length);
            const wanted = text.slice(start, start + 1 + random.int(40));
            const query = { text: random.chance(0.5) ? wanted : wanted.toLowerCase(), caseSensitive: false };
            assert.ok(literalCandidates(query)?.(source.text) ?? true, `${JSON.stringify(wanted)} in record ${record}`);
          }
        }
      }
    }
  });
}
