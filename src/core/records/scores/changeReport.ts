import type { Estimate } from '../../statistics/estimate.ts';
import type { Interval } from '../../statistics/interval.ts';
import type { Dimension } from '../dimensions.ts';
import type { RecordFilter } from '../recordFilter.ts';
import type { Measure } from './scoreReport.ts';

/** Before and after an update: the same scenarios on both sides, paired. */
export interface ChangeReport {
  readonly by: readonly Dimension[];
  readonly groups: readonly ChangeGroup[];
  readonly settings: { readonly seed: string; readonly resamples: number; readonly level: number };
  readonly notes: readonly string[];
}

export interface ChangeGroup {
  readonly key: Readonly<Partial<Record<Dimension, string>>>;
  readonly from: string;
  readonly to: string;
  readonly update?: string;
  /** Scenarios seen at both; at one only. */
  readonly paired: number;
  readonly unpaired: number;
  readonly changes: readonly Change[];
  /** Behaviour drift: share of outcomes that changed, share of the mode before and after, and what follows from it. */
  readonly drift: readonly Measure[];
  /** Predictions of the update itself, against the later behaviour and against "nothing changes". */
  readonly foretold: readonly Measure[];
  readonly warnings: readonly string[];
  readonly filter: RecordFilter;
}

export interface Change {
  readonly id: string;
  readonly title: string;
  readonly n: number;
  readonly before: Estimate;
  readonly after: Estimate;
  readonly difference: Estimate;
  readonly interval?: Interval;
  readonly test?: { readonly name: string; readonly p: number };
  readonly convention?: string;
}
