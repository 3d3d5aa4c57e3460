import { type Estimate, estimated, undefinedBecause } from '../statistics/estimate.ts';
import { noPairs, noVariation } from './percentAgreement.ts';
import type { UnitCounts, Weights } from './unitCounts.ts';

export interface FleissKappa {
  readonly kappa: Estimate;
  /** Mean observed agreement, and expected agreement. */
  readonly observed: number;
  readonly expected: number;
  /** By category, in their order (Fleiss 1971, formula 22, from exact shares, not from the printed rounded ones). */
  readonly categories: readonly Estimate[];
}

/**
 * Fleiss' kappa (1971): any raters, the same number of values on every unit. Units with fewer than two values are left out;
 * where the others differ in number it is undefined (alpha is not).
 */
export function fleissKappa(counts: UnitCounts, categories: number): (weights: Weights) => FleissKappa {
  const raters = new Set(counts.values.filter((m) => m >= 2));
  const [m] = raters;
  const none = (reason: string): FleissKappa => {
    const why = undefinedBecause(reason);
    return { kappa: why, observed: 0, expected: 0, categories: Array.from({ length: categories }, () => why) };
  };
  if (m === undefined) return () => none(noPairs);
  if (raters.size > 1) return () => none('units differ in their number of values');
  return (weights) => {
    const totals = new Float64Array(categories);
    const apart = new Float64Array(categories);
    let units = 0;
    let same = 0;
    for (let unit = 0; unit < counts.units; unit++) {
      const weight = counts.values[unit]! < 2 ? 0 : weights[unit]!;
      if (weight === 0) continue;
      units += weight;
      for (let i = counts.from[unit]!; i < counts.from[unit + 1]!; i++) {
        const count = counts.count[i]!;
        totals[counts.category[i]!]! += weight * count;
        apart[counts.category[i]!]! += weight * count * (m - count);
        same += weight * count * (count - 1);
      }
    }
    if (units === 0) return none(noPairs);
    const shares = [...totals].map((total) => total / (units * m));
    const observed = same / (units * m * (m - 1));
    const expected = shares.reduce((sum, p) => sum + p * p, 0);
    const one = shares.filter((p) => p > 0).length < 2;
    return {
      kappa: one ? undefinedBecause(noVariation) : estimated((observed - expected) / (1 - expected)),
      observed,
      expected,
      categories: shares.map((p, category) =>
        p === 0 || one
          ? undefinedBecause(noVariation)
          : estimated(1 - apart[category]! / (units * m * (m - 1) * p * (1 - p))),
      ),
    };
  };
}
