import { summarise } from '../../statistics/bootstrap.ts';
import type { Interval } from '../../statistics/interval.ts';
import { seededRandom } from '../../statistics/random.ts';
import type { SettledSettings } from './scoreSettings.ts';
import { areSingle, type Units } from './units.ts';

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
  const single = areSingle(units);
  const many = units.count > mostDrawn;
  const drawn = single ? counts : new Float64Array(units.count);
  const found = estimates.map((): number[] => []);
  for (let r = 0; r < resamples; r++) {
    if (many) for (let i = 0; i < units.count; i++) drawn[i] = poisson(random.next());
    else {
      drawn.fill(0);
      for (let i = 0; i < units.count; i++) drawn[random.int(units.count)]!++;
    }
    if (!single) for (let i = 0; i < counts.length; i++) counts[i] = drawn[units.of[i]!]!;
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
    const method = many ? interval.method.replace('bootstrap', 'Poisson bootstrap') : interval.method;
    return { ...interval, method: `${method} of ${units.count} scenarios` };
  });
}

/** Drawing from more units than a cache holds waits for memory at each draw; each unit's own Poisson count does not (Chamandy et al. 2012). */
const mostDrawn = 50_000;

/** How often a unit is drawn, from a number between 0 and 1: Poisson with mean 1, its tail cut where 2^-32 ends. */
function poisson(uniform: number): number {
  let count = 0;
  while (count < poissonBelow.length && uniform >= poissonBelow[count]!) count++;
  return count;
}

/** Chance of so many or fewer. */
const poissonBelow = Array.from({ length: 13 }, (_, most) => {
  let [term, sum] = [Math.exp(-1), 0];
  for (let count = 0; count <= most; count++) {
    sum += term;
    term /= count + 1;
  }
  return sum;
});
