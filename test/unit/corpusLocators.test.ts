import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { isProblem } from '../../src/core/readers/isProblem.ts';
import { openTranscriptFile } from '../../src/core/readers/readers.ts';
import { findPointer } from '../../src/core/text/findPointer.ts';
import { decompressors } from '../../src/node/decompressors.ts';
import { fileSource } from '../../src/node/fileSource.ts';
import { corpus, corpusJson, noCorpus } from '../support/corpus.ts';

interface Expected {
  readonly file: string;
  readonly kind: string;
  readonly pointer: string;
  /** One-based. */
  readonly lineStart: number;
  readonly byteStart: number;
  readonly byteEnd: number;
  readonly sha256: string;
}

/** What is no conversation is read as one by a mapping; places are the same for all readers. */
const mappings: Record<string, string | undefined> = {
  'e_oddities/bom/ConversationMessages.json': 'description',
  'a_self_prediction/llm_calibration_study/gpt-4.1-mini_confidence_acc_success': 'Linguistic Confidence',
  'e_oddities/bom/eval_examples.csv': 'Question',
};

const places = noCorpus ? [] : (corpusJson('LOCATORS.json') as Expected[]);

test('corpus: records and values stand at the bytes and lines that were counted elsewhere', {
  skip: noCorpus,
}, async (t) => {
  assert.equal(places.length, 5);
  for (const expected of places) {
    await t.test(`${expected.file}, line ${expected.lineStart}`, async () => {
      const path = join(corpus as string, expected.file);
      const content = mappings[expected.file];
      const turns = [{ role: 'user' as const, content: content ?? '' }];
      const mapping = content === undefined ? undefined : { name: 'mapped', files: '*', turns };
      const file = await openTranscriptFile(await fileSource(path, expected.file), { decompressors, mapping });
      assert.ok(!isProblem(file), JSON.stringify(file));
      const found: string[] = [];
      for (const { record } of file.entries) {
        const source = await file.sourceText(record);
        if (source?.byteStart === undefined || source.byteStart > expected.byteStart) continue;
        // A row of a table is no JSON: it is the text itself.
        const whole = { start: 0, end: source.text.length };
        const value = expected.kind === 'csv' ? whole : findPointer(source.text, expected.pointer);
        if (value === undefined) continue;
        const start = source.byteStart + Buffer.byteLength(source.text.slice(0, value.start));
        const end = start + Buffer.byteLength(source.text.slice(value.start, value.end));
        if (start !== expected.byteStart || end !== expected.byteEnd) continue;
        found.push(`line ${source.line ?? lineOf(path, start)}`);
        const bytes = readFileSync(path).subarray(start, end);
        assert.equal(createHash('sha256').update(bytes).digest('hex'), expected.sha256);
      }
      assert.ok(found.length > 0, 'no record stands there');
      assert.deepEqual([...new Set(found)], [`line ${expected.lineStart}`]);
      await file.close();
    });
  }
});

function lineOf(path: string, offset: number): number {
  return readFileSync(path).subarray(0, offset).toString('latin1').split('\n').length;
}
