import { type Estimate, estimated, undefinedBecause } from '../../statistics/estimate.ts';
import type { Interval } from '../../statistics/interval.ts';
import { type Breathe, type CountedStatistics, resample } from './resample.ts';
import type { SettledSettings } from './scoreSettings.ts';
import { unitsOf } from './units.ts';

/** One side of a comparison: its statistics, of records in this order. */
export interface ScoredSide {
  /** Scenario of each record. */
  readonly scenario: ArrayLike<number>;
  readonly statistics: CountedStatistics;
}

export interface SideChange {
  readonly before: Estimate;
  readonly after: Estimate;
  readonly difference: Estimate;
  readonly interval: Interval | undefined;
}

/**
 * How statistics changed, each with an interval from one bootstrap over scenarios: both sides see the same resample, so that what is hard on
 * both sides cancels out. `reasons` say why a statistic has no value where it has none.
 */
export async function sideChange(
  before: ScoredSide,
  after: ScoredSide,
  reasons: readonly string[],
  settings: SettledSettings,
  breathe: Breathe,
): Promise<readonly SideChange[]> {
  const size = before.scenario.length;
  const scenarios = new Float64Array(size + after.scenario.length);
  scenarios.set(before.scenario);
  scenarios.set(after.scenario, size);
  const units = unitsOf(scenarios);
  const both = (counts: Float64Array) =>
    [before.statistics(counts.subarray(0, size)), after.statistics(counts.subarray(size))] as const;
  const [old, now] = both(new Float64Array(units.of.length).fill(1));
  const minus = (a: number | undefined, b: number | undefined) =>
    a === undefined || b === undefined ? undefined : a - b;
  const intervals = await resample(
    units,
    (counts) => {
      const [first, second] = both(counts);
      return second.map((value, i) => minus(value, first[i]));
    },
    settings,
    breathe,
  );
  return reasons.map((reason, i) => {
    const made = (value: number | undefined): Estimate =>
      value === undefined ? undefinedBecause(reason) : estimated(value);
    return {
      before: made(old[i]),
      after: made(now[i]),
      difference: made(minus(now[i], old[i])),
      interval: intervals[i],
    };
  });
}
