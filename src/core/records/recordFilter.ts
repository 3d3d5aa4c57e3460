import type { Dimension } from './dimensions.ts';
import type { ParseStatus } from './record.ts';

/** Which records: all conditions hold; an absent one is no condition. */
export interface RecordFilter {
  readonly where?: Readonly<Partial<Record<Dimension, readonly string[]>>>;
  /** Text in id, scenario, answers, any case. */
  readonly text?: string;
  readonly prediction?: readonly ParseStatus[];
  readonly outcome?: readonly ParseStatus[];
  /** Whether the predicted answer was the observed one. */
  readonly correct?: boolean;
  /**
   * Both sides can be compared: as answers (`correct` is known), as a forecast and an outcome, or as two numbers. The records that a
   * score counts.
   */
  readonly comparable?: 'answers' | 'forecasts' | 'values';
  /** Forecast within a bin; `closed` says which edge belongs to it (`both` for the first or last of a rule). */
  readonly forecast?: { readonly low: number; readonly high: number; readonly closed: 'left' | 'right' | 'both' };
  /** Exactly these scenarios (a before-and-after pair, a dilemma). */
  readonly scenarios?: readonly string[];
}
