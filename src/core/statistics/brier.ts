import { type Bins, binOf } from './bins.ts';
import { type Estimate, mapEstimate, ratio, undefinedBecause } from './estimate.ts';
import { checkForecasts, type Forecasts } from './forecasts.ts';
import { type Group, groupOfAll, groupsBy, groupsOfEqual, sumGroups, varianceOfOutcomes } from './groups.ts';

/** The Brier score and what it is made of. 0 is best; the binary form, 0 to 1 (Brier 1950 sums over both classes: 0 to 2). */
export interface Brier {
  readonly n: number;
  /** Mean (p - y)^2. */
  readonly brier: Estimate;
  /** Mean y (1 - y): what resampled outcomes would add if each was scored by itself. 0 where outcomes are 0 or 1; no prediction can lower it. */
  readonly irreducible: Estimate;
  /** Mean of y. */
  readonly baseRate: Estimate;
  /** 1 - Brier / uncertainty: against always saying this base rate. Undefined where outcomes do not vary. */
  readonly skill: Estimate;
  /** By distinct probability: brier = reliability - resolution + uncertainty, exactly. */
  readonly murphy: Murphy | undefined;
}

/** The parts of Murphy 1973. Lower reliability and higher resolution are better. */
export interface Murphy {
  readonly groups: number;
  readonly reliability: number;
  readonly resolution: number;
  /** Variance of y: o (1 - o) where outcomes are 0 or 1. */
  readonly uncertainty: number;
  /** Ferro and Fricker 2012, not clipped: reliability may be below 0. Undefined where weighted, or n is 1. */
  readonly corrected: Pick<Murphy, 'reliability' | 'resolution' | 'uncertainty'> | undefined;
}

export function brier(forecasts: Forecasts): Brier {
  checkForecasts(forecasts);
  const all = groupOfAll(forecasts);
  const score = ratio(squares(forecasts), all.w, 'no data');
  const murphy = all.n === 0 ? undefined : murphyOf(groupsOfEqual(forecasts), all, forecasts.weights !== undefined);
  return {
    n: all.n,
    brier: score,
    irreducible: ratio(all.y - all.yy, all.w, 'no data'),
    baseRate: ratio(all.y, all.w, 'no data'),
    skill:
      murphy?.uncertainty === 0
        ? undefinedBecause('no variation in the outcomes')
        : mapEstimate(score, (value) => 1 - value / murphy!.uncertainty),
    murphy,
  };
}

/** Mean (p - y)^2 alone, for a bootstrap. */
export function brierScore(forecasts: Forecasts): Estimate {
  const { weights, p } = forecasts;
  let total = weights ? 0 : p.length;
  if (weights) for (let i = 0; i < p.length; i++) total += weights[i]!;
  return ratio(squares(forecasts), total, 'no data');
}

/** Five terms: brier = reliability - resolution + uncertainty + withinVariance - withinCovariance (Stephenson, Coelho and Jolliffe 2008). */
export interface BinnedMurphy extends Murphy {
  /** WBV: variance of the probabilities about the mean of their bin. */
  readonly withinVariance: number;
  /** WBC: twice the covariance of probability and outcome inside bins. */
  readonly withinCovariance: number;
  /** GRES = resolution - withinVariance + withinCovariance: brier = reliability - GRES + uncertainty. */
  readonly generalisedResolution: number;
}

/** The decomposition by bins, over the forecasts that lie in one; each bin speaks with the mean of its probabilities. */
export function binnedMurphy(forecasts: Forecasts, bins: Bins): BinnedMurphy | undefined {
  checkForecasts(forecasts);
  const groups = [...groupsBy(forecasts, (p) => binOf(bins, p)).values()];
  const all = sumGroups(groups);
  if (all.n === 0) return undefined;
  const murphy = murphyOf(groups, all, forecasts.weights !== undefined);
  let [variance, covariance] = [0, 0];
  for (const group of groups) {
    variance += group.pp - (group.p * group.p) / group.w;
    covariance += group.py - (group.p * group.y) / group.w;
  }
  const [withinVariance, withinCovariance] = [variance / all.w, (2 * covariance) / all.w];
  const generalisedResolution = murphy.resolution - withinVariance + withinCovariance;
  return { ...murphy, withinVariance, withinCovariance, generalisedResolution };
}

function murphyOf(groups: Iterable<Group>, all: Group, weighted: boolean): Murphy {
  const rate = all.y / all.w;
  let [count, reliability, resolution, excess] = [0, 0, 0, 0];
  for (const group of groups) {
    count++;
    const observed = group.y / group.w;
    reliability += group.w * (group.p / group.w - observed) ** 2;
    resolution += group.w * (observed - rate) ** 2;
    // A group of one says nothing of its own spread: it is left uncorrected, as in R's SpecsVerification.
    if (group.n > 1) excess += (group.yy - group.y * observed) / (group.n - 1);
  }
  reliability /= all.w;
  resolution /= all.w;
  const uncertainty = varianceOfOutcomes(all);
  const more = uncertainty / (all.n - 1);
  const corrected =
    weighted || all.n < 2
      ? undefined
      : {
          reliability: reliability - excess / all.w,
          resolution: resolution - excess / all.w + more,
          uncertainty: uncertainty + more,
        };
  return { groups: count, reliability, resolution, uncertainty, corrected };
}

function squares({ p, y, weights }: Forecasts): number {
  let sum = 0;
  for (let i = 0; i < p.length; i++) sum += (weights ? weights[i]! : 1) * (p[i]! - y[i]!) ** 2;
  return sum;
}
