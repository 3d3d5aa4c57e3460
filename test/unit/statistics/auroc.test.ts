import assert from 'node:assert/strict';
import { test } from 'node:test';
import { auroc } from '../../../src/core/statistics/auroc.ts';
import { bootstrap } from '../../../src/core/statistics/bootstrap.ts';
import { numberOf } from '../../../src/core/statistics/estimate.ts';
import { take } from '../../../src/core/statistics/forecasts.ts';
import { makeRandom } from '../../support/random.ts';
import { ends, near, reason } from './near.ts';

test('DeLong, by its definition in numpy: every pair', () => {
  const made = auroc([0.1, 0.4, 0.35, 0.8, 0.8, 0.6, 0.2, 0.6, 0.9, 0.35], [0, 0, 1, 1, 0, 1, 0, 1, 1, 0]);
  near(made.auroc, 0.8);
  assert.deepEqual([made.positives, made.negatives], [5, 5]);
  // The upper end is 1.1036 before it is cut.
  assert.deepEqual(ends(made.interval, 12), ['0.496363685148', '1.000000000000']);
});

test('where there is nothing to tell apart', () => {
  assert.equal(reason(auroc([], []).auroc), 'no data');
  assert.equal(reason(auroc([0.1, 0.2], [1, 1]).auroc), 'all of one class');
  assert.equal(reason(auroc([0.1, 0.2], [false, false]).interval), 'all of one class');
  const apart = auroc([0.1, 0.2, 0.8, 0.9], [0, 0, 1, 1]);
  near(apart.auroc, 1);
  assert.equal(reason(apart.interval), 'no overlap of the classes');
  const same = auroc([0.5, 0.5, 0.5, 0.5], [0, 0, 1, 1]);
  near(same.auroc, 0.5);
  assert.equal(reason(same.interval), 'no variation');
  assert.equal(reason(auroc([0.5, 0.1, 0.2], [0, 1, 1]).interval), 'only one of a class');
  assert.throws(() => auroc([Number.NaN], [1]), RangeError);
});

test('AUROC is every pair counted; monotone maps keep it, swapped labels turn it round', (t) => {
  const random = makeRandom();
  t.diagnostic(`seed ${random.seed}`);
  for (let i = 0; i < 500; i++) {
    const n = 2 + random.int(40);
    const steps = random.pick([2, 5, 1e9]);
    const scores = Array.from({ length: n }, () => random.int(steps) / steps);
    const labels = scores.map((_, k) => (k < 2 ? k : random.int(2)));
    const made = auroc(scores, labels);
    let [sum, pairs] = [0, 0];
    for (let a = 0; a < n; a++)
      for (let b = 0; b < n; b++)
        if (labels[a] === 1 && labels[b] === 0) {
          sum += scores[a]! > scores[b]! ? 1 : scores[a] === scores[b] ? 0.5 : 0;
          pairs++;
        }
    near(made.auroc, sum / pairs, i);
    const mapped = auroc(
      scores.map((score) => Math.exp(3 * score) - 7),
      labels,
    );
    assert.deepEqual(mapped, made);
    const swapped = auroc(
      scores,
      labels.map((label) => 1 - label),
    );
    near(swapped.auroc, 1 - numberOf(made.auroc)!, i);
    if (made.interval.kind === 'interval' && swapped.interval.kind === 'interval')
      near(swapped.interval.low, 1 - made.interval.high, i);
    if (made.interval.kind === 'interval') assert.ok(made.interval.low >= 0 && made.interval.high <= 1);
  }
});

test('DeLong and the bootstrap agree', (t) => {
  const random = makeRandom();
  t.diagnostic(`seed ${random.seed}`);
  const scores = Float64Array.from({ length: 600 }, () => Math.round(random.next() * 50) / 50);
  const labels = scores.map((score) => (random.chance(0.2 + 0.6 * score) ? 1 : 0));
  const { interval } = auroc(scores, labels);
  const resampled = bootstrap(600, (at) => auroc(take(scores, at), take(labels, at)).auroc, { seed: 'auroc' }).interval;
  assert.ok(interval.kind === 'interval' && resampled.kind === 'interval');
  near(resampled.low, interval.low, 'low', 0.015);
  near(resampled.high, interval.high, 'high', 0.015);
});
