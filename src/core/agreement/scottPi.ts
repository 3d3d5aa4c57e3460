import { type Estimate, estimated, undefinedBecause } from '../statistics/estimate.ts';
import { type Confusion, margins, sum } from './confusion.ts';
import { noPairs, noVariation } from './percentAgreement.ts';

/** Scott's pi of two raters (Scott 1955): chance from the mean of both raters' shares. */
export function scottPi(table: Confusion): Estimate {
  const of = margins(table);
  if (of === undefined) return undefinedBecause(noPairs);
  const expected = sum(of.rows.map((p, i) => ((p + of.columns[i]!) / 2) ** 2));
  const used = of.rows.filter((p, i) => p + of.columns[i]! > 0).length;
  return used < 2 ? undefinedBecause(noVariation) : estimated((of.agreement - expected) / (1 - expected));
}

/**
 * Bennett, Alpert and Goldstein's S of two raters (1954): chance is 1 / categories of the table, which are to be all that the codebook
 * lists. Where one category was all that was used, 1 would say nothing: undefined as of the others.
 */
export function bennettS(table: Confusion): Estimate {
  const of = margins(table);
  if (of === undefined) return undefinedBecause(noPairs);
  const used = of.rows.filter((p, i) => p + of.columns[i]! > 0).length;
  if (used < 2) return undefinedBecause(noVariation);
  return estimated((of.agreement - 1 / table.length) / (1 - 1 / table.length));
}
