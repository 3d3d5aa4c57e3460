import type { Category, Scale } from './scale.ts';

/** How much each pair of categories differs: 0 for the same. A name, or a table of one's own. */
export type DisagreementWeights = 'unweighted' | 'linear' | 'quadratic' | readonly (readonly number[])[];

/**
 * The table of a name. Linear and quadratic weights count in `positions`: see `positionsOn`. They are not scaled, as kappa
 * does not change with their unit.
 */
export function weightTable(
  weights: DisagreementWeights,
  positions: readonly number[],
): readonly (readonly number[])[] {
  if (typeof weights !== 'string') {
    const fits = weights.length === positions.length && weights.every((row) => row.length === positions.length);
    if (!fits) throw new RangeError('weights need a row and a column for each category');
    return weights;
  }
  const power = { unweighted: 0, linear: 1, quadratic: 2 }[weights];
  return positions.map((a, i) => positions.map((b, j) => (i === j ? 0 : Math.abs(a - b) ** power)));
}

/**
 * Where categories lie: by their numbers on an interval or ratio scale, else by their place in the list, a step each.
 * It is the list of the codebook that counts: grades that no one used still hold a place.
 */
export function positionsOn({ level }: Scale, categories: readonly unknown[]): readonly number[] {
  const numbers = level === 'interval' || level === 'ratio';
  return categories.map((category, index) => (numbers ? Number(category as Category) : index));
}
