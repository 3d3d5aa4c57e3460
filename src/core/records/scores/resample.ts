import { summarise } from '../../statistics/bootstrap.ts';
import type { Interval } from '../../statistics/interval.ts';
import { seededRandom } from '../../statistics/random.ts';
import type { SettledSettings } from './scoreSettings.ts';
import type { Units } from './units.ts';

/**
 * Statistics of a resample, in a fixed order. `counts` says how often each record was drawn (all 1: the data themselves): records
 * stay in their order, so that what is sorted once stays sorted. Undefined where a statistic has no value.
 */
export type CountedStatistics = (counts: Float64Array) => readonly (number | undefined)[];

/** Lets others run and throws when the caller has given up. */
export type Breathe = () => Promise<void>;

/**
 * Bootstrap intervals (Efron and Tibshirani 1993; over clusters, Davison and Hinkley 1997, 3.8), all statistics on the same resamples. Undefined
 * where the statistic is, or in half of the resamples, or there are not two units.
 */
export async function resample(
  units: Units,
  statistics: CountedStatistics,
  { seed, resamples, level }: Pick<SettledSettings, 'seed' | 'resamples' | 'level'>,
  breathe: Breathe,
): Promise<readonly (Interval | undefined)[]> {
  const counts = new Float64Array(units.of.length).fill(1);
  const estimates = statistics(counts);
  if (units.count < 2) return estimates.map(() => undefined);
  const random = seededRandom(seed);
  const drawn = new Uint32Array(units.count);
  const found = estimates.map((): number[] => []);
  for (let r = 0; r < resamples; r++) {
    drawn.fill(0);
    for (let i = 0; i < units.count; i++) drawn[random.int(units.count)]!++;
    for (let i = 0; i < counts.length; i++) counts[i] = drawn[units.of[i]!]!;
    const values = statistics(counts);
    for (const [s, into] of found.entries()) {
      const value = values[s];
      if (value !== undefined) into.push(value);
    }
    await breathe();
  }
  return estimates.map((estimate, s) => {
    const { interval } = summarise(estimate, found[s]!, resamples, { seed, resamples, level });
    if (interval.kind === 'undefined') return undefined;
    return { ...interval, method: `${interval.method} of ${units.count} scenarios` };
  });
}
