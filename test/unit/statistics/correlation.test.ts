import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fisherInterval, kendall, pearson, spearman } from '../../../src/core/statistics/correlation.ts';
import { estimated, numberOf } from '../../../src/core/statistics/estimate.ts';
import { averageRanks, sortOrder, upTo } from '../../../src/core/statistics/order.ts';
import { rankGap } from '../../../src/core/statistics/rankGap.ts';
import { makeRandom, type Random } from '../../support/random.ts';
import { ends, near, reason } from './near.ts';

const x = [1, 2, 2, 3, 5, 5, 5, 8];
const y = [2, 1, 4, 3, 3, 7, 7, 5];

test('with ties, as scipy 1.17', () => {
  near(pearson(x, y), 0.6213226813636126);
  near(spearman(x, y), 0.6957729736585969);
  near(kendall(x, y), 0.5204164998665333);
  assert.deepEqual(ends(fisherInterval(pearson(x, y), 8, 'pearson'), 10), ['-0.1482650076', '0.9222204850']);
});

test('Fisher z: each correlation has its own standard error', () => {
  // tanh(atanh .5 -+ 1.959964 se), n = 30, worked in Python: se^2 is 1.125 / 27 and .437 / 26.
  assert.deepEqual(ends(fisherInterval(estimated(0.5), 30, 'spearman'), 6), ['0.148132', '0.739503']);
  assert.deepEqual(ends(fisherInterval(estimated(0.5), 30, 'kendall'), 6), ['0.286921', '0.665936']);
});

test('undefined where a side does not vary', () => {
  for (const correlation of [pearson, spearman, kendall]) {
    assert.equal(reason(correlation([], [])), 'no data');
    assert.equal(reason(correlation([1], [2])), 'only one pair');
    assert.equal(reason(correlation([1, 1, 1], [1, 2, 3])), 'no variation');
    // A mean that is not exact must not make variation.
    assert.equal(reason(correlation([0.1, 0.1, 0.1], [1, 2, 3])), 'no variation');
    near(correlation([1, 2, 3], [4, 5, 6]), 1);
    near(correlation([1, 2, 3], [6, 5, 4]), -1);
    assert.throws(() => correlation([1, Number.NaN], [1, 2]), RangeError);
    assert.throws(() => correlation([1, 2], [1]), RangeError);
  }
  assert.equal(reason(fisherInterval(pearson([1, 1], [1, 2]), 9, 'pearson')), 'no variation');
  assert.equal(reason(fisherInterval(estimated(0.2), 4, 'kendall')), 'fewer than five pairs');
  assert.equal(reason(fisherInterval(estimated(1), 9, 'spearman')), 'perfect correlation');
});

function randomPairs(random: Random): readonly [number[], number[]] {
  const n = 3 + random.int(40);
  const steps = random.pick([3, 10, 1e9]);
  const first = Array.from({ length: n }, (_, i) => (i < 2 ? i : random.int(steps)));
  return [first, first.map((value, i) => (i < 2 ? 1 - i : random.chance(0.5) ? value : random.int(steps)))];
}

test('Kendall is every pair compared; Spearman is Pearson of ranks', (t) => {
  const random = makeRandom();
  t.diagnostic(`seed ${random.seed}`);
  for (let i = 0; i < 500; i++) {
    const [a, b] = randomPairs(random);
    let [sum, untiedA, untiedB] = [0, 0, 0];
    for (let k = 0; k < a.length; k++)
      for (let l = 0; l < k; l++) {
        const [signA, signB] = [Math.sign(a[k]! - a[l]!), Math.sign(b[k]! - b[l]!)];
        sum += signA * signB;
        untiedA += signA * signA;
        untiedB += signB * signB;
      }
    near(kendall(a, b), sum / Math.sqrt(untiedA * untiedB), i);
    const rank = (values: readonly number[], value: number): number =>
      values.filter((other) => other < value).length + (values.filter((other) => other === value).length + 1) / 2;
    const ranks = (values: readonly number[]): number[] => values.map((value) => rank(values, value));
    assert.deepEqual([...averageRanks(a)], ranks(a));
    near(spearman(a, b), numberOf(pearson(ranks(a), ranks(b)))!, i);
    for (const correlation of [pearson, spearman, kendall]) {
      near(correlation(b, a), numberOf(correlation(a, b))!, i);
      near(
        correlation(
          a,
          b.map((value) => -value),
        ),
        -numberOf(correlation(a, b))!,
        i,
      );
    }
    for (const correlation of [spearman, kendall])
      near(
        correlation(
          a.map((value) => Math.cbrt(value) + 1),
          b,
        ),
        numberOf(correlation(a, b))!,
        i,
      );
  }
});

test('sorting an order is stable and counts inversions', (t) => {
  const random = makeRandom();
  t.diagnostic(`seed ${random.seed}`);
  for (let i = 0; i < 200; i++) {
    const keys = Array.from({ length: random.int(70) }, () => random.int(9));
    const order = upTo(keys.length);
    let inversions = 0;
    for (let a = 0; a < keys.length; a++) for (let b = 0; b < a; b++) if (keys[b]! > keys[a]!) inversions++;
    assert.equal(sortOrder(order, keys), inversions);
    assert.deepEqual(
      [...order],
      keys.map((_, k) => k).sort((a, b) => keys[a]! - keys[b]!),
    );
  }
});

test('gap of two rankings', () => {
  // Ranks 1 2 3 4 against 2 1 3 4.
  const gap = rankGap([1040, 1030, 1020, 1010], [1020, 1050, 1010, 900]);
  assert.deepEqual([...gap.differences], [-1, 1, 0, 0]);
  near(gap.meanDifference, 0.5);
  near(gap.rmse, Math.sqrt(0.5));
  near(gap.maxDifference, 1);
  near(gap.spearman, 1 - (6 * 2) / (4 * 15));
  near(gap.kendall, 4 / 6);
  const claimed = rankGap([3, 2, 1], [1, 3, 2]);
  assert.deepEqual([...claimed.differences], [-2, 1, 1]);
  near(claimed.maxDifference, 2);
  assert.equal(reason(rankGap([], []).rmse), 'no data');
});
