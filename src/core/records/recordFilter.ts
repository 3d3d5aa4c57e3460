import type { Dimension } from './dimensions.ts';
import type { ParseStatus } from './record.ts';

/**
 * What a record must have to be counted by a score: two answers to compare (`correct` is known), a forecast and what came of it,
 * two numbers of a property that is not binary, one of these numbers, two outcomes or more.
 */
export const recordParts = ['answers', 'forecasts', 'values', 'predictedValue', 'observedValue', 'samples'] as const;
export type RecordPart = (typeof recordParts)[number];

/** Which records: all conditions hold; an absent one is no condition. */
export interface RecordFilter {
  readonly where?: Readonly<Partial<Record<Dimension, readonly string[]>>>;
  /** Text in id, scenario, answers, any case. */
  readonly text?: string;
  readonly prediction?: readonly ParseStatus[];
  readonly outcome?: readonly ParseStatus[];
  /** Whether the predicted answer was the observed one. */
  readonly correct?: boolean;
  /** All of these: the records that a score counts. */
  readonly has?: readonly RecordPart[];
  /** Forecast within a bin; `closed` says which edge belongs to it (`both` for the first or last of a rule). */
  readonly forecast?: { readonly low: number; readonly high: number; readonly closed: 'left' | 'right' | 'both' };
  /** What was predicted and what was observed are both within a range, ends included: a point of a plot. */
  readonly pair?: {
    readonly of: 'values' | 'forecasts';
    readonly predicted: { readonly low: number; readonly high: number };
    readonly observed: { readonly low: number; readonly high: number };
  };
  /** Exactly these scenarios (a before-and-after pair, a dilemma). */
  readonly scenarios?: readonly string[];
}
