import type { CodedRatings } from './codeRatings.ts';

/**
 * How often a unit counts, by unit: 1 each for the data, how often it was drawn for a resample. Every coefficient takes
 * weights, so that a bootstrap over units, or over transcripts with all their units, is a new set of weights and no new data.
 */
export type Weights = ArrayLike<number>;

/** How many raters gave each category to each unit, without the zeros. */
export interface UnitCounts {
  readonly units: number;
  /** Unit `u` has the entries `from[u]` to `from[u + 1]`, by category. */
  readonly from: Int32Array;
  readonly category: Int32Array;
  readonly count: Int32Array;
  /** Values of each unit. */
  readonly values: Int32Array;
}

export function countUnits({ units, raters, codes, categories }: CodedRatings): UnitCounts {
  const tally = new Int32Array(categories.length);
  const from = new Int32Array(units + 1);
  const values = new Int32Array(units);
  const category = new Int32Array(codes.length);
  const count = new Int32Array(codes.length);
  let entries = 0;
  for (let unit = 0; unit < units; unit++) {
    const begin = entries;
    for (let rater = 0; rater < raters; rater++) {
      const code = codes[unit * raters + rater]!;
      if (code < 0) continue;
      values[unit]!++;
      if (tally[code]!++ === 0) category[entries++] = code;
    }
    if (entries - begin > 1) category.subarray(begin, entries).sort();
    for (let i = begin; i < entries; i++) {
      count[i] = tally[category[i]!]!;
      tally[category[i]!] = 0;
    }
    from[unit + 1] = entries;
  }
  return { units, from, category, count, values };
}

export function evenWeights(units: number): Weights {
  return new Float64Array(units).fill(1);
}
