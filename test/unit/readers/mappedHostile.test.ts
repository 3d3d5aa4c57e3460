import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { describeHead } from '../../../src/core/readers/fileHead.ts';
import { isProblem } from '../../../src/core/readers/isProblem.ts';
import { draftMapping } from '../../../src/core/readers/mapping/draftMapping.ts';
import { mappingPreview } from '../../../src/core/readers/mapping/mappingPreview.ts';
import { parseReadersFile } from '../../../src/core/readers/mapping/readersFile.ts';
import { openTranscriptFile } from '../../../src/core/readers/readers.ts';
import { codePointLength } from '../../../src/core/text/codePoints.ts';
import { formattedRecord } from '../../../src/core/transcripts/formattedRecord.ts';
import { sourceSpanOf } from '../../../src/core/transcripts/sourceSpan.ts';
import { decompressors } from '../../../src/node/decompressors.ts';
import { countingSource } from '../../support/countingSource.ts';
import { makeRandom, type Random } from '../../support/random.ts';

const golden = join(dirname(fileURLToPath(import.meta.url)), '../../golden');
const inputs = globSync('{csv,mapped}/*/input.*', { cwd: golden }).map((name) => readFileSync(join(golden, name)));
const { mappings } = parseReadersFile(readFileSync(join(golden, 'mapped/.plumbline/readers.yaml'), 'utf8'));
const pieces = [
  '"',
  '""',
  ',',
  '\n',
  '\r\n',
  '{',
  '}',
  '[',
  ']',
  ';',
  '\t',
  '\0',
  '\\',
  '"__proto__"',
  '\ud83d',
  'NaN',
];

function damage(random: Random, bytes: Buffer): Buffer {
  const at = random.int(bytes.length + 1);
  const piece = random.chance(0.5) ? Buffer.from(random.pick(pieces)) : Buffer.alloc(0);
  return Buffer.concat([bytes.subarray(0, at), piece, bytes.subarray(at + random.int(30))]);
}

test('any mapping reads or refuses any file, and so does a draft', async () => {
  const random = makeRandom();
  console.log(`seed ${random.seed}`);
  for (let i = 0; i < 1500; i++) {
    let bytes: Buffer = random.pick(inputs);
    for (let times = random.int(4); times > 0; times--) bytes = damage(random, bytes);
    const head = describeHead('made', bytes.length, bytes);
    const draft = draftMapping(head);
    const mapping =
      draft !== undefined && random.chance(0.3) ? { name: 'd', files: '*', ...draft } : random.pick(mappings).mapping;
    const source = countingSource('made', bytes);
    try {
      const file = await openTranscriptFile(source, { decompressors, mapping });
      if (isProblem(file)) {
        assert.ok(source.closed);
        continue;
      }
      mappingPreview(mapping, head, file, file.entries[0] && (await file.read(0)));
      for (const { record } of file.entries.slice(0, 20)) {
        const { transcript, problems } = await file.read(record);
        assert.ok(transcript !== undefined || problems.length > 0);
        const text = (await file.sourceText(record))?.text;
        if (transcript === undefined || text === undefined) continue;
        formattedRecord(text);
        for (const { pointer, parts } of transcript.messages) {
          assert.ok(sourceSpanOf(text, pointer), pointer);
          for (const part of parts) {
            const span = sourceSpanOf(text, part, 0, { start: 0, end: codePointLength(part.text) });
            assert.ok(span !== undefined || part.source === undefined, JSON.stringify(part));
          }
        }
      }
    } catch (cause) {
      throw new Error(`${mapping.name} on ${JSON.stringify(bytes.toString('latin1').slice(0, 1000))}`, { cause });
    }
  }
});
