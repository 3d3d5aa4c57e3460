import { type Bootstrap, type BootstrapOptions, bootstrapAll } from '../statistics/bootstrap.ts';
import { type Estimate, undefinedBecause } from '../statistics/estimate.ts';
import type { IntervalEstimate } from '../statistics/interval.ts';
import type { Weights } from './unitCounts.ts';

/** Which units were sampled together: all messages of a transcript, say, as they are not independent. */
export interface Clusters {
  readonly count: number;
  /** Of each unit, the index of its cluster. */
  readonly of: Int32Array;
  /** Of each unit, how many there are of it; 1 unless told. */
  readonly times?: Weights;
}

/** Every unit by itself. */
export function ownClusters(units: number): Clusters {
  return { count: units, of: Int32Array.from({ length: units }, (_, unit) => unit) };
}

/**
 * Seeded bootstrap intervals of several coefficients on the same resamples of the clusters. One cluster says nothing of how another
 * would be: undefined.
 */
export function agreementIntervals(
  coefficients: (weights: Weights) => readonly Estimate[],
  { count, of, times }: Clusters,
  options: BootstrapOptions,
): readonly Bootstrap[] {
  const weights = new Float64Array(of.length);
  const drawnTimes = new Float64Array(count);
  const found = bootstrapAll(
    count,
    (drawn) => {
      drawnTimes.fill(0);
      for (let i = 0; i < drawn.length; i++) drawnTimes[drawn[i]!]!++;
      for (let unit = 0; unit < weights.length; unit++) weights[unit] = drawnTimes[of[unit]!]! * (times?.[unit] ?? 1);
      return coefficients(weights);
    },
    count < 2 ? { ...options, resamples: 0 } : options,
  );
  if (count === 1) return found.map((one) => ({ ...one, interval: undefinedBecause('only one unit was sampled') }));
  return found.map((one) => ({ ...one, interval: atMostOne(one.interval) }));
}

/** No coefficient is above 1; an estimate and its standard error know nothing of that. */
function atMostOne(interval: IntervalEstimate): IntervalEstimate {
  if (interval.kind !== 'interval' || interval.high <= 1) return interval;
  return { ...interval, high: 1, method: `${interval.method}, cut at 1` };
}
