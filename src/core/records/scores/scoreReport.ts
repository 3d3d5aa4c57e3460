import type { Estimate } from '../../statistics/estimate.ts';
import type { Interval } from '../../statistics/interval.ts';
import type { Dimension } from '../dimensions.ts';
import type { RecordFilter } from '../recordFilter.ts';

/** What scoring gives, for the panel and the command line alike: plain data, every number with the records behind it. */
export interface ScoreReport {
  readonly by: readonly Dimension[];
  readonly groups: readonly ScoreGroup[];
  /** Seed, resamples, level of the intervals. */
  readonly settings: { readonly seed: string; readonly resamples: number; readonly level: number };
  /** Sentences that hold for the whole report: conventions, what was left out and why. */
  readonly notes: readonly string[];
}

export interface ScoreGroup {
  /** Value per dimension of `by`. */
  readonly key: Readonly<Partial<Record<Dimension, string>>>;
  /** Records of the group; the states of their two sides are `counts`. */
  readonly n: number;
  readonly counts: Readonly<Record<string, number>>;
  readonly measures: readonly Measure[];
  readonly reliability?: readonly ReliabilityBin[];
  readonly pairs?: PairPoints;
  /** What a reader should know before trusting a number: small n, one class only, behaviour collapsed onto one answer. */
  readonly warnings: readonly string[];
  /** All records of the group. */
  readonly filter: RecordFilter;
}

export interface Measure {
  /** `brier`, `accuracy`, `ece`, ...: stable, as in JSON. */
  readonly id: string;
  readonly title: string;
  readonly estimate: Estimate;
  readonly n: number;
  readonly interval?: Interval;
  /** The convention used: clipping, bin rule, what counts as wrong. */
  readonly convention?: string;
  /** The headline measures come first; others are shown on demand. */
  readonly headline?: boolean;
  /** The records counted, where they are not all of the group. */
  readonly filter?: RecordFilter;
}

export interface ReliabilityBin {
  readonly low: number;
  readonly high: number;
  readonly n: number;
  readonly meanForecast: number;
  readonly observed: number;
  readonly interval?: Interval;
  readonly filter: RecordFilter;
}

/** Predicted against observed. Numbers as they are (`values`), or forecasts against the share of samples (`forecasts`). */
export interface PairPoints {
  readonly of: 'values' | 'forecasts';
  /** Whether near pairs were put together, as there are many: a point is their mean. */
  readonly gathered: boolean;
  readonly points: readonly PairPoint[];
}

export interface PairPoint {
  readonly predicted: number;
  readonly observed: number;
  readonly n: number;
  readonly filter: RecordFilter;
}
