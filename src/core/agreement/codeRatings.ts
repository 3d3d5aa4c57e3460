import { type Category, isOn, type Rating, type Scale } from './scale.ts';

/** Units by raters; undefined where a rater gave no value. */
export type Ratings = readonly (readonly (Rating | undefined)[])[];

/** Ratings as numbers, for everything that counts them. */
export interface CodedRatings {
  readonly scale: Scale;
  readonly units: number;
  readonly raters: number;
  /** Index into `categories` at `unit * raters + rater`; -1 for no value. */
  readonly codes: Int32Array;
  /** Those of the scale where it lists them, used or not; else those used, sorted. Of a `set`, the sets used. */
  readonly categories: readonly Rating[];
  /** Whether `categories` are the scale's own, and all of them: what a coefficient that counts categories needs. */
  readonly listed: boolean;
}

/** Throws a RangeError for a value that the scale does not have: leave those out, and say so, before. */
export function codeRatings(ratings: Ratings, scale: Scale): CodedRatings {
  const units = ratings.length;
  const raters = ratings.reduce((most, unit) => Math.max(most, unit.length), 0);
  const listed = scale.level !== 'set' && scale.values !== undefined;
  const categories: Rating[] = listed ? [...(scale.values ?? [])] : usedCategories(ratings, scale);
  const indices = new Map(categories.map((category, index) => [keyOf(category), index]));
  const codes = new Int32Array(units * raters).fill(-1);
  for (const [unit, row] of ratings.entries()) {
    for (const [rater, value] of row.entries()) {
      if (value === undefined) continue;
      const index = isOn(scale, value) ? indices.get(keyOf(value)) : undefined;
      if (index === undefined) throw new RangeError(`not on the ${scale.level} scale: ${JSON.stringify(value)}`);
      codes[unit * raters + rater] = index;
    }
  }
  return { scale, units, raters, codes, categories, listed };
}

/** The same for equal values: sets are equal in any order and with repetitions. */
export function keyOf(value: Rating): string {
  if (!isSet(value)) return JSON.stringify(value);
  return JSON.stringify([...new Set(value)].map((member) => JSON.stringify(member)).sort());
}

export function isSet(value: Rating): value is readonly Category[] {
  return Array.isArray(value);
}

function usedCategories(ratings: Ratings, scale: Scale): Rating[] {
  if (scale.level === 'ordinal' && ratings.some((unit) => unit.some((value) => typeof value === 'string')))
    throw new RangeError('an ordinal scale of words needs its values in order');
  const used = new Map<string, Rating>();
  for (const unit of ratings) for (const value of unit) if (value !== undefined) used.set(keyOf(value), value);
  const values = [...used.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value);
  return values.every((value) => typeof value === 'number') ? values.sort((a, b) => Number(a) - Number(b)) : values;
}
