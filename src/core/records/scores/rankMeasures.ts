import { type Estimate, estimated, numberOf, undefinedBecause } from '../../statistics/estimate.ts';
import type { Interval } from '../../statistics/interval.ts';
import type { RankGap } from '../../statistics/rankGap.ts';
import type { RecordFilter } from '../recordFilter.ts';
import { ratingConvention } from './choiceRatings.ts';
import type { TopicGap } from './gapReport.ts';
import type { GapSide } from './gapSide.ts';
import { measure } from './measure.ts';
import type { Measure } from './scoreReport.ts';
import type { SettledSettings } from './scoreSettings.ts';

export const rankIds = ['spearman', 'kendall', 'meanDifference', 'rmse', 'maxDifference'] as const;
const rankTitles: Readonly<Record<(typeof rankIds)[number], string>> = {
  spearman: 'Spearman of the rankings',
  kendall: 'Kendall of the rankings',
  meanDifference: 'Mean rank difference',
  rmse: 'RMSE of rank differences',
  maxDifference: 'Largest rank difference',
};

/** How the rankings of the topics that both sides know agree; nothing where there is one topic only. */
export function rankMeasures(
  gap: RankGap,
  intervals: readonly (Interval | undefined)[],
  filter: RecordFilter,
  convention: string,
  topics: number,
): Measure[] {
  if (topics < 2) return [];
  return rankIds.map((id, i) =>
    measure(id, rankTitles[id], gap[id], gap.n, {
      interval: intervals[i],
      convention,
      headline: id === 'spearman' || id === 'kendall',
      filter,
    }),
  );
}

/** What rankings are of, and how ratings were made where choices gave them. */
export function rankConvention({ games }: GapSide, revealed: GapSide, settings: SettledSettings): string {
  const chosen = games.first.length + revealed.games.first.length > 0;
  const rating = chosen ? `; ratings: ${ratingConvention(settings)}` : '';
  return `over topics known on both sides, ranked anew, 1 is highest, ties share the mean${rating}`;
}

/** Mean gap over the topics whose sides are on one scale. */
export function differenceMeasures(
  gaps: readonly TopicGap[],
  intervals: readonly (Interval | undefined)[],
  filter: RecordFilter,
): Measure[] {
  const differences = gaps.flatMap(({ difference }) => numberOf(difference) ?? []);
  if (differences.length === 0) return [];
  const made = (values: readonly number[]): Estimate =>
    values.length === 0 ? undefinedBecause('no data') : estimated(meanOf(values));
  const n = differences.length;
  return [
    measure('meanGap', 'Mean gap', made(differences), n, {
      interval: intervals[0],
      convention: 'mean of revealed - stated over topics on one scale',
      headline: true,
      filter,
    }),
    measure('meanAbsoluteGap', 'Mean absolute gap', made(differences.map(Math.abs)), n, {
      interval: intervals[1],
      convention: 'mean |revealed - stated| over topics on one scale',
      filter,
    }),
  ];
}

/** Of numbers that there are. */
export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
