import { type Estimate, estimated, undefinedBecause } from '../../statistics/estimate.ts';
import { type IntervalEstimate, wilson } from '../../statistics/interval.ts';
import { describeNumbers } from '../../statistics/meanError.ts';
import { newcombe, newcombePaired, type PairCounts } from '../../statistics/newcombe.ts';
import type { RecordFilter } from '../recordFilter.ts';
import type { RecordTable } from '../recordTable.ts';
import type { Side, TopicGap } from './gapReport.ts';
import { type GapSide, isRated } from './gapSide.ts';
import { intervalOf } from './measure.ts';

/** One topic's numbers on one side, as they were found. */
export interface TopicSide {
  readonly side: GapSide;
  /** Of its numbers that speak of the topic. */
  readonly places: readonly number[];
  readonly estimate: Estimate;
  /** Over scenarios; for what has no interval of its own. */
  readonly resampled: IntervalEstimate | undefined;
  /** Records of the topic that were asked, parsed or not; and those counted. */
  readonly total: number;
  readonly counted: number;
  readonly rank: number | undefined;
}

interface Numbers {
  readonly scenarios: number;
  readonly rows: readonly number[];
  readonly values: Float64Array;
  /** How many said yes, where all said yes or no and each scenario did so once. */
  readonly yes: number | undefined;
}

/** One topic: what is stated of it, what is revealed, and how they differ. */
export function topicGap(
  table: RecordTable,
  scenes: Uint32Array,
  { topic, name, filter, level }: { topic: number; name: string; filter: RecordFilter; level: number },
  stated: TopicSide,
  revealed: TopicSide,
  resampled: IntervalEstimate | undefined,
): TopicGap {
  const [left, right] = [numbersOf(table, scenes, stated), numbersOf(table, scenes, revealed)];
  const sides = [sideOf(topic, stated, left, level, table), sideOf(topic, revealed, right, level, table)] as const;
  const difference = differenceOf(...sides);
  const exact = rateInterval(scenes, left, right, level);
  // As in `sideOf`: one scenario alone does not vary from resample to resample.
  const varies = Math.max(left.scenarios, right.scenarios) > 1 || isRated(stated.side, topic);
  const interval = difference.kind === 'value' ? intervalOf(exact ?? (varies ? resampled : undefined)) : undefined;
  return { topic: name, stated: sides[0], revealed: sides[1], difference, ...(interval && { interval }), filter };
}

function numbersOf(table: RecordTable, scenes: Uint32Array, { side: { numbers, rows }, places }: TopicSide): Numbers {
  const own = places.map((i) => rows[i]!);
  const values = Float64Array.from(places, (i) => numbers[i]!);
  const scenarios = new Set(own.map((row) => scenes[row])).size;
  const once = scenarios === own.length;
  const rates = isBinary(table, own) && once && values.every((value) => value === 0 || value === 1);
  return { scenarios, rows: own, values, yes: rates ? values.reduce((sum, value) => sum + value, 0) : undefined };
}

/** What a side's numbers of a topic are: shares of yes, ratings on a scale of their own, or ratings made of choices. */
export function scaleOf(table: RecordTable, side: GapSide, topic: number, places: readonly number[]): Side['measure'] {
  if (isRated(side, topic)) return 'elo';
  return isBinary(
    table,
    places.map((i) => side.rows[i]!),
  )
    ? 'rate'
    : 'mean';
}

function isBinary(table: RecordTable, rows: readonly number[]): boolean {
  const types = table.states('type');
  return rows.length > 0 && rows.every((row) => types[row] === 0);
}

function sideOf(
  topic: number,
  { side, estimate, resampled, total, counted, rank }: TopicSide,
  { scenarios, rows, values, yes }: Numbers,
  level: number,
  table: RecordTable,
): Side {
  const place = rank === undefined ? {} : { rank };
  // A topic of one scenario does not vary from resample to resample: that says nothing of how sure it is.
  const overScenarios = scenarios > 1 ? resampled : undefined;
  if (isRated(side, topic)) {
    const interval = estimate.kind === 'value' ? intervalOf(resampled) : undefined;
    return { estimate, measure: 'elo', n: counted, total, ...(interval && { interval }), ...place };
  }
  if (isBinary(table, rows)) {
    const interval = intervalOf(
      yes !== undefined ? wilson(yes, values.length, level) : (sampleWilson(table, rows, side, level) ?? overScenarios),
    );
    return { estimate, measure: 'rate', n: counted, total, ...(interval && { interval }), ...place };
  }
  const { sd, median, min, max, interval: student } = describeNumbers(values, level);
  const interval = intervalOf(overScenarios) ?? intervalOf(student);
  return {
    estimate,
    measure: 'mean',
    ...(sd.kind === 'value' && { sd: sd.value }),
    ...(median.kind === 'value' && { median: median.value }),
    ...(min.kind === 'value' && { min: min.value }),
    ...(max.kind === 'value' && { max: max.value }),
    n: counted,
    total,
    ...(interval && { interval }),
    ...place,
  };
}

/** Of a single record whose outcome is k of n: there is nothing else to resample. */
function sampleWilson(
  table: RecordTable,
  rows: readonly number[],
  { name }: GapSide,
  level: number,
): IntervalEstimate | undefined {
  const [row] = rows;
  if (name !== 'revealed' || row === undefined || rows.length > 1) return undefined;
  const n = table.counts('n')[row]!;
  return n === 0 ? undefined : wilson(table.counts('k')[row]!, n, level);
}

function differenceOf(stated: Side, revealed: Side): Estimate {
  if (stated.estimate.kind === 'undefined') return undefinedBecause(`stated: ${stated.estimate.reason}`);
  if (revealed.estimate.kind === 'undefined') return undefinedBecause(`revealed: ${revealed.estimate.reason}`);
  if (stated.measure !== revealed.measure)
    return undefinedBecause(`different scales: stated ${stated.measure}, revealed ${revealed.measure}`);
  return estimated(revealed.estimate.value - stated.estimate.value);
}

/** Newcombe's, where both are rates: paired where both sides are of the same scenarios. */
function rateInterval(
  scenes: Uint32Array,
  stated: Numbers,
  revealed: Numbers,
  level: number,
): IntervalEstimate | undefined {
  if (stated.yes === undefined || revealed.yes === undefined) return undefined;
  const said = new Map(stated.rows.map((row, i) => [scenes[row], stated.values[i]]));
  const shared = revealed.rows.filter((row) => said.has(scenes[row])).length;
  if (shared === 0) return newcombe(revealed.yes, revealed.values.length, stated.yes, stated.values.length, level);
  if (shared < said.size || shared < revealed.rows.length) return undefined;
  const counts: { -readonly [key in keyof PairCounts]: number } = { both: 0, first: 0, second: 0, neither: 0 };
  for (const [i, row] of revealed.rows.entries()) {
    const [did, told] = [revealed.values[i] === 1, said.get(scenes[row]) === 1];
    counts[did ? (told ? 'both' : 'first') : told ? 'second' : 'neither']++;
  }
  return newcombePaired(counts, level);
}
