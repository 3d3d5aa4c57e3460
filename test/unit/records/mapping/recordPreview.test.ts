import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeHead } from '../../../../src/core/readers/fileHead.ts';
import { recordPreview } from '../../../../src/core/records/mapping/recordPreview.ts';
import { parseRecordsFile, recordMappingFor } from '../../../../src/core/records/mapping/recordsFile.ts';
import { openMappedText } from '../../../support/mappedRecords.ts';

async function previewed(yaml: string, text: string): Promise<string> {
  const file = await openMappedText(yaml, { 'a.csv': text });
  const mapping = recordMappingFor(parseRecordsFile(yaml), 'a.csv');
  assert.ok(mapping);
  const bytes = new TextEncoder().encode(text);
  return recordPreview(mapping, describeHead('a.csv', bytes.length, bytes), file);
}

const yaml = `records:
  - name: answers
    files: '*.csv'
    where: { field: use, is: true }
    property: { name: { is: p }, type: binary }
    prediction: { probability: p, refused: never }
    outcome: { answer: did }
`;

test('a preview shows the first records, counts their states, and tells what is left out', async () => {
  const rows = [
    'use,p,did,mood,note',
    'True,0.9,yes,calm,',
    'True,2,no,calm,',
    'False,0.1,no,,',
    'True,never,perhaps,,',
  ];
  const text = await previewed(yaml, `${rows.join('\n')}\n`);
  assert.match(text, /^Mapping answers: 3 records in a\.csv\nNote: 1 rows are not selected by the mapping answers\.\n/);
  assert.match(
    text,
    /States:\n {2}prediction: unparseable 1\n {2}prediction: refused 1\n {2}prediction: ok 1\n {2}outcome: unparseable 1\n {2}outcome: ok 2\n/,
  );
  assert.match(text, /--- #0\nproperty: p \(binary\)\nprediction: ok, probability 0\.9\noutcome: ok, answer "yes"\n/);
  assert.match(text, /--- #2\n.*\nprediction: refused, raw "never"\noutcome: unparseable, raw "perhaps"\n/);
  assert.match(text, /Not mapped, in the first 4 rows:\n {2}mood: 2\n$/);
});

test('a preview says what cannot be read, and ends', async () => {
  const lines = Array.from({ length: 9 }, (_, i) => (i % 3 === 0 ? `{"p": ${i}` : `{"p": 0.${i}}`));
  const text = await previewed(yaml.replace(/ {4}where.*\n/, ''), lines.join('\n'));
  assert.match(text, /^Mapping answers: 9 records/);
  assert.match(text, /Problem: .*JSON.*\(a\.csv:1\)/);
  assert.match(text, /prediction: ok 6/);
});
