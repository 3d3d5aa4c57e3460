import assert from 'node:assert/strict';
import { test } from 'node:test';
import { transformOf } from '../../../../src/core/records/mapping/transform.ts';
import type { TransformStep } from '../../../../src/core/records/mapping/valueSchema.ts';
import type { Json } from '../../../../src/core/text/json.ts';

/** What a step makes of values; undefined: it fails. */
const cases: readonly (readonly [TransformStep, readonly (readonly [Json, Json | undefined])[]])[] = [
  [
    'number',
    [
      [' 1.50 ', 1.5],
      ['-2e3', -2000],
      ['.5', 0.5],
      [7, 7],
      ['50%', undefined],
      ['1,5', undefined],
      ['0x10', undefined],
      ['NaN', undefined],
      [Number.NaN, undefined],
      ['1e999', undefined],
      ['', undefined],
      [true, undefined],
      [[1], undefined],
    ],
  ],
  [
    'strip',
    [
      ['\n a b\u00a0', 'a b'],
      [5, '5'],
      [{}, undefined],
    ],
  ],
  ['lower', [['ÄB', 'äb']]],
  [
    'letter',
    [
      ['(A)', 'A'],
      ['b)', 'B'],
      [' C. Because', 'C'],
      ['D', 'D'],
      ['(a) yes', 'A'],
      ['E: five', 'E'],
      ['I would say A', undefined],
      ['Answer', undefined],
      ['', undefined],
    ],
  ],
  [
    'yes-no',
    [
      [true, 'yes'],
      [0, 'no'],
      ['True', 'yes'],
      ['1.0', 'yes'],
      [' NO ', 'no'],
      ['n', 'no'],
      ['maybe', undefined],
      [2, undefined],
      [[], undefined],
    ],
  ],
  [
    'reverse',
    [
      [0.25, 0.75],
      ['1', 0],
      ['yes', 'no'],
      ['no', 'yes'],
      ['x', undefined],
    ],
  ],
  [
    'list',
    [
      ['["a", "b"]', ['a', 'b']],
      [`['a', "it's", 'c, d']`, ['a', "it's", 'c, d']],
      ['a, b;c', ['a', 'b', 'c']],
      ['[]', []],
      [['x'], ['x']],
      [3, undefined],
    ],
  ],
  [
    { scale: [0, 100] },
    [
      ['50', 0.5],
      [100, 1],
      [101, undefined],
      [-1, undefined],
      ['half', undefined],
    ],
  ],
  [
    { scale: [1, 7] },
    [
      [1, 0],
      [4, 0.5],
      [7, 1],
      [0, undefined],
    ],
  ],
  [
    { lookup: { Correct: 'yes', '1': 'one' } },
    [
      ['Correct', 'yes'],
      [1, 'one'],
      ['toString', undefined],
      ['correct', undefined],
      [null, undefined],
    ],
  ],
  [{ lookup: { a: 1 }, default: 0 }, [['z', 0]]],
  [
    { extract: '(?i)answer: (\\w+)' },
    [
      ['The ANSWER: red.', 'red'],
      ['none', undefined],
    ],
  ],
  [{ extract: '\\d+' }, [['a 12 b', '12']]],
  [{ extract: '(a)|b' }, [['b', undefined]]],
];
for (const [step, values] of cases) {
  test(`step ${JSON.stringify(step)}`, () => {
    const transform = transformOf(step);
    for (const [value, made] of values) assert.deepEqual(transform(value), made, JSON.stringify(value));
  });
}

test('a pattern that would hang a backtracking engine does not', () => {
  const started = process.cpuUsage().user;
  assert.equal(transformOf({ extract: '^(a+)+$' })(`${'a'.repeat(5000)}b`), undefined);
  assert.ok(process.cpuUsage().user - started < 5e6, 'microseconds');
});
