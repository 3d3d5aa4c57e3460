import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Score } from '../../../src/core/transcripts/transcript.ts';
import { viewScores } from '../../../src/panel/viewScores.ts';

const score = (name: string, count: number): Score => ({
  name,
  value: 1,
  citations: Array.from({ length: count }, (_, i) => ({
    text: `${name} ${i}`,
    message: 'm',
    part: 0,
    start: 1,
    end: 2,
  })),
});

test('scores with few citations are as they are', () => {
  const scores = [{ name: 'plain', value: null }, score('judge', 3)];
  assert.deepEqual(viewScores(scores), { scores });
});

test('citations past the limit are counted', () => {
  const { scores, citationsLeftOut } = viewScores([score('a', 150), score('b', 150), score('c', 1)]);
  assert.deepEqual(
    scores.map(({ citations }) => citations?.length),
    [150, 50, 0],
  );
  assert.equal(citationsLeftOut, 101);
});

test('long texts are cut, between no pair', () => {
  const long = `${'x'.repeat(198)}😀${'y'.repeat(500)}`;
  const { scores } = viewScores([{ name: 'a', value: 1, citations: [{ text: long, quote: 'q'.repeat(200) }] }]);
  assert.deepEqual(scores[0]?.citations, [{ text: `${'x'.repeat(198)}…`, quote: 'q'.repeat(200) }]);
});
