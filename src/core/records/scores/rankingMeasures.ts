import { auroc } from '../../statistics/auroc.ts';
import { type Estimate, estimated, undefinedBecause } from '../../statistics/estimate.ts';
import type { Interval } from '../../statistics/interval.ts';
import type { RecordFilter } from '../recordFilter.ts';
import { correlationMeasures } from './correlationMeasures.ts';
import { countedAuroc } from './countedForecasts.ts';
import { intervalOf, measure } from './measure.ts';
import { countedCorrelations, type RankedPairs } from './rankedPairs.ts';
import type { Measure } from './scoreReport.ts';

/** What `rankingMeasures` needs of each resample: AUROC, Pearson, Spearman, Kendall. */
export function rankingStatistics(pairs: RankedPairs, counts: ArrayLike<number>): (number | undefined)[] {
  const { pearson, spearman, kendall } = countedCorrelations(pairs, counts);
  return [countedAuroc(pairs, counts), pearson, spearman, kendall];
}

/** How well forecasts on any scale tell outcomes apart. `delong`: records are independent, so that its interval holds for AUROC. */
export function rankingMeasures(
  pairs: RankedPairs,
  intervals: readonly (Interval | undefined)[],
  { level, delong }: { readonly level: number; readonly delong: boolean },
  filter: RecordFilter,
): Measure[] {
  const n = pairs.x.length;
  const binary = pairs.y.every((y) => y === 0 || y === 1);
  const exact = binary ? auroc(pairs.x, pairs.y, level) : undefined;
  const interval = (delong && exact && intervalOf(exact.interval)) || intervals[0];
  const convention = `Mann-Whitney, ties 1/2${binary ? '' : '; k of n count as hits and misses by their shares'}`;
  return [
    measure('auroc', 'AUROC', exact?.auroc ?? softAuroc(pairs), n, { interval, convention, filter }),
    ...correlationMeasures('', pairs, intervals.slice(1), filter, 'forecast and outcome'),
  ];
}

function softAuroc(pairs: RankedPairs): Estimate {
  if (pairs.x.length === 1) return undefinedBecause('only one record');
  const value = countedAuroc(pairs, new Float64Array(pairs.x.length).fill(1));
  return value === undefined
    ? undefinedBecause(pairs.x.length === 0 ? 'no data' : 'all of one class')
    : estimated(value);
}
