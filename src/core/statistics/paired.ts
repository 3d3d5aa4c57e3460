import { type Bootstrap, type BootstrapOptions, bootstrapAll } from './bootstrap.ts';
import { bootstrapSums } from './bootstrapSums.ts';
import { type Estimate, estimated, numberOf, ratio } from './estimate.ts';

/** What a record belongs to: outcomes of one scenario are not independent, so scenarios are resampled, with all their records. */
export type ScenarioId = string | number;

/** Records by scenario, in order of appearance. */
export function recordsByScenario(scenarios: readonly ScenarioId[]): ReadonlyMap<ScenarioId, readonly number[]> {
  const found = new Map<ScenarioId, number[]>();
  scenarios.forEach((scenario, record) => {
    const records = found.get(scenario);
    if (records) records.push(record);
    else found.set(scenario, [record]);
  });
  return found;
}

export interface Difference {
  /** Pairs, and the scenarios they are from. */
  readonly n: number;
  readonly scenarios: number;
  /** Mean of second - first. */
  readonly difference: Estimate;
  readonly bootstrap: Bootstrap;
}

/** Mean difference of values that stand in pairs (self and cross, before and after), bootstrapped over scenarios; without `scenarios` each pair is one. */
export function pairedDifference(
  first: ArrayLike<number>,
  second: ArrayLike<number>,
  options: BootstrapOptions & { readonly scenarios?: readonly ScenarioId[] },
): Difference {
  const n = first.length;
  if (second.length !== n || (options.scenarios && options.scenarios.length !== n))
    throw new RangeError('lengths differ');
  const differences = Float64Array.from(first, (value, i) => second[i]! - value);
  const clusters = options.scenarios ? [...recordsByScenario(options.scenarios).values()] : undefined;
  const sums = clusters
    ? Float64Array.from(clusters, (records) => records.reduce((sum, i) => sum + differences[i]!, 0))
    : differences;
  const counts = clusters ? Float64Array.from(clusters, (records) => records.length) : differences.map(() => 1);
  const mean = ([sum, count]: Float64Array): number | undefined => (count === 0 ? undefined : sum! / count!);
  return {
    n,
    scenarios: sums.length,
    difference: ratio(
      differences.reduce((sum, value) => sum + value, 0),
      n,
      'no data',
    ),
    bootstrap: bootstrapSums([sums, counts], [mean], options)[0]!,
  };
}

export interface PairedChange {
  /** Scenarios seen on both sides: only their records are scored. */
  readonly scenarios: number;
  readonly recordsBefore: number;
  readonly recordsAfter: number;
  readonly before: Estimate;
  readonly after: Estimate;
  /** after - before; undefined where a side is. */
  readonly change: Estimate;
  readonly beforeBootstrap: Bootstrap;
  readonly afterBootstrap: Bootstrap;
  readonly changeBootstrap: Bootstrap;
}

/** A score of the records at these positions, with repetition. */
export type RecordScore = (records: readonly number[]) => Estimate;

/**
 * Change of any score between two sets of records on the same scenarios, with intervals from one bootstrap over the scenarios: both sides see
 * the same resample, so that what is hard for both cancels out.
 */
export function pairedChange(
  before: { readonly scenarios: readonly ScenarioId[]; readonly score: RecordScore },
  after: { readonly scenarios: readonly ScenarioId[]; readonly score: RecordScore },
  options: BootstrapOptions,
): PairedChange {
  const [old, now] = [recordsByScenario(before.scenarios), recordsByScenario(after.scenarios)];
  const common = [...old.keys()].filter((scenario) => now.has(scenario));
  const drawn = (of: ReadonlyMap<ScenarioId, readonly number[]>, indices: Uint32Array): number[] => {
    const records: number[] = [];
    for (const index of indices) for (const record of of.get(common[index]!)!) records.push(record);
    return records;
  };
  const scores = (indices: Uint32Array): readonly [Estimate, Estimate, Estimate] => {
    const scored = [before.score(drawn(old, indices)), after.score(drawn(now, indices))] as const;
    return [...scored, difference(...scored)];
  };
  const whole = Uint32Array.from(common, (_, i) => i);
  const [scoreBefore, scoreAfter, change] = scores(whole);
  const [beforeBootstrap, afterBootstrap, changeBootstrap] = bootstrapAll(common.length, scores, options);
  return {
    scenarios: common.length,
    recordsBefore: drawn(old, whole).length,
    recordsAfter: drawn(now, whole).length,
    before: scoreBefore,
    after: scoreAfter,
    change,
    beforeBootstrap: beforeBootstrap!,
    afterBootstrap: afterBootstrap!,
    changeBootstrap: changeBootstrap!,
  };
}

function difference(from: Estimate, to: Estimate): Estimate {
  const [a, b] = [numberOf(from), numberOf(to)];
  return a === undefined ? from : b === undefined ? to : estimated(b - a);
}
