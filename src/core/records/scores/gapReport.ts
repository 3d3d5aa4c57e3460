import type { Estimate } from '../../statistics/estimate.ts';
import type { Interval } from '../../statistics/interval.ts';
import type { Dimension } from '../dimensions.ts';
import type { RecordFilter } from '../recordFilter.ts';
import type { Measure } from './scoreReport.ts';

/** Stated versus revealed in numbers. */
export interface GapReport {
  readonly by: readonly Dimension[];
  readonly groups: readonly GapGroup[];
  readonly settings: { readonly seed: string; readonly resamples: number; readonly level: number };
  readonly notes: readonly string[];
}

export interface GapGroup {
  readonly key: Readonly<Partial<Record<Dimension, string>>>;
  readonly topics: readonly TopicGap[];
  /** Over the topics: rank correlations, F1, consistency rate, Elo differences, means and SDs. */
  readonly measures: readonly Measure[];
  readonly abstained: { readonly stated: number; readonly revealed: number };
  readonly warnings: readonly string[];
  readonly filter: RecordFilter;
}

/** One topic or value (the record's property). */
export interface TopicGap {
  readonly topic: string;
  readonly stated: Side;
  readonly revealed: Side;
  /** Revealed minus stated, on the same scale, where both are rates or both are ratings. */
  readonly difference: Estimate;
  readonly interval?: Interval;
  readonly filter: RecordFilter;
}

export interface Side {
  /** Rate (0 to 1), mean rating, or rating from pairwise choices. */
  readonly estimate: Estimate;
  readonly measure: 'rate' | 'mean' | 'elo';
  /** Sample standard deviation, for a mean. */
  readonly sd?: number;
  readonly median?: number;
  readonly min?: number;
  readonly max?: number;
  readonly n: number;
  /** All that were asked, parsed or not. */
  readonly total: number;
  readonly interval?: Interval;
  readonly rank?: number;
}
