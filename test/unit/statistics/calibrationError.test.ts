import assert from 'node:assert/strict';
import { test } from 'node:test';
import { binOf, type EqualWidth, equalMassBins, equalWidthBins } from '../../../src/core/statistics/bins.ts';
import { type CalibrationError, calibrationError } from '../../../src/core/statistics/calibrationError.ts';
import { numberOf } from '../../../src/core/statistics/estimate.ts';
import { topLabel } from '../../../src/core/statistics/forecasts.ts';
import { logScore } from '../../../src/core/statistics/logScore.ts';
import { makeRandom } from '../../support/random.ts';
import { near, reason } from './near.ts';
import { type Exact, oracles } from './oracles.ts';
import { randomForecasts } from './randomForecasts.ts';

interface EceOracle {
  readonly p: readonly number[];
  readonly y: readonly number[];
  readonly n_bins: number;
  readonly preds: readonly (readonly number[])[];
  readonly target: readonly number[];
  readonly ece: Exact;
  readonly rmsce: number;
  readonly mce: Exact;
  readonly bins?: readonly {
    readonly bin: number;
    readonly n: number;
    readonly conf: number;
    readonly acc: number;
    readonly gap: number;
  }[];
  readonly left_closed?: Exact;
  readonly right_closed?: Exact;
}

const error = (p: readonly number[], y: readonly number[], rule: EqualWidth): CalibrationError =>
  calibrationError({ p, y }, equalWidthBins(rule));

test('oracles: ECE, RMSCE, MCE, binary, of several classes, with either side closed', (t) => {
  let values = 0;
  const check = (actual: unknown, expected: number, what: string): void => {
    near(actual, expected, what);
    values++;
  };
  for (const [name, oracle] of Object.entries(oracles<EceOracle>('ece'))) {
    if (oracle.left_closed && oracle.right_closed) {
      const { p, y, n_bins: bins } = oracle;
      check(error(p, y, { bins, closed: 'left' }).ece, oracle.left_closed.value, name);
      check(error(p, y, { bins, closed: 'right' }).ece, oracle.right_closed.value, name);
      continue;
    }
    const forecasts = oracle.preds ? topLabel(oracle.preds, oracle.target) : oracle;
    const made = calibrationError(forecasts, equalWidthBins({ bins: oracle.n_bins }));
    check(made.ece, oracle.ece.value, name);
    check(made.rmsce, oracle.rmsce, name);
    check(made.mce, oracle.mce.value, name);
    for (const { bin, n, conf, acc, gap } of oracle.bins ?? []) {
      const row = made.rows[bin]!;
      check(row.n, n, name);
      check(row.confidence, conf, name);
      check(row.rate, acc, name);
      check(Math.abs(numberOf(row.gap)!), gap, name);
    }
  }
  assert.equal(values, 18);
  t.diagnostic(`${values} values`);
});

test('every probability of two decimals is in the bin that the decimals say', () => {
  for (const bins of [5, 10, 15, 20, 25, 50, 100]) {
    const left = equalWidthBins({ bins, closed: 'left' });
    const right = equalWidthBins({ bins });
    for (let k = 0; k <= 100; k++) {
      // In whole numbers: floor(k bins / 100), and the same from above.
      assert.equal(binOf(left, k / 100), Math.min(bins - 1, Math.floor((k * bins) / 100)), `${k} of ${bins}`);
      assert.equal(binOf(right, k / 100), Math.max(0, Math.ceil((k * bins) / 100) - 1), `${k} of ${bins}`);
    }
  }
  assert.notEqual(Math.floor(0.29 * 100), 29, 'the trap is still there');
});

test('the bins of widespread torch code: 32-bit edges, 0 in none', () => {
  const torch = equalWidthBins({ bins: 10, edges: 'float32', zero: 'outside' });
  const exact = equalWidthBins({ bins: 10 });
  assert.equal(binOf(torch, 0), undefined);
  assert.equal(binOf(exact, 0), 0);
  assert.deepEqual([binOf(torch, 0.7), binOf(exact, 0.7)], [7, 6]);
  assert.deepEqual([binOf(torch, 0.6), binOf(exact, 0.6)], [5, 5]);
  assert.equal(binOf(torch, 1), 9);
  assert.equal(torch.text, '10 bins of equal width, (low, high], 0 in none, edges in 32 bits');
  const outside = calibrationError({ p: [0, 0.5], y: [0, 1] }, torch);
  assert.deepEqual([outside.n, outside.outside], [2, 1]);
  near(outside.ece, 0.25);
  assert.equal(reason(calibrationError({ p: [0], y: [0] }, torch).ece), 'all outside of the bins');
  assert.equal(reason(calibrationError({ p: [], y: [] }, torch).ece), 'no data');
});

test('bins of equal mass: equal counts, ties together, fit for other data', () => {
  const counts = (p: readonly number[], bins: number): number[] =>
    calibrationError({ p, y: p.map(() => 0) }, equalMassBins(p, bins)).rows.map((row) => row.n);
  assert.deepEqual(counts([0.1, 0.2, 0.3, 0.4, 0.5, 0.6], 3), [2, 2, 2]);
  assert.deepEqual(counts([0, 0, 0, 0, 0.5, 1], 3), [4, 2]);
  assert.deepEqual(counts([0.5, 0.5, 0.5], 3), [3]);
  assert.deepEqual(counts([0, 0, 1, 1], 2), [2, 2]);
  assert.deepEqual(counts([0.1, 0.5, 0.5, 0.5, 0.5, 0.9], 2), [1, 5]);
  assert.deepEqual(counts([], 3), [0]);
  const before = equalMassBins([0.2, 0.4, 0.6, 0.8], 2);
  assert.deepEqual(before.edges, [0, 0.4, 1]);
  assert.deepEqual(
    [0, 0.4, 0.41, 1].map((p) => binOf(before, p)),
    [0, 0, 1, 1],
  );
});

test('ECE, RMSCE and MCE are in order; all records are in the table; mirrored bins give the same', (t) => {
  const random = makeRandom();
  t.diagnostic(`seed ${random.seed}`);
  for (let i = 0; i < 1000; i++) {
    const forecasts = randomForecasts(random);
    const bins = 1 + random.int(15);
    const made = calibrationError(forecasts, equalWidthBins({ bins }));
    const [ece, rmsce, mce] = [made.ece, made.rmsce, made.mce].map((estimate) => numberOf(estimate)!);
    assert.ok(0 <= ece! && ece! <= rmsce! + 1e-12 && rmsce! <= mce! + 1e-12 && mce! <= 1 + 1e-12, `${i}`);
    assert.equal(
      made.rows.reduce((sum, row) => sum + row.n, 0),
      forecasts.p.length,
    );
    for (const row of made.rows)
      if (row.interval.kind === 'interval') assert.ok(row.interval.low >= 0 && row.interval.high <= 1);
    const one = calibrationError(forecasts, equalWidthBins({ bins: 1 }));
    assert.ok(numberOf(one.ece)! <= ece! + 1e-12, 'one bin sees least');
    // Tenths, so that 1 - p has the same tenths: (low, high] seen from above is [low, high).
    const tenths = forecasts.p.map((p) => Math.round(p * 10) / 10);
    const mirror = { p: tenths.map((p) => (10 - Math.round(p * 10)) / 10), y: forecasts.y.map((y) => 1 - y) };
    const right = error(tenths, forecasts.y, { bins: 5, closed: 'right' });
    near(calibrationError(mirror, equalWidthBins({ bins: 5, closed: 'left' })).ece, numberOf(right.ece)!, i);
  }
});

test('chance alone makes about the ECE that is said', (t) => {
  const random = makeRandom();
  t.diagnostic(`seed ${random.seed}`);
  const bins = equalWidthBins({ bins: 10 });
  let [seen, said] = [0, 0];
  for (let i = 0; i < 300; i++) {
    const p = Array.from({ length: 500 }, () => random.next());
    const made = calibrationError({ p, y: p.map((value) => (random.chance(value) ? 1 : 0)) }, bins);
    seen += numberOf(made.ece)!;
    said += numberOf(made.eceByChance)!;
  }
  near(seen / said, 1, 'ratio', 0.05);
});

test('several classes: the first of equals, right or wrong', () => {
  const rows = [
    [0.4, 0.4, 0.2],
    [0.4, 0.4, 0.2],
    [0.1, 0.2, 0.7],
  ];
  const { p, y } = topLabel(rows, [0, 1, 2]);
  assert.deepEqual(Array.from(p), [0.4, 0.4, 0.7]);
  assert.deepEqual(Array.from(y), [1, 0, 1]);
  assert.throws(() => topLabel(rows, [0]), RangeError);
});

test('log score: clipping is counted, and one sure miss costs 13.8', () => {
  const miss = logScore({ p: [1, 0.5], y: [0, 1] });
  near(miss.logScore, (-Math.log(1e-6) + Math.log(2)) / 2, 'miss', 1e-9);
  assert.deepEqual([miss.n, miss.clip, miss.clipped], [2, 1e-6, 1]);
  near(miss.ofBaseRate, Math.log(2));
  // Soft outcomes: the entropy, where the probability is the share.
  near(logScore({ p: [0.25], y: [0.25] }).logScore, -(0.25 * Math.log(0.25) + 0.75 * Math.log(0.75)));
  near(logScore({ p: [0.25, 0.75], y: [0, 1] }, 0.4).logScore, -Math.log(0.6));
  near(logScore({ p: [0.5, 0.5], y: [0, 1] }).skill, 0);
  assert.equal(reason(logScore({ p: [0.5], y: [1] }).skill), 'no variation in the outcomes');
  assert.equal(reason(logScore({ p: [], y: [] }).skill), 'no data');
});
