import { type Estimate, numberOf } from '../../statistics/estimate.ts';
import type { Interval } from '../../statistics/interval.ts';
import { averageRanks } from '../../statistics/order.ts';
import { rankGap } from '../../statistics/rankGap.ts';
import { parseStatuses } from '../record.ts';
import { propertyTypes } from '../recordColumns.ts';
import type { RecordFilter } from '../recordFilter.ts';
import type { RecordTable } from '../recordTable.ts';
import { consistencyMeasure, stanceMeasures, summaryMeasure } from './gapMeasures.ts';
import type { GapGroup } from './gapReport.ts';
import { type GapSide, gapSide, isRated, sideEstimates, Topics } from './gapSide.ts';
import { joinRows } from './joinRows.ts';
import { narrow } from './narrow.ts';
import { differenceMeasures, meanOf, rankConvention, rankIds, rankMeasures } from './rankMeasures.ts';
import { type Breathe, resample } from './resample.ts';
import { pick, type RowGroup } from './rowGroups.ts';
import { whereOf } from './scoreGroup.ts';
import type { SettledSettings } from './scoreSettings.ts';
import { topicCounts, valuesAtStake } from './topicCounts.ts';
import { scaleOf, type TopicSide, topicGap } from './topicGap.ts';
import { unitsOf } from './units.ts';

/** Stated against revealed over the topics of one group of rows. */
export async function gapGroup(
  table: RecordTable,
  scenes: Uint32Array,
  { key, rows }: RowGroup,
  settings: SettledSettings,
  breathe: Breathe,
): Promise<GapGroup> {
  const filter = narrow(settings.filter, whereOf(key));
  const topics = new Topics();
  const stated = gapSide(table, rows, 'stated', topics);
  const revealed = gapSide(table, rows, 'revealed', topics);
  const totals = [topicCounts(table, rows, 'stated', topics), topicCounts(table, rows, 'revealed', topics)];
  const count = topics.names.length;
  const places = [placesOf(stated, count), placesOf(revealed, count)];
  const [left, right] = [sideEstimates(stated, count, settings), sideEstimates(revealed, count, settings)];
  const both = Array.from({ length: count }, (_, i) => i).filter((i) => isKnown(left[i]!) && isKnown(right[i]!));
  const common = onOneScale(
    both,
    (i) => `${scaleOf(table, stated, i, places[0]![i]!)} ${scaleOf(table, revealed, i, places[1]![i]!)}`,
  );
  const online = settings.elo === 'online' && stated.games.first.length + revealed.games.first.length > 0;
  const intervals = online ? [] : await gapIntervals(scenes, stated, revealed, count, common, settings, breathe);
  const ranks = [left, right].map((side) => averageRanks(common.map((i) => -numberOf(side[i]!)!)));
  const at = (of: 0 | 1, topic: number): TopicSide => {
    const place = common.indexOf(topic);
    return {
      side: of === 0 ? stated : revealed,
      estimate: (of === 0 ? left : right)[topic]!,
      resampled: intervals[of * count + topic],
      places: places[of]![topic]!,
      ...(totals[of]![topic] ?? { total: 0, counted: 0 }),
      rank: place < 0 ? undefined : ranks[of]![place]!,
    };
  };
  const gaps = topics.names.map((name, topic) =>
    topicGap(
      table,
      scenes,
      {
        topic,
        name,
        filter: topicFilter(table, rows, filter, name, isRated(stated, topic) || isRated(revealed, topic)),
        level: settings.level,
      },
      at(0, topic),
      at(1, topic),
      intervals[2 * count + topic],
    ),
  );
  const measures = [
    ...rankMeasures(
      rankGap(
        common.map((i) => numberOf(left[i]!)!),
        common.map((i) => numberOf(right[i]!)!),
      ),
      intervals.slice(3 * count),
      filter,
      rankConvention(stated, revealed, settings),
      count,
    ),
    ...summaryMeasure(table, rows, filter),
    ...differenceMeasures(
      gaps.filter((_, topic) => common.includes(topic)),
      intervals.slice(3 * count + rankIds.length),
      filter,
    ),
    ...(await consistencyMeasure(table, scenes, rows, settings, filter, breathe)),
    ...(await stanceMeasures(table, scenes, rows, settings, filter, breathe)),
  ];
  const warnings: string[] = [];
  if (count > 0 && common.length === 0) warnings.push('no topic has both sides: nothing can be compared');
  if (both.length > common.length)
    warnings.push(
      `${both.length - common.length} of ${both.length} topics are on other scales than most: rankings and mean gaps leave them out`,
    );
  if (common.length > 1 && common.length < 5)
    warnings.push(`${common.length} topics with both sides: rank correlations say little`);
  if (online) warnings.push('online Elo depends on the order of the choices; no intervals are made of it');
  return {
    key,
    topics: gaps.sort((a, b) => (a.revealed.rank ?? Infinity) - (b.revealed.rank ?? Infinity)),
    measures: [...measures.filter(({ headline }) => headline), ...measures.filter(({ headline }) => !headline)],
    abstained: { stated: abstained(table, rows, 'prediction'), revealed: abstained(table, rows, 'outcome') },
    warnings,
    filter,
  };
}

/** The topics on the scales that most of them are on: a share of yes and a rating of 0 to 10 are not ranked together. */
function onOneScale(topics: readonly number[], scaleOf: (topic: number) => string): readonly number[] {
  const byScale = new Map<string, number[]>();
  for (const topic of topics) byScale.set(scaleOf(topic), [...(byScale.get(scaleOf(topic)) ?? []), topic]);
  return [...byScale.values()].sort((a, b) => b.length - a.length)[0] ?? [];
}

const isKnown = ({ kind }: Estimate): boolean => kind === 'value';

/** Of each topic stated, revealed, their difference; then of the rankings; then of the mean differences. All on the same resamples of scenarios. */
function gapIntervals(
  scenes: Uint32Array,
  stated: GapSide,
  revealed: GapSide,
  count: number,
  common: readonly number[],
  settings: SettledSettings,
  breathe: Breathe,
): Promise<readonly (Interval | undefined)[]> {
  const size = stated.rows.length;
  const units = unitsOf(pick(scenes, joinRows(stated.rows, revealed.rows)));
  const comparable = common.filter((topic) => isRated(stated, topic) === isRated(revealed, topic));
  return resample(
    units,
    (counts) => {
      const left = sideEstimates(stated, count, settings, counts.subarray(0, size)).map(numberOf);
      const right = sideEstimates(revealed, count, settings, counts.subarray(size)).map(numberOf);
      const minus = left.map((value, i) =>
        value === undefined || right[i] === undefined ? undefined : right[i] - value,
      );
      const whole = common.every((i) => minus[i] !== undefined);
      const ranked =
        whole && common.length > 0
          ? rankGap(
              common.map((i) => left[i]!),
              common.map((i) => right[i]!),
            )
          : undefined;
      const differences = whole && comparable.length > 0 ? comparable.map((i) => minus[i]!) : undefined;
      return [
        ...left,
        ...right,
        ...minus,
        ...rankIds.map((id) => ranked && numberOf(ranked[id])),
        differences && meanOf(differences),
        differences && meanOf(differences.map(Math.abs)),
      ];
    },
    settings,
    breathe,
  );
}

/** Places of a side's numbers by topic. */
function placesOf({ topicOf }: GapSide, count: number): readonly number[][] {
  const places = Array.from({ length: count }, (): number[] => []);
  for (const [i, topic] of topicOf.entries()) places[topic]!.push(i);
  return places;
}

function abstained(table: RecordTable, rows: Uint32Array, side: 'prediction' | 'outcome'): number {
  const states = table.states(`${side}State`);
  return rows.reduce((sum, row) => sum + Number(parseStatuses[states[row]!] === 'abstained'), 0);
}

/** The records that speak of a topic: those of the property, or the choices in which it is at stake (up to a thousand can be named). */
function topicFilter(
  table: RecordTable,
  rows: Uint32Array,
  filter: RecordFilter,
  topic: string,
  rated: boolean,
): RecordFilter {
  if (!rated) return narrow(filter, { where: { property: [topic] } });
  const scenario = table.texts('scenario');
  const choice = propertyTypes.indexOf('choice');
  const types = table.states('type');
  const scenarios = new Set<string>();
  for (const row of rows) {
    if (types[row] !== choice || !valuesAtStake(table, row).has(topic)) continue;
    scenarios.add(table.textOf(scenario[row]!));
    if (scenarios.size > 1000) return filter;
  }
  return narrow(filter, { scenarios: [...scenarios] });
}
