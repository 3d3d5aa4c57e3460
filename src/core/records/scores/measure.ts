import type { Estimate } from '../../statistics/estimate.ts';
import type { Interval, IntervalEstimate } from '../../statistics/interval.ts';
import type { RecordFilter } from '../recordFilter.ts';
import type { Measure } from './scoreReport.ts';

export interface MeasureFacts {
  readonly interval?: IntervalEstimate | undefined;
  readonly convention?: string | undefined;
  readonly headline?: boolean;
  readonly filter?: RecordFilter | undefined;
}

/** A measure without the properties that it has not. An undefined estimate has no interval, whatever was resampled. */
export function measure(
  id: string,
  title: string,
  estimate: Estimate,
  n: number,
  { interval, convention, headline, filter }: MeasureFacts = {},
): Measure {
  const known = estimate.kind === 'value' ? intervalOf(interval) : undefined;
  return {
    id,
    title,
    estimate,
    n,
    ...(known && { interval: known }),
    ...(convention !== undefined && { convention }),
    ...(headline && { headline }),
    ...(filter && { filter }),
  };
}

export function intervalOf(interval: IntervalEstimate | undefined): Interval | undefined {
  return interval?.kind === 'interval' ? interval : undefined;
}
