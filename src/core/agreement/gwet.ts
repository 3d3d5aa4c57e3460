import { type Estimate, estimated, undefinedBecause } from '../statistics/estimate.ts';
import { defaultLevel, type IntervalEstimate, twoSidedZ } from '../statistics/interval.ts';
import { noPairs, noVariation } from './percentAgreement.ts';
import { evenWeights, type UnitCounts, type Weights } from './unitCounts.ts';

export interface Gwet {
  readonly coefficient: Estimate;
  readonly observed: number;
  readonly expected: number;
}

export interface GwetError {
  /** For large samples, the units being a sample of many (Gwet 2014, section 5.3). */
  readonly standardError: Estimate;
  readonly interval: IntervalEstimate;
}

/**
 * Gwet's AC1, and with weights AC2 (Gwet 2008, 2014): any number of raters, values may be missing. `disagreements` over all
 * categories that the codebook lists, 0 for the same: 0 and 1 makes AC1. One category used by everyone: undefined.
 */
export function gwet(counts: UnitCounts, disagreements: readonly (readonly number[])[]): (weights: Weights) => Gwet {
  const agreement = unitAgreement(counts, disagreements);
  return (weights) => told(over(agreement, weights));
}

/** The standard error of the coefficient over all units, once each. */
export function gwetError(
  counts: UnitCounts,
  disagreements: readonly (readonly number[])[],
  level = defaultLevel,
): GwetError {
  const agreement = unitAgreement(counts, disagreements);
  const found = over(agreement, evenWeights(counts.units));
  const { coefficient } = told(found);
  if (coefficient.kind === 'undefined') return { standardError: coefficient, interval: coefficient };
  const { n, paired, expected, shares } = found;
  if (n < 2) return { standardError: undefinedBecause('only one unit'), interval: undefinedBecause('only one unit') };
  let squares = 0;
  for (let unit = 0; unit < counts.units; unit++) {
    const values = counts.values[unit]!;
    if (values === 0) continue;
    const own = values < 2 ? 0 : ((n / paired) * (agreement.within[unit]! - expected)) / (1 - expected);
    let chance = 0;
    for (let i = counts.from[unit]!; i < counts.from[unit + 1]!; i++)
      chance += (agreement.scale * counts.count[i]! * (1 - shares[counts.category[i]!]!)) / values;
    const part = own - (2 * (1 - coefficient.value) * (chance - expected)) / (1 - expected);
    squares += (part - coefficient.value) ** 2;
  }
  const error = Math.sqrt(squares / (n * (n - 1)));
  const reach = twoSidedZ(level) * error;
  const [low, high] = [coefficient.value - reach, coefficient.value + reach];
  return { standardError: estimated(error), interval: { kind: 'interval', low, high, level, method: 'Gwet' } };
}

interface UnitAgreement {
  readonly counts: UnitCounts;
  readonly categories: number;
  /** Weighted share of agreeing pairs of each unit with two values or more. */
  readonly within: Float64Array;
  /** Sum of the agreement weights over q (q - 1). */
  readonly scale: number;
}

interface Found {
  /** Units with a value, and with two or more. */
  readonly n: number;
  readonly paired: number;
  readonly observed: number;
  readonly expected: number;
  readonly shares: Float64Array;
}

function over({ counts, categories, within, scale }: UnitAgreement, weights: Weights): Found {
  const shares = new Float64Array(categories);
  let [n, paired, observed] = [0, 0, 0];
  for (let unit = 0; unit < counts.units; unit++) {
    const weight = weights[unit]!;
    const values = counts.values[unit]!;
    if (weight === 0 || values === 0) continue;
    n += weight;
    for (let i = counts.from[unit]!; i < counts.from[unit + 1]!; i++)
      shares[counts.category[i]!]! += (weight * counts.count[i]!) / values;
    if (values < 2) continue;
    paired += weight;
    observed += weight * within[unit]!;
  }
  let expected = 0;
  for (let category = 0; category < categories; category++) {
    shares[category]! /= n;
    expected += scale * shares[category]! * (1 - shares[category]!);
  }
  return { n, paired, observed: observed / paired, expected, shares };
}

function told({ paired, observed, expected, shares }: Found): Gwet {
  if (paired === 0) return { coefficient: undefinedBecause(noPairs), observed: 0, expected: 0 };
  const used = shares.filter((share) => share > 0).length;
  const coefficient = used < 2 ? undefinedBecause(noVariation) : estimated((observed - expected) / (1 - expected));
  return { coefficient, observed, expected };
}

function unitAgreement(counts: UnitCounts, disagreements: readonly (readonly number[])[]): UnitAgreement {
  const categories = disagreements.length;
  const most = Math.max(0, ...disagreements.flat());
  const agreement = disagreements.map((row) => row.map((v) => (most === 0 ? 1 : 1 - v / most)));
  const total = agreement.flat().reduce((sum, w) => sum + w, 0);
  const within = unitAgreements(counts, agreement);
  return { counts, categories, within, scale: total / (categories * (categories - 1)) };
}

function unitAgreements(counts: UnitCounts, agreement: readonly (readonly number[])[]): Float64Array {
  return Float64Array.from({ length: counts.units }, (_, unit) => {
    const values = counts.values[unit]!;
    if (values < 2) return 0;
    let sum = 0;
    for (let i = counts.from[unit]!; i < counts.from[unit + 1]!; i++) {
      const row = agreement[counts.category[i]!]!;
      let near = 0;
      for (let j = counts.from[unit]!; j < counts.from[unit + 1]!; j++)
        near += row[counts.category[j]!]! * counts.count[j]!;
      sum += counts.count[i]! * (near - 1);
    }
    return sum / (values * (values - 1));
  });
}
