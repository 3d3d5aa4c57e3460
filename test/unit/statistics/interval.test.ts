import assert from 'node:assert/strict';
import { test } from 'node:test';
import { normalRate, twoSidedZ, wilson } from '../../../src/core/statistics/interval.ts';
import { newcombe, newcombePaired } from '../../../src/core/statistics/newcombe.ts';
import { normalCdf, normalQuantile } from '../../../src/core/statistics/normal.ts';
import { makeRandom } from '../../support/random.ts';
import { ends, near, reason } from './near.ts';

test('Wilson: table I of Newcombe 1998, method 3', () => {
  assert.deepEqual(ends(wilson(81, 263), 4), ['0.2553', '0.3662']);
  assert.deepEqual(ends(wilson(15, 148), 4), ['0.0624', '0.1605']);
  assert.deepEqual(ends(wilson(0, 20), 4), ['0.0000', '0.1611']);
  assert.deepEqual(ends(wilson(1, 29), 4), ['0.0061', '0.1718']);
});

test('Newcombe: table II of Newcombe 1998, method 10', () => {
  const table: readonly (readonly [number, number, number, number, string, string])[] = [
    [56, 70, 48, 80, '0.0524', '0.3339'],
    [9, 10, 3, 10, '0.1705', '0.8090'],
    [6, 7, 2, 7, '0.0582', '0.8062'],
    [5, 56, 0, 29, '-0.0381', '0.1926'],
    [0, 10, 0, 20, '-0.1611', '0.2775'],
    [0, 10, 0, 10, '-0.2775', '0.2775'],
    [10, 10, 0, 20, '0.6791', '1.0000'],
    [10, 10, 0, 10, '0.6075', '1.0000'],
  ];
  for (const [k1, n1, k2, n2, low, high] of table) assert.deepEqual(ends(newcombe(k1, n1, k2, n2), 4), [low, high]);
});

test('Newcombe for pairs: method 10, worked in Python from the formula of the paper', () => {
  const pairs = (both: number, first: number, second: number, neither: number) =>
    newcombePaired({ both, first, second, neither });
  assert.deepEqual(ends(pairs(36, 12, 2, 0), 4), ['0.0569', '0.3404']);
  assert.deepEqual(ends(pairs(36, 14, 0, 0), 4), ['0.1528', '0.4167']);
  // Positive phi, lowered by n / 2, and lowered to 0.
  assert.deepEqual(ends(pairs(12, 9, 2, 21), 4), ['0.0112', '0.2954']);
  assert.deepEqual(ends(pairs(3, 3, 2, 3), 4), ['-0.2844', '0.4329']);
  // No difference was possible: exactly the width that the two rates allow, around 0.
  assert.deepEqual(ends(pairs(0, 0, 0, 10), 4), ['-0.2775', '0.2775']);
});

test('Looking Inward prints 1.96 standard errors with n - 1', () => {
  const interval = normalRate(494, 1000);
  assert.ok(interval.kind === 'interval');
  near(interval.high - 0.494, 1.96 * Math.sqrt((0.494 * 0.506) / 999));
  assert.equal(interval.method, 'normal, n - 1');
});

test('no data, no interval', () => {
  assert.equal(reason(wilson(0, 0)), 'no data');
  assert.equal(reason(newcombe(1, 2, 0, 0)), 'no data');
  assert.equal(reason(newcombePaired({ both: 0, first: 0, second: 0, neither: 0 })), 'no data');
  assert.equal(reason(normalRate(1, 1)), 'only one value');
  assert.throws(() => wilson(3, 2), RangeError);
});

test('every rate lies in its interval, inside [0, 1], and more level is wider', (t) => {
  const random = makeRandom();
  t.diagnostic(`seed ${random.seed}`);
  for (let i = 0; i < 2000; i++) {
    const n = 1 + random.int(random.pick([5, 50, 1e6]));
    const k = random.int(n + 1);
    const [narrow, wide] = [wilson(k, n, 0.9), wilson(k, n, 0.99)];
    assert.ok(narrow.kind === 'interval' && wide.kind === 'interval');
    assert.ok(0 <= wide.low && wide.low <= narrow.low && narrow.high <= wide.high && wide.high <= 1, `${k} of ${n}`);
    assert.ok(narrow.low <= k / n && k / n <= narrow.high, `${k} of ${n}`);
    // The complement's interval is the mirror image.
    const mirror = wilson(n - k, n, 0.9);
    assert.ok(mirror.kind === 'interval');
    near(mirror.low, 1 - narrow.high, `${k} of ${n}`);
  }
});

test('the normal distribution and its inverse (scipy 1.17)', () => {
  near(twoSidedZ(0.95), 1.959963984540054);
  near(normalQuantile(1e-300), -37.0470962993612);
  near(normalQuantile(0.024), -1.977368428181947);
  near(normalQuantile(0.3), -0.5244005127080409);
  near(normalCdf(-3), 0.0013498980316300933);
  near(normalCdf(-3.0001), 0.0013494549132607172);
  near(normalCdf(2), 0.9772498680518208);
  near(normalCdf(-30) / 4.906713927147908e-198, 1);
  assert.throws(() => normalQuantile(0), RangeError);
});
