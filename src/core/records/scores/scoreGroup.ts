import { partTest } from '../partTest.ts';
import { parseStatuses } from '../record.ts';
import { unknown } from '../recordColumns.ts';
import type { RecordFilter, RecordPart } from '../recordFilter.ts';
import { brierAt } from '../recordRow.ts';
import type { RecordTable } from '../recordTable.ts';
import { answerMeasures, complianceMeasure } from './answerMeasures.ts';
import { combineCodes } from './combineCodes.ts';
import { forecastMeasures } from './forecastMeasures.ts';
import { narrow } from './narrow.ts';
import { ceilingMeasure, selfMinusCross } from './pairedMeasures.ts';
import { pairPoints } from './pairPoints.ts';
import type { Breathe } from './resample.ts';
import { pick, type RowGroup } from './rowGroups.ts';
import type { Measure, ScoreGroup } from './scoreReport.ts';
import type { SettledSettings } from './scoreSettings.ts';
import { descriptionMeasures, errorMeasures } from './valueMeasures.ts';

/** All scores of one group of rows; `scenes` are `scenesOf` the table, `progress` is told 0 to 1. */
export async function scoreGroup(
  table: RecordTable,
  scenes: Uint32Array,
  { key, rows }: RowGroup,
  settings: SettledSettings,
  breathe: Breathe,
  progress: (share: number) => void,
): Promise<ScoreGroup> {
  const filter = narrow(settings.filter, whereOf(key));
  const measures: Measure[] = [];
  const warnings: string[] = [];
  let reliability: ScoreGroup['reliability'];
  const forecasts = having(table, rows, 'forecasts');
  if (forecasts.length > 0) {
    const scored = await forecastMeasures(
      {
        p: pick(table.numbers('forecast'), forecasts),
        y: pick(table.numbers('outcome'), forecasts),
        scenario: pick(scenes, forecasts),
      },
      settings,
      filter,
      breathe,
    );
    measures.push(...scored.measures);
    warnings.push(...scored.warnings);
    reliability = scored.reliability;
  }
  progress(0.5);
  const answers = having(table, rows, 'answers');
  if (answers.length > 0)
    measures.push(...(await answerMeasures(answerRows(table, scenes, answers), settings, filter, breathe)));
  progress(0.6);
  for (const side of ['prediction', 'outcome'] as const) {
    const states = table.states(`${side}State`);
    const asked = rows.filter((row) => parseStatuses[states[row]!] !== 'missing');
    const ok = pick(states, asked).map((state) => Number(parseStatuses[state] === 'ok'));
    if (asked.length === 0) continue;
    measures.push(await complianceMeasure(side, { ok, scenario: pick(scenes, asked) }, settings, filter, breathe));
  }
  progress(0.7);
  measures.push(...(await selfAndCross(table, scenes, rows, settings, filter, breathe)));
  const sampled = having(table, rows, 'samples');
  if (sampled.length > 0) {
    const [n, mode] = [table.counts('n'), table.counts('mode')];
    const share = Float64Array.from(sampled, (row) => mode[row]! / n[row]!);
    const counted = narrow(filter, { has: ['samples'] });
    measures.push(await ceilingMeasure({ share, scenario: pick(scenes, sampled) }, settings, counted, breathe));
  }
  const pairs = pairPoints(table, rows, filter);
  progress(0.8);
  measures.push(...(await numberMeasures(table, scenes, rows, settings, filter, breathe)));
  if (rows.length < 30) warnings.unshift(`${rows.length} records: too few for more than an impression`);
  if (forecasts.length + answers.length + having(table, rows, 'values').length === 0)
    warnings.unshift('no record has two sides to compare');
  return {
    key,
    n: rows.length,
    counts: statesOf(table, rows),
    measures: ordered(measures),
    ...(reliability && { reliability }),
    ...(pairs && { pairs }),
    warnings,
    filter,
  };
}

export function whereOf(key: RowGroup['key']): RecordFilter {
  const where = Object.fromEntries(Object.entries(key).map(([dimension, value]) => [dimension, [value]]));
  return Object.keys(where).length === 0 ? {} : { where };
}

/** The rows that have what a score counts. */
export function having(table: RecordTable, rows: Uint32Array, part: RecordPart): Uint32Array {
  return rows.filter(partTest(table, part));
}

/** A number per row of a table for its scenario: the same name in two data sets is two scenarios. */
export function scenesOf(table: RecordTable): Uint32Array {
  return combineCodes([table.texts('scenario'), table.codes('dataset')]).codes;
}

function answerRows(table: RecordTable, scenes: Uint32Array, rows: Uint32Array) {
  const cells = (['model', 'property', 'dataset'] as const).map((dimension) => pick(table.codes(dimension), rows));
  return {
    correct: pick(table.states('correct'), rows),
    answer: pick(table.texts('observed'), rows),
    cell: combineCodes(cells).codes,
    scenario: pick(scenes, rows),
  };
}

async function selfAndCross(
  table: RecordTable,
  scenes: Uint32Array,
  rows: Uint32Array,
  settings: SettledSettings,
  filter: RecordFilter,
  breathe: Breathe,
): Promise<Measure[]> {
  const who = table.states('self');
  const known = rows.filter((row) => who[row] !== unknown);
  if (!known.some((row) => who[row] === 1) || !known.some((row) => who[row] === 0)) return [];
  const measures: Measure[] = [];
  for (const { part, numberAt, ...what } of [
    {
      id: 'selfMinusCrossAccuracy',
      title: 'Accuracy, self minus cross',
      convention: 'above 0 where a model predicts itself better than others predict it',
      part: 'answers',
      numberAt: (row: number) => table.states('correct')[row],
    },
    {
      id: 'selfMinusCrossBrier',
      title: 'Brier score, self minus cross',
      convention: 'below 0 where a model predicts itself better than others predict it',
      part: 'forecasts',
      numberAt: (row: number) => brierAt(table, row),
    },
  ] as const) {
    const counted = having(table, known, part).filter((row) => numberAt(row) !== undefined);
    const scenario = pick(scenes, counted);
    const shared = (['model', 'property', 'elicitation', 'checkpoint'] as const).map((dimension) =>
      pick(table.codes(dimension), counted),
    );
    const names = new Map<number, string>();
    const nameOf = (scene: number): string => {
      if (names.size === 0) for (const [i, each] of scenario.entries()) names.set(each, nameAt(table, counted[i]!));
      return names.get(scene)!;
    };
    const compared = await selfMinusCross(
      what,
      {
        key: combineCodes([scenario, ...shared]).codes,
        self: pick(who, counted),
        value: Float64Array.from(counted, (row) => numberAt(row)!),
        scenario,
      },
      settings,
      narrow(filter, { has: [part] }),
      nameOf,
      breathe,
    );
    if (compared !== undefined) measures.push(compared);
  }
  return measures;
}

function nameAt(table: RecordTable, row: number): string {
  return table.textOf(table.texts('scenario')[row]!);
}

async function numberMeasures(
  table: RecordTable,
  scenes: Uint32Array,
  rows: Uint32Array,
  settings: SettledSettings,
  filter: RecordFilter,
  breathe: Breathe,
): Promise<Measure[]> {
  const measures: Measure[] = [];
  const both = having(table, rows, 'values');
  const numbers = (side: 'predicted' | 'observed', of: Uint32Array) => pick(table.numbers(`${side}Value`), of);
  if (both.length > 0)
    measures.push(
      ...(await errorMeasures(
        numbers('predicted', both),
        numbers('observed', both),
        pick(scenes, both),
        settings,
        filter,
        breathe,
      )),
    );
  for (const side of ['predicted', 'observed'] as const) {
    const known = having(table, rows, `${side}Value`);
    if (known.length === 0) continue;
    const described = { values: numbers(side, known), scenario: pick(scenes, known) };
    const counted = narrow(filter, { has: [`${side}Value`] });
    measures.push(...(await descriptionMeasures(side, described, settings, counted, breathe)));
  }
  return measures;
}

/** Headline measures first, each part in the order in which it was made. */
function ordered(measures: readonly Measure[]): Measure[] {
  return [...measures.filter(({ headline }) => headline), ...measures.filter(({ headline }) => !headline)];
}

function statesOf(table: RecordTable, rows: Uint32Array): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const side of ['prediction', 'outcome'] as const) {
    const states = table.states(`${side}State`);
    const seen = new Array<number>(parseStatuses.length).fill(0);
    for (const row of rows) seen[states[row]!]!++;
    for (const [i, status] of parseStatuses.entries()) if (seen[i]! > 0) counts[`${side}.${status}`] = seen[i]!;
  }
  return counts;
}
