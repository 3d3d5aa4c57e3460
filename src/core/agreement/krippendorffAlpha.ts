import { type Estimate, estimated, undefinedBecause } from '../statistics/estimate.ts';
import { type CodedRatings, isSet } from './codeRatings.ts';
import { noPairs, noVariation } from './percentAgreement.ts';
import type { Rating } from './scale.ts';
import { type SetDistance, setDistances } from './setDistance.ts';
import { countUnits, type UnitCounts, type Weights } from './unitCounts.ts';

export interface AlphaOptions {
  /** For the level `set`; Jaccard unless told. */
  readonly setDistance?: SetDistance;
  /** Own disagreements between the categories, by their index, instead of the level's: symmetric, 0 on the diagonal. */
  readonly disagreements?: readonly (readonly number[])[];
  /** Distances between the sets of `categories`, where they have been made before: see `setTable`. */
  readonly table?: Distance;
}

/** Squared difference of two categories, by their index. */
export type Distance = (c: number, k: number) => number;

export interface Alpha {
  readonly alpha: Estimate;
  /** Observed and expected disagreement. */
  readonly observed: number;
  readonly expected: number;
  /** Values that can be paired, and the units that hold them. */
  readonly values: number;
  readonly units: number;
}

/**
 * Krippendorff's alpha, 1 - Do / De on the coincidence matrix (Krippendorff 2011, "Computing Krippendorff's alpha-reliability"):
 * any number of raters, values may be missing, units with fewer than two are left out. Squared differences by level: nominal
 * 0 or 1; interval (c - k)²; ratio ((c - k) / (c + k))²; ordinal (values from c to k, half of both ends)², which moves with the
 * weights. Observed disagreement is kept by unit, so that a resample costs one pass over the units.
 */
export function krippendorffAlpha(coded: CodedRatings, options: AlphaOptions = {}): (weights: Weights) => Alpha {
  const counts = countUnits(coded);
  const ranked = coded.scale.level === 'ordinal' && options.disagreements === undefined;
  const delta = ranked ? undefined : disagreement(coded, options);
  const within = delta && unitDisagreements(counts, delta);
  return (weights) => {
    const totals = new Float64Array(coded.categories.length);
    let [values, units] = [0, 0];
    for (let unit = 0; unit < counts.units; unit++) {
      const weight = weights[unit]!;
      if (weight === 0 || counts.values[unit]! < 2) continue;
      units += weight;
      values += weight * counts.values[unit]!;
      for (let i = counts.from[unit]!; i < counts.from[unit + 1]!; i++)
        totals[counts.category[i]!]! += weight * counts.count[i]!;
    }
    const used = [...totals.keys()].filter((category) => totals[category]! > 0);
    const distance = delta ?? rankDistance(totals);
    let observed = 0;
    for (let unit = 0; unit < counts.units; unit++) {
      const weight = weights[unit]!;
      if (weight > 0) observed += weight * (within ? within[unit]! : unitDisagreement(counts, unit, distance));
    }
    let expected = 0;
    for (const [i, c] of used.entries()) {
      for (let j = i + 1; j < used.length; j++) expected += 2 * totals[c]! * totals[used[j]!]! * distance(c, used[j]!);
    }
    const told = {
      observed: values === 0 ? 0 : observed / values,
      expected: values < 2 ? 0 : expected / (values * (values - 1)),
      values,
      units,
    };
    if (units === 0) return { alpha: undefinedBecause(noPairs), ...told };
    if (told.expected === 0) return { alpha: undefinedBecause(noVariation), ...told };
    return { alpha: estimated(1 - told.observed / told.expected), ...told };
  };
}

/** Above so many categories their distances are computed each time: a table of them would be too large. */
const largestTable = 1500;

function disagreement({ scale, categories }: CodedRatings, options: AlphaOptions): Distance {
  const { disagreements: own } = options;
  if (own !== undefined) return (c, k) => own[c]?.[k] ?? 0;
  if (scale.level === 'nominal') return (c, k) => (c === k ? 0 : 1);
  if (scale.level === 'interval') return (c, k) => (Number(categories[c]) - Number(categories[k])) ** 2;
  if (scale.level === 'ratio') return (c, k) => ratioDistance(Number(categories[c]), Number(categories[k]));
  return options.table ?? setTable(categories, options.setDistance ?? 'jaccard');
}

/** Distances between all the sets that were used: worth making once for all pairs of raters. */
export function setTable(categories: readonly Rating[], name: SetDistance): Distance {
  const sets = categories.map((value) => new Set(isSet(value) ? value : [value]));
  const of = setDistances[name];
  if (sets.length > largestTable) return (c, k) => of(sets[c]!, sets[k]!);
  const table = new Float64Array(sets.length ** 2);
  for (const [c, set] of sets.entries()) {
    for (let k = 0; k < c; k++) {
      const distance = of(set, sets[k]!);
      table[c * sets.length + k] = distance;
      table[k * sets.length + c] = distance;
    }
  }
  return (c, k) => table[c * sets.length + k]!;
}

function ratioDistance(c: number, k: number): number {
  return c + k === 0 ? 0 : ((c - k) / (c + k)) ** 2;
}

/** The ordinal difference of c and k is that of their mid-ranks among all values. */
function rankDistance(totals: Float64Array): Distance {
  const ranks = new Float64Array(totals.length);
  let below = 0;
  for (let category = 0; category < totals.length; category++) {
    ranks[category] = below + totals[category]! / 2;
    below += totals[category]!;
  }
  return (c, k) => (ranks[c]! - ranks[k]!) ** 2;
}

function unitDisagreements(counts: UnitCounts, distance: Distance): Float64Array {
  return Float64Array.from({ length: counts.units }, (_, unit) => unitDisagreement(counts, unit, distance));
}

/** Sum over the ordered pairs of a unit's values, each pair by 1 / (m - 1). */
function unitDisagreement({ from, category, count, values }: UnitCounts, unit: number, distance: Distance): number {
  const end = from[unit + 1]!;
  if (end - from[unit]! < 2) return 0;
  let sum = 0;
  for (let i = from[unit]!; i < end; i++) {
    for (let j = i + 1; j < end; j++) sum += count[i]! * count[j]! * distance(category[i]!, category[j]!);
  }
  return (2 * sum) / (values[unit]! - 1);
}
