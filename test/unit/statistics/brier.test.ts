import assert from 'node:assert/strict';
import { test } from 'node:test';
import { equalMassBins, equalWidthBins } from '../../../src/core/statistics/bins.ts';
import { binnedMurphy, brier } from '../../../src/core/statistics/brier.ts';
import { calibrationError } from '../../../src/core/statistics/calibrationError.ts';
import { corp } from '../../../src/core/statistics/corp.ts';
import { numberOf } from '../../../src/core/statistics/estimate.ts';
import { makeRandom } from '../../support/random.ts';
import { near, reason } from './near.ts';
import { type Exact, oracles } from './oracles.ts';
import { randomForecasts } from './randomForecasts.ts';

interface BrierOracle {
  readonly p: readonly number[];
  readonly y: readonly number[];
  readonly repeat?: number;
  readonly cases?: readonly { readonly p: readonly number[]; readonly y: readonly number[]; readonly bs: number }[];
  readonly [term: string]: unknown;
}

const cases = oracles<BrierOracle>('brier');

function forecastsOf({ p, y, repeat = 1 }: BrierOracle): { readonly p: number[]; readonly y: number[] } {
  const times = Array.from({ length: repeat });
  return { p: times.flatMap(() => p), y: times.flatMap(() => y) };
}

function check(oracle: BrierOracle, actual: Readonly<Record<string, unknown>>): number {
  const asked = Object.entries(actual).filter(([term]) => oracle[term] !== undefined);
  for (const [term, value] of asked) near(value, (oracle[term] as Exact).value, term);
  return asked.length;
}

test('oracles: Brier score, its decompositions and corrections', (t) => {
  const leftClosed = equalWidthBins({ bins: 10, closed: 'left' });
  let checked = 0;
  for (const [name, oracle] of Object.entries(cases)) {
    if (oracle.cases || name === 'corp_isotonic') continue;
    if (name === 'ferro_fricker_ten_levels') {
      const corrected = brier(forecastsOf(cases['ten_levels_x4']!)).murphy!.corrected!;
      const { reliability: REL, resolution: RES, uncertainty: UNC } = corrected;
      checked += check(oracle, { REL, RES, UNC });
      continue;
    }
    const forecasts = forecastsOf(oracle);
    const made = brier(forecasts);
    const bins = name === 'binned_within_bin_terms' ? leftClosed : undefined;
    const parts = bins ? binnedMurphy(forecasts, bins)! : made.murphy!;
    checked += check(oracle, {
      bs: made.brier,
      REL: parts.reliability,
      RES: parts.resolution,
      UNC: parts.uncertainty,
      bias_corrected_REL: parts.corrected?.reliability,
      bias_corrected_RES: parts.corrected?.resolution,
      bias_corrected_UNC: parts.corrected?.uncertainty,
      ece5: calibrationError(forecasts, equalWidthBins({ bins: 5 })).ece,
    });
    if (bins) {
      const {
        withinVariance: WBV,
        withinCovariance: WBC,
        generalisedResolution: GRES,
      } = binnedMurphy(forecasts, bins)!;
      checked += check(oracle, { WBV, WBC, GRES, naive_identity_gap: WBV - WBC });
    }
  }
  const isotonic = cases['corp_isotonic']!;
  const { miscalibration, discrimination, uncertainty, brier: score } = corp(isotonic)!;
  near(miscalibration, isotonic['MCB'] as number);
  near(discrimination, isotonic['DSC'] as number);
  near(uncertainty, isotonic['UNC'] as number);
  near(score, isotonic['score'] as number);
  for (const { p, y, bs } of cases['extremes']!.cases!) near(brier({ p, y }).brier, bs);
  const values = checked + 4 + cases['extremes']!.cases!.length;
  assert.equal(values, 38);
  t.diagnostic(`${values} values`);
});

test('identities: three terms by value, five by bin, CORP', (t) => {
  const random = makeRandom();
  t.diagnostic(`seed ${random.seed}`);
  for (let i = 0; i < 1000; i++) {
    const forecasts = randomForecasts(random);
    const { brier: score, murphy } = brier(forecasts);
    const value = numberOf(score)!;
    near(murphy!.reliability - murphy!.resolution + murphy!.uncertainty, value, i);
    if (murphy!.corrected) {
      const { reliability, resolution, uncertainty } = murphy!.corrected;
      near(reliability - resolution + uncertainty, value, i);
    }
    const n = 1 + random.int(12);
    const five = binnedMurphy(
      forecasts,
      random.chance(0.5) ? equalWidthBins({ bins: n }) : equalMassBins(forecasts.p, n),
    )!;
    near(five.reliability - five.generalisedResolution + five.uncertainty, value, i);
    const parts = corp(forecasts)!;
    near(parts.brier, value, i);
    near(parts.miscalibration - parts.discrimination + parts.uncertainty, value, i);
    near(parts.uncertainty, murphy!.uncertainty, i);
    assert.ok(parts.miscalibration > -1e-12 && parts.discrimination > -1e-12, `${i}`);
    assert.ok(murphy!.reliability >= 0 && murphy!.resolution >= 0 && murphy!.uncertainty >= 0);
    // Recalibrating is never worse than the values of the groups allow.
    assert.ok(parts.miscalibration <= murphy!.reliability + 1e-12, `${i}`);
  }
});

test('CORP: steps rise, and what was recalibrated needs no more of it', (t) => {
  const random = makeRandom();
  t.diagnostic(`seed ${random.seed}`);
  for (let i = 0; i < 500; i++) {
    const forecasts = randomForecasts(random);
    const { steps, miscalibration } = corp(forecasts)!;
    for (const [k, step] of steps.entries())
      if (k > 0) assert.ok(step.rate > steps[k - 1]!.rate && step.from > steps[k - 1]!.to);
    const p = forecasts.p.map((value) => steps.find((step) => value <= step.to + 1e-12)!.rate);
    near(corp({ ...forecasts, p })!.miscalibration, 0, i);
    if (steps.length === 1)
      near(miscalibration, numberOf(brier(forecasts).brier)! - brier(forecasts).murphy!.uncertainty, i);
  }
});

test('CORP: a block tells where it is from, what it weighs and its rate', () => {
  assert.deepEqual(corp({ p: [0.3, 0.1, 0.2], y: [1, 1, 0] })!.steps, [
    { from: 0.1, to: 0.2, weight: 2, rate: 0.5 },
    { from: 0.3, to: 0.3, weight: 1, rate: 1 },
  ]);
});

test('calling yes no changes nothing; resampled outcomes cost the irreducible part', (t) => {
  const random = makeRandom();
  t.diagnostic(`seed ${random.seed}`);
  for (let i = 0; i < 500; i++) {
    const { p, y } = randomForecasts(random);
    const made = brier({ p, y });
    const mirrored = brier({ p: p.map((value) => 1 - value), y: y.map((value) => 1 - value) });
    near(mirrored.brier, numberOf(made.brier)!, i);
    near(mirrored.murphy!.resolution, made.murphy!.resolution, i);
    // Each record told as its five outcomes.
    const many = p.flatMap((value) => Array.from({ length: 5 }, () => value));
    const told = y.flatMap((share) => Array.from({ length: 5 }, (_, k) => (k < Math.round(share * 5) ? 1 : 0)));
    near(brier({ p: many, y: told }).brier, numberOf(made.brier)! + numberOf(made.irreducible)!, i);
  }
});

test('bias correction: a pair is corrected, a single forecast is not', () => {
  const { corrected } = brier({ p: [0.5, 0.5], y: [0, 1] }).murphy!;
  near(corrected!.reliability, -0.25);
  near(corrected!.resolution, 0);
  near(corrected!.uncertainty, 0.5);
  near(brier({ p: [0.4, 0.6], y: [0, 1] }).murphy!.corrected!.reliability, 0.16);
});

test('where there is nothing to say', () => {
  assert.equal(reason(brier({ p: [], y: [] }).brier), 'no data');
  assert.equal(reason(brier({ p: [], y: [] }).skill), 'no data');
  assert.equal(reason(brier({ p: [0.2, 0.3], y: [1, 1] }).skill), 'no variation in the outcomes');
  assert.equal(reason(brier({ p: [0.2, 0.3, 0.4], y: [0.3, 0.3, 0.3] }).skill), 'no variation in the outcomes');
  near(brier({ p: [0.5, 0.5], y: [0, 1] }).skill, 0);
  assert.equal(corp({ p: [], y: [] }), undefined);
  assert.equal(binnedMurphy({ p: [0], y: [0] }, equalWidthBins({ bins: 2, zero: 'outside' })), undefined);
  assert.equal(brier({ p: [0.5], y: [1] }).murphy!.corrected, undefined);
  assert.throws(() => brier({ p: [1.5], y: [1] }), RangeError);
  assert.throws(() => brier({ p: [0.5], y: [Number.NaN] }), RangeError);
  assert.throws(() => brier({ p: [0.5], y: [] }), RangeError);
});
