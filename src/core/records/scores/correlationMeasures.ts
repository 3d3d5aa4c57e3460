import { kendall, pearson, spearman } from '../../statistics/correlation.ts';
import type { Interval } from '../../statistics/interval.ts';
import type { RecordFilter } from '../recordFilter.ts';
import { measure } from './measure.ts';
import type { RankedPairs } from './rankedPairs.ts';
import type { Measure } from './scoreReport.ts';

/** Pearson, Spearman and Kendall, with intervals in this order. `suffix` tells ids apart where a group has several pairs of numbers. */
export function correlationMeasures(
  suffix: string,
  { x, y }: RankedPairs,
  [ofPearson, ofSpearman, ofKendall]: readonly (Interval | undefined)[],
  filter: RecordFilter,
  what: string,
): Measure[] {
  const n = x.length;
  return [
    measure(`spearman${suffix}`, 'Spearman', spearman(x, y), n, {
      interval: ofSpearman,
      convention: `of ${what}, ties share the mean of their ranks`,
      filter,
    }),
    measure(`kendall${suffix}`, 'Kendall', kendall(x, y), n, {
      interval: ofKendall,
      convention: `tau-b, of ${what}`,
      filter,
    }),
    measure(`pearson${suffix}`, 'Pearson', pearson(x, y), n, { interval: ofPearson, convention: `of ${what}`, filter }),
  ];
}
