import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { isProblem } from '../../../src/core/readers/isProblem.ts';
import { openTranscriptFile } from '../../../src/core/readers/readers.ts';
import { codePointLength } from '../../../src/core/text/codePoints.ts';
import type { JsonObject } from '../../../src/core/text/json.ts';
import { formattedRecord } from '../../../src/core/transcripts/formattedRecord.ts';
import { sourceSpanOf } from '../../../src/core/transcripts/sourceSpan.ts';
import { decompressors } from '../../../src/node/decompressors.ts';
import { countingSource } from '../../support/countingSource.ts';
import { makeEval } from '../../support/makeEval.ts';
import { makeRandom, type Random } from '../../support/random.ts';

const golden = join(dirname(fileURLToPath(import.meta.url)), '../../golden');

const inputs: Buffer[] = readdirSync(golden, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.startsWith('input.'))
  .map((entry) => readFileSync(join(entry.parentPath, entry.name)));

const sample = { id: 1, epoch: 1, messages: [{ role: 'user', content: 'hi' }] } as unknown as JsonObject;
inputs.push(Buffer.from(makeEval({ version: 2, eval: { task: 't' } }, [sample], { method: 'zstd' })));

const pieces = [
  '"',
  '\\',
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  '\n',
  '\0',
  '\ufeff',
  'NaN',
  '1e999',
  '"__proto__":',
  '\ud83d',
  'null',
  '"role"',
  '"\\ud800"',
];

function damage(random: Random, bytes: Buffer): Buffer {
  const at = random.int(bytes.length + 1);
  switch (random.int(4)) {
    case 0:
      return bytes.subarray(0, at);
    case 1:
      return Buffer.concat([bytes.subarray(0, at), Buffer.from(random.pick(pieces)), bytes.subarray(at)]);
    case 2:
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + random.int(40))]);
    default: {
      const copy = Buffer.from(bytes);
      for (let i = 0; i < 3; i++) copy[random.int(copy.length)] = random.int(256);
      return copy;
    }
  }
}

/** Everything that a panel does with a file. */
async function use(bytes: Buffer): Promise<void> {
  const source = countingSource('made', bytes);
  const file = await openTranscriptFile(source, { decompressors });
  if (isProblem(file)) return assert.ok(source.closed);
  for (const { record } of file.entries) {
    const { transcript, problems } = await file.read(record);
    assert.ok(transcript !== undefined || problems.length > 0);
    const text = (await file.sourceText(record))?.text;
    if (transcript === undefined || text === undefined) continue;
    formattedRecord(text);
    for (const part of transcript.messages.flatMap((message) => message.parts)) {
      sourceSpanOf(text, part, 0, { start: 0, end: codePointLength(part.text) });
    }
  }
}

test('damaged files are read or refused, never more', async () => {
  const random = makeRandom();
  console.log(`seed ${random.seed}`);
  for (let i = 0; i < 1500; i++) {
    let bytes: Buffer = random.pick(inputs);
    for (let times = 1 + random.int(3); times > 0; times--) bytes = damage(random, bytes);
    try {
      await use(bytes);
    } catch (cause) {
      throw new Error(`on ${JSON.stringify(bytes.toString('latin1').slice(0, 2000))}`, { cause });
    }
  }
});
