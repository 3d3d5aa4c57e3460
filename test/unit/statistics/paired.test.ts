import assert from 'node:assert/strict';
import { test } from 'node:test';
import { binOf, equalWidthBins } from '../../../src/core/statistics/bins.ts';
import { bootstrap } from '../../../src/core/statistics/bootstrap.ts';
import { bootstrapSums } from '../../../src/core/statistics/bootstrapSums.ts';
import { brierScore } from '../../../src/core/statistics/brier.ts';
import { calibrationBootstrap } from '../../../src/core/statistics/calibrationBootstrap.ts';
import { calibrationError } from '../../../src/core/statistics/calibrationError.ts';
import { numberOf } from '../../../src/core/statistics/estimate.ts';
import { takeForecasts } from '../../../src/core/statistics/forecasts.ts';
import type { IntervalEstimate } from '../../../src/core/statistics/interval.ts';
import { pairedChange, pairedDifference } from '../../../src/core/statistics/paired.ts';
import { seededRandom } from '../../../src/core/statistics/random.ts';
import { ends, near, reason } from './near.ts';

const random = seededRandom('paired.test');
const numbers = (n: number): number[] => Array.from({ length: n }, () => random.next());

function alike(a: IntervalEstimate, b: IntervalEstimate, tolerance: number): void {
  assert.ok(a.kind === 'interval' && b.kind === 'interval');
  near(a.low, b.low, 'low', tolerance);
  near(a.high, b.high, 'high', tolerance);
}

test('what is hard for both sides cancels out of the difference', () => {
  const hard = numbers(300);
  const before = hard.map((value) => value * 10);
  const after = before.map((value) => value + 0.5 + 0.1 * random.normal());
  const { n, scenarios, difference, bootstrap: made } = pairedDifference(before, after, { seed: 's' });
  assert.deepEqual([n, scenarios], [300, 300]);
  near(difference, 0.5, 'difference', 0.03);
  assert.ok(made.interval.kind === 'interval');
  near(made.interval.high - made.interval.low, (2 * 1.96 * 0.1) / Math.sqrt(300), 'width', 0.006);
});

test('ten copies of a scenario say no more than one', () => {
  const [first, second] = [numbers(40), numbers(40)];
  const once = pairedDifference(first, second, { seed: 's', resamples: 4000 });
  const copy = <T>(list: readonly T[]): T[] => list.flatMap((value) => Array.from({ length: 10 }, () => value));
  const scenarios = copy(first.map((_, i) => `scenario ${i}`));
  const clustered = pairedDifference(copy(first), copy(second), { seed: 's', resamples: 4000, scenarios });
  const naive = pairedDifference(copy(first), copy(second), { seed: 's', resamples: 4000 });
  assert.deepEqual([clustered.n, clustered.scenarios], [400, 40]);
  near(clustered.difference, numberOf(once.difference)!);
  alike(clustered.bootstrap.interval, once.bootstrap.interval, 1e-12);
  near(naive.bootstrap.standardError! / once.bootstrap.standardError!, 1 / Math.sqrt(10), 'ratio', 0.03);
  assert.equal(reason(pairedDifference([], [], { seed: 's' }).difference), 'no data');
  assert.equal(reason(pairedDifference([], [], { seed: 's' }).bootstrap.interval), 'no data');
});

test('any score changes on the scenarios that both sides have', () => {
  const side = (from: number, to: number, shift: number) => {
    const scenarios = Array.from({ length: to - from }, (_, i) => from + i);
    const forecasts = { p: scenarios.map(() => shift), y: scenarios.map((id) => id % 2) };
    return { scenarios, score: (records: readonly number[]) => brierScore(takeForecasts(forecasts, records)) };
  };
  const made = pairedChange(side(0, 100, 0.9), side(20, 140, 0.5), { seed: 's' });
  assert.deepEqual([made.scenarios, made.recordsBefore, made.recordsAfter], [80, 80, 80]);
  near(made.before, (0.81 + 0.01) / 2);
  near(made.after, 0.25);
  near(made.change, 0.25 - 0.41);
  assert.ok(made.changeBootstrap.interval.kind === 'interval' && made.changeBootstrap.interval.high < 0);
  // Against .5 every outcome costs the same: the after side does not vary, the change varies as the before side does.
  near(made.afterBootstrap.standardError, 0);
  near(made.changeBootstrap.standardError, made.beforeBootstrap.standardError!);
  const none = pairedChange(side(0, 10, 0.5), side(10, 20, 0.5), { seed: 's' });
  assert.equal(none.scenarios, 0);
  assert.equal(reason(none.change), 'no data');
});

test('sums of many units: normal draws give the interval that drawing gives', () => {
  const [n, x] = [30_000, numbers(30_000)];
  const weight = x.map((value) => 1 + Math.round(value * 3));
  const weighted = x.map((value, i) => value * weight[i]!);
  const mean = ([sum, total]: Float64Array): number => sum! / total!;
  const [fast] = bootstrapSums([weighted, weight], [mean], { seed: 's', resamples: 4000 });
  assert.ok(fast?.interval.kind === 'interval');
  assert.equal(fast.interval.method, 'percentile bootstrap, 4000 resamples of normal sums');
  const slow = bootstrap(
    n,
    (at) => {
      let [sum, total] = [0, 0];
      for (const i of at) {
        sum += weighted[i]!;
        total += weight[i]!;
      }
      return sum / total;
    },
    { seed: 's', resamples: 1000 },
  );
  near(fast.standardError! / slow.standardError!, 1, 'ratio', 0.1);
  const width = fast.interval.high - fast.interval.low;
  alike(fast.interval, slow.interval, width * 0.1);
});

test('calibration error: which records lie in a bin varies too, those in none count in the total', () => {
  const bins = equalWidthBins({ bins: 10, zero: 'outside' });
  // Half are outside; the others are all .95 off: ECE is .95 times a share.
  for (const n of [2000, 40_000]) {
    const p = Array.from({ length: n }, (_, i) => (i % 2) * 0.95);
    const { ece, mce } = calibrationBootstrap({ p, y: p.map((value) => (value === 0 ? 1 : 0)) }, bins, {
      seed: 's',
      resamples: 4000,
    });
    near(ece.standardError! / (0.95 * 0.5), 1 / Math.sqrt(n), `${n}`, 0.05 / Math.sqrt(n));
    near(mce.standardError, 0);
    assert.deepEqual(ends(mce.interval, 6), ['0.950000', '0.950000']);
  }
});

test('calibration error: few records drawn, many by sums of their bins, alike', () => {
  const p = numbers(25_000);
  const forecasts = { p, y: p.map((value) => (random.next() < 0.2 + 0.7 * value ? 1 : 0)) };
  const bins = equalWidthBins({ bins: 10 });
  const drawn = (of: typeof forecasts, resamples: number) =>
    bootstrap(of.p.length, (at) => calibrationError(takeForecasts(of, at), bins).ece, { seed: 's', resamples });
  const fast = calibrationBootstrap(forecasts, bins, { seed: 's' }).ece;
  // The same again, one draw at a time and from the gaps alone.
  const of = p.map((value) => binOf(bins, value)!);
  const gaps = new Float64Array(10);
  const slow = bootstrap(
    p.length,
    (at) => {
      gaps.fill(0);
      for (const i of at) gaps[of[i]!]! += forecasts.y[i]! - p[i]!;
      return gaps.reduce((sum, gap) => sum + Math.abs(gap), 0) / p.length;
    },
    { seed: 's' },
  );
  assert.ok(fast.interval.kind === 'interval' && fast.interval.method.endsWith('normal sums'));
  near(fast.standardError! / slow.standardError!, 1, 'ratio', 0.1);
  assert.ok(slow.interval.kind === 'interval');
  alike(fast.interval, slow.interval, (slow.interval.high - slow.interval.low) * 0.1);
  const few = { p: p.slice(0, 50), y: forecasts.y.slice(0, 50) };
  // The same seed draws the same records.
  assert.deepEqual(calibrationBootstrap(few, bins, { seed: 's' }).ece.undefinedResamples, 0);
  alike(calibrationBootstrap(few, bins, { seed: 's' }).ece.interval, drawn(few, 1000).interval, 1e-12);
  const zeros = calibrationBootstrap({ p: [0, 0], y: [0, 1] }, equalWidthBins({ bins: 2, zero: 'outside' }), {
    seed: 's',
  });
  assert.equal(reason(zeros.mce.interval), 'the estimate is undefined');
});
