import { type Estimate, ratio } from '../statistics/estimate.ts';
import type { UnitCounts, Weights } from './unitCounts.ts';

/**
 * Percent agreement, as 0 to 1: of each unit with two values or more the share of its pairs of values that are the same,
 * averaged over units. For two raters, the share of units on which they agree. Not corrected for chance.
 */
export function percentAgreement(counts: UnitCounts): (weights: Weights) => Estimate {
  const shares = new Float64Array(counts.units);
  for (let unit = 0; unit < counts.units; unit++) {
    const m = counts.values[unit]!;
    let same = 0;
    for (let i = counts.from[unit]!; i < counts.from[unit + 1]!; i++) same += counts.count[i]! * (counts.count[i]! - 1);
    shares[unit] = m < 2 ? Number.NaN : same / (m * (m - 1));
  }
  return (weights) => {
    let sum = 0;
    let total = 0;
    for (let unit = 0; unit < shares.length; unit++) {
      const weight = weights[unit]!;
      if (weight === 0 || counts.values[unit]! < 2) continue;
      sum += weight * shares[unit]!;
      total += weight;
    }
    return ratio(sum, total, noPairs);
  };
}

/** Why a coefficient has no value where no two raters gave one to the same unit. */
export const noPairs = 'no unit has two values';
/** Why a coefficient has no value where everyone gave the same value throughout: chance alone would do so too. */
export const noVariation = 'no variation';
/** Why a coefficient that depends on which categories exist has no value where the codebook does not say. */
export const noCategories = 'the codebook lists no values';
