import type { Bins, EqualWidth } from '../../statistics/bins.ts';
import { equalWidthBins } from '../../statistics/bins.ts';
import { defaultLevel } from '../../statistics/interval.ts';
import { defaultClip } from '../../statistics/logScore.ts';
import type { Dimension } from '../dimensions.ts';
import type { RecordFilter } from '../recordFilter.ts';

/** How records are scored; whatever is absent has a default. */
export interface ScoreSettings {
  /** What to group by; none: all records are one group. */
  readonly by?: readonly Dimension[];
  /** The filter that selected the rows, so that the filters of the report's numbers hold it too. */
  readonly filter?: RecordFilter;
  readonly seed?: string;
  /** Resamples for an interval; fewer are drawn where records are many (`resamplesOf`). */
  readonly resamples?: number;
  readonly level?: number;
  /** Of equal width, for ECE and the reliability table; its number of bins is that of the equal-mass bins as well. */
  readonly bins?: EqualWidth;
  /** Probabilities are moved into [clip, 1 - clip] for the log score. */
  readonly clip?: number;
  /** How ratings are made of pairwise choices: all at once, or one after the other in 100 seeded orders, as published tables have it. */
  readonly elo?: 'batch' | 'online';
  /** Ties against an average value that each value is given in batch ratings: with 0, the default, a value that always won has no rating. */
  readonly prior?: number;
}

export interface ScoreOptions {
  /** 0 to 1. */
  progress?(done: number): void;
  /** Lets others run; called whenever the scoring has kept the thread for about 30 ms. */
  pause?(): Promise<void>;
}

export interface SettledSettings extends Required<Omit<ScoreSettings, 'bins'>> {
  readonly bins: Bins;
}

/** Records times resamples: 10 000 records have 1000 resamples; from 100 000 on there are the fewest, 100. */
export const resampleBudget = 1e7;
export const fewestResamples = 100;

/** The settings with all defaults, for so many records. Throws a RangeError for bins or a clip that make no sense. */
export function settle(settings: ScoreSettings, records: number): SettledSettings {
  const asked = settings.resamples ?? 1000;
  return {
    by: settings.by ?? [],
    filter: settings.filter ?? {},
    seed: settings.seed ?? 'plumbline',
    resamples: Math.min(asked, Math.max(fewestResamples, Math.floor(resampleBudget / Math.max(1, records)))),
    level: settings.level ?? defaultLevel,
    bins: equalWidthBins(settings.bins ?? { bins: 10 }),
    clip: settings.clip ?? defaultClip,
    elo: settings.elo ?? 'batch',
    prior: settings.prior ?? 0,
  };
}
