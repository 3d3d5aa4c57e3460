import assert from 'node:assert/strict';
import { test } from 'node:test';
import { association, fisherExact } from '../../../src/core/statistics/association.ts';
import { accuracy, binaryScores, countPairs, phi, rate } from '../../../src/core/statistics/classification.ts';
import { pearson } from '../../../src/core/statistics/correlation.ts';
import { numberOf } from '../../../src/core/statistics/estimate.ts';
import { mcnemar } from '../../../src/core/statistics/mcnemar.ts';
import type { PairCounts } from '../../../src/core/statistics/newcombe.ts';
import { makeRandom } from '../../support/random.ts';
import { ends, near, reason } from './near.ts';

const table = (both: number, first: number, second: number, neither: number): PairCounts => ({
  both,
  first,
  second,
  neither,
});

test('accuracy, the baseline of each group, and the lift over it', () => {
  const made = accuracy(['a', 'b', 'a', 'x', 'y'], ['a', 'a', 'b', 'x', 'x'], ['1', '1', '1', '2', '2']);
  near(made.accuracy.rate, 2 / 5);
  // Always a in the first group, always x in the second.
  near(made.baseline.rate, 4 / 5);
  near(made.lift, -2 / 5);
  assert.deepEqual(
    made.modes.map(({ group, label, k, n }) => [group, label, k, n]),
    [
      ['1', 'a', 2, 3],
      ['2', 'x', 2, 2],
    ],
  );
  assert.ok(made.liftInterval.kind === 'interval' && made.liftInterval.low < -0.4 && made.liftInterval.high > -0.4);
  assert.equal(accuracy(['a', 'a'], ['b', 'a']).modes[0]!.label, 'b');
  // In one group a constant answer is worth less.
  near(accuracy(['a'], ['a']).lift, 0);
  near(accuracy(['a', 'b', 'c'], ['a', 'b', 'c']).lift, 2 / 3);
});

test('no records, no accuracy', () => {
  const none = accuracy([], []);
  assert.equal(reason(none.lift), 'no data');
  assert.equal(reason(none.accuracy.rate), 'no data');
  assert.equal(reason(rate(0, 0).interval), 'no data');
  assert.throws(() => accuracy(['a'], []), RangeError);
});

test('precision, recall, F1', () => {
  const made = binaryScores(table(6, 2, 4, 8));
  near(made.precision, 6 / 8);
  near(made.recall, 6 / 10);
  near(made.f1, 12 / 18);
  near(made.accuracy, 14 / 20);
  assert.equal(reason(binaryScores(table(0, 0, 3, 1)).precision), 'nothing predicted');
  assert.equal(reason(binaryScores(table(0, 3, 0, 1)).recall), 'nothing observed');
  assert.equal(reason(binaryScores(table(0, 0, 0, 1)).f1), 'nothing predicted or observed');
  near(binaryScores(table(0, 1, 1, 1)).f1, 0);
  assert.equal(reason(binaryScores(table(0, 0, 0, 0)).precision), 'no data');
});

test('McNemar: Bentur 2009 as in Fagerland 2013, and scipy binomtest', () => {
  near(mcnemar({ first: 1, second: 7 }).exact, 0.0703125);
  near(mcnemar({ first: 1, second: 7 }).midP, 0.0390625);
  near(mcnemar({ first: 30, second: 70 }).exact, 7.85013964559367e-5, '', 1e-15);
  near(mcnemar({ first: 400, second: 600 }).exact, 2.728464156065947e-10, '', 1e-20);
  // Equally many: 1, and 1 less half of the probability of 2 of 4.
  near(mcnemar({ first: 2, second: 2 }).exact, 1);
  near(mcnemar({ first: 2, second: 2 }).midP, 1 - 6 / 16 / 2);
  assert.equal(reason(mcnemar({ first: 0, second: 0 }).exact), 'no pair changed');
});

test("Fisher: the lady's tea, and scipy", () => {
  near(association(table(3, 1, 1, 3)).p, 34 / 70);
  near(fisherExact(table(8, 2, 1, 5)), 0.034965034965034975);
  near(fisherExact(table(6, 2, 1, 4)), 0.10256410256410256);
  near(fisherExact(table(10, 0, 3, 7)), 0.0030959752321981426);
  near(fisherExact(table(100, 2, 1000, 5)), 0.13007593634300163, '', 1e-11);
});

test('odds ratio: Woolf, with a half added where a cell is empty', () => {
  // ln 9 -+ 1.959964 sqrt(1/3 + 1 + 1 + 1/3).
  const tea = association(table(3, 1, 1, 3));
  near(tea.oddsRatio, 9);
  assert.deepEqual(ends(tea.interval, 4), [
    (9 * Math.exp(-1.959964 * Math.sqrt(8 / 3))).toFixed(4),
    (9 * Math.exp(1.959964 * Math.sqrt(8 / 3))).toFixed(4),
  ]);
  const empty = association(table(10, 0, 3, 7));
  near(empty.oddsRatio, (10.5 * 7.5) / (0.5 * 3.5));
  assert.ok(empty.interval.kind === 'interval' && empty.interval.method === 'Woolf, 0.5 added');
  assert.equal(reason(association(table(3, 0, 4, 0)).p), 'no variation');
  assert.equal(reason(association(table(0, 0, 0, 0)).oddsRatio), 'no data');
  assert.throws(() => association(table(0.5, 1, 1, 1)), RangeError);
});

test('phi is the correlation of 0s and 1s; tables turned keep p', (t) => {
  const random = makeRandom();
  t.diagnostic(`seed ${random.seed}`);
  for (let i = 0; i < 300; i++) {
    const n = 1 + random.int(30);
    const [a, b] = [0, 0].map(() => Array.from({ length: n }, () => random.int(2)));
    const counts = countPairs(
      n,
      (k) => a![k] === 1,
      (k) => b![k] === 1,
    );
    const [correlation, made] = [pearson(a!, b!), phi(counts)];
    assert.equal(made.kind, correlation.kind);
    if (made.kind === 'value') near(made, numberOf(correlation)!, i);
    const { both, first, second, neither } = counts;
    const p = fisherExact(counts);
    assert.ok(p > 0 && p <= 1);
    near(fisherExact(table(both, second, first, neither)), p, i);
    near(fisherExact(table(first, both, neither, second)), p, i);
  }
});
