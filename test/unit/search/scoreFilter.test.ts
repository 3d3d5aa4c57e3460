import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { formatScoreFilter, parseScoreFilter, scoreMatches } from '../../../src/core/search/scoreFilter.ts';

const scores = [
  { name: 'accuracy', value: 'C' },
  { name: 'judge', value: 0.5 },
  { name: 'judge', value: 9 },
  { name: 'flag', value: true },
  { name: 'empty', value: null },
];

const rows: readonly (readonly [string, boolean])[] = [
  ['accuracy', true],
  ['other', false],
  ['accuracy=C', true],
  ['accuracy = C', true],
  ['accuracy=I', false],
  ['accuracy!=C', false],
  ['accuracy!=I', true],
  ['judge=0.50', true],
  ['judge>=0.5', true],
  ['judge>9', false],
  ['judge<0.6', true],
  ['judge<=0.4', false],
  ['judge>10', false],
  ['flag=true', true],
  ['accuracy>0', false],
];

describe('a score filter', () => {
  for (const [text, expected] of rows) {
    it(`${text} is ${expected}`, () => {
      const filter = parseScoreFilter(text);
      assert.ok(filter);
      assert.equal(scoreMatches(scores, filter), expected);
      assert.deepEqual(parseScoreFilter(formatScoreFilter(filter)), filter);
    });
  }
  for (const text of ['', '=C', 'a=', '<3']) {
    it(`${JSON.stringify(text)} is none`, () => assert.equal(parseScoreFilter(text), undefined));
  }
});
