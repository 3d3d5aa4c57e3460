import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  countedAuroc,
  countedForecasts,
  forecastStatisticIds,
  forecastStatistics,
} from '../../../../src/core/records/scores/countedForecasts.ts';
import { countedCorrelations, rankedPairs } from '../../../../src/core/records/scores/rankedPairs.ts';
import { auroc } from '../../../../src/core/statistics/auroc.ts';
import { equalMassBins, equalWidthBins } from '../../../../src/core/statistics/bins.ts';
import { binnedMurphy, brier } from '../../../../src/core/statistics/brier.ts';
import { calibrationError } from '../../../../src/core/statistics/calibrationError.ts';
import { kendall, pearson, spearman } from '../../../../src/core/statistics/correlation.ts';
import { type Estimate, numberOf } from '../../../../src/core/statistics/estimate.ts';
import { logScore } from '../../../../src/core/statistics/logScore.ts';
import { makeRandom, type Random } from '../../../support/random.ts';

/** Numbers and how often each is drawn; and the same written out. */
function drawn(random: Random) {
  const n = 1 + random.int(40);
  const steps = random.pick([1, 4, 10, 1000]);
  const share = (parts: number) => random.int(parts + 1) / parts;
  const trials = random.pick([1, 1, 4]);
  const x = Array.from({ length: n }, () => share(steps));
  const y = Array.from({ length: n }, () => share(trials));
  const counts = Float64Array.from({ length: n }, () => random.int(4));
  const pairs = rankedPairs(x, y);
  const ofPair = Float64Array.from(pairs.order, (i) => counts[i]!);
  const repeated = (values: readonly number[]) => values.flatMap((value, i) => Array<number>(counts[i]!).fill(value));
  return { pairs, counts: ofPair, p: repeated(x), y: repeated(y) };
}

function same(actual: number | undefined, expected: Estimate | undefined, what: string): void {
  const number = expected && numberOf(expected);
  if (number === undefined || actual === undefined) assert.equal(actual, number, what);
  else assert.ok(Math.abs(actual - number) < 1e-9, `${what}: ${actual} instead of ${number}`);
}

const known = (value: number | undefined): Estimate | undefined =>
  value === undefined ? undefined : { kind: 'value', value };

test('scores of a resample are those of the records written out as often as they were drawn', (t) => {
  const random = makeRandom();
  t.diagnostic(`seed ${random.seed}`);
  for (let round = 0; round < 400; round++) {
    const { pairs, counts, p, y } = drawn(random);
    const width = equalWidthBins({ bins: 1 + random.int(12), zero: random.pick(['first', 'outside']) });
    const mass = equalMassBins(pairs.x, 1 + random.int(12));
    const values = forecastStatistics(countedForecasts(pairs, width, mass, 1e-6), counts);
    const { brier: score, skill, irreducible, baseRate, murphy } = brier({ p, y });
    const binned = binnedMurphy({ p, y }, width);
    const expected: Record<(typeof forecastStatisticIds)[number], Estimate | undefined> = {
      brier: score,
      skill,
      reliability: known(murphy?.reliability),
      resolution: known(murphy?.resolution),
      uncertainty: known(murphy?.uncertainty),
      irreducible,
      logScore: logScore({ p, y }).logScore,
      ece: calibrationError({ p, y }, width).ece,
      eceMass: calibrationError({ p, y }, mass).ece,
      meanForecast: known(p.length === 0 ? undefined : p.reduce((sum, each) => sum + each, 0) / p.length),
      outcomeRate: baseRate,
      binnedReliability: known(binned?.reliability),
      binnedResolution: known(binned?.resolution),
      withinVariance: known(binned?.withinVariance),
      withinCovariance: known(binned?.withinCovariance),
      generalisedResolution: known(binned?.generalisedResolution),
    };
    for (const [i, id] of forecastStatisticIds.entries()) {
      // All forecasts outside of the bins: undefined for the data, nothing to add in a resample.
      if (id === 'ece' && expected.ece?.kind === 'undefined' && p.length > 0) assert.equal(values[i], 0);
      else same(values[i], expected[id], `round ${round}, ${id}`);
    }
    const { pearson: r, spearman: rho, kendall: tau } = countedCorrelations(pairs, counts);
    same(r, pearson(p, y), `round ${round}, pearson`);
    same(rho, spearman(p, y), `round ${round}, spearman`);
    same(tau, kendall(p, y), `round ${round}, kendall`);
    if (y.every((each) => each === 0 || each === 1))
      same(countedAuroc(pairs, counts), auroc(p, y).auroc, `round ${round}, auroc`);
  }
});

test('an outcome of k of n is a hit by that share and a miss by the rest', () => {
  const { x, order } = rankedPairs([0.2, 0.8], [0.5, 1]);
  assert.deepEqual([...x, ...order], [0.2, 0.8, 0, 1]);
  // Hits 0.5 at 0.2 and 1 at 0.8; a miss of 0.5 at 0.2: (0.5 * 0.25 + 1 * 0.5) / (1.5 * 0.5).
  assert.equal(countedAuroc(rankedPairs([0.2, 0.8], [0.5, 1]), [1, 1]), 0.625 / 0.75);
});
