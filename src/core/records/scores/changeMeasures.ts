import { equalMassBins } from '../../statistics/bins.ts';
import { mcnemar } from '../../statistics/mcnemar.ts';
import { newcombePaired, type PairCounts } from '../../statistics/newcombe.ts';
import type { RecordPart } from '../recordFilter.ts';
import type { RecordTable } from '../recordTable.ts';
import { choicesOf, countAnswers } from './answerMeasures.ts';
import type { Change } from './changeReport.ts';
import { combineCodes } from './combineCodes.ts';
import { countedForecasts, forecastStatisticIds, forecastStatistics } from './countedForecasts.ts';
import { joinRows } from './joinRows.ts';
import { countedMean } from './meanMeasure.ts';
import { intervalOf } from './measure.ts';
import { type PairedRows, pairRows, type RowKeys } from './pairedRows.ts';
import { rankedPairs } from './rankedPairs.ts';
import { rankingStatistics } from './rankingMeasures.ts';
import type { Breathe } from './resample.ts';
import { pick } from './rowGroups.ts';
import { having } from './scoreGroup.ts';
import type { SettledSettings } from './scoreSettings.ts';
import { type ScoredSide, type SideChange, sideChange } from './sideChange.ts';

/** Rows at the earlier and at the later checkpoint, and how to compare them. */
export interface Compared {
  readonly table: RecordTable;
  readonly keys: RowKeys;
  readonly before: Uint32Array;
  readonly after: Uint32Array;
  readonly settings: SettledSettings;
  readonly breathe: Breathe;
}

const overScenarios = 'the same predictions on both sides';

/** Accuracy, majority baseline and lift, each before and after. Empty where no prediction has an answer on both sides of both checkpoints. */
export async function answerChanges(compared: Compared): Promise<Change[]> {
  const { table, keys, settings, breathe } = compared;
  const paired = pairedWith(compared, 'answers');
  if (paired.pairs === 0) return [];
  const side = (rows: Uint32Array): ScoredSide => {
    const cells = combineCodes((['model', 'property', 'dataset'] as const).map((of) => pick(table.codes(of), rows)));
    const choices = choicesOf(pick(table.texts('observed'), rows), cells.codes);
    const correct = pick(table.states('correct'), rows);
    return {
      scenario: pick(keys.scene, rows),
      statistics: (counts) => {
        const { hits, modes, total } = countAnswers(correct, choices, counts);
        return total === 0 ? [undefined, undefined, undefined] : [hits / total, modes / total, (hits - modes) / total];
      },
    };
  };
  const reasons = ['no data', 'no data', 'no data'];
  const changes = await sideChange(side(paired.before), side(paired.after), reasons, settings, breathe);
  const [accuracy, baseline, lift] = changes as [SideChange, SideChange, SideChange];
  const lone = paired.single && !sampled(table, paired);
  return [
    { ...change('accuracy', 'Accuracy', paired.pairs, accuracy, overScenarios), ...(lone && tested(compared, paired)) },
    change(
      'baseline',
      'Majority baseline',
      paired.pairs,
      baseline,
      'of each side: commonest outcome per property, dataset and model',
    ),
    change('lift', 'Lift', paired.pairs, lift, 'accuracy - majority baseline of the same side'),
  ];
}

/** McNemar's test and the paired interval of after - before (`first` are right after only), which hold where each scenario has one outcome on each side. */
function tested({ table, keys, settings }: Compared, paired: PairedRows): Partial<Change> {
  const correct = table.states('correct');
  const later = new Map(Array.from(paired.after, (row) => [keys.pair[row], correct[row]]));
  const counts: { -readonly [key in keyof PairCounts]: number } = { both: 0, first: 0, second: 0, neither: 0 };
  for (const row of paired.before) {
    const [was, is] = [correct[row] === 1, later.get(keys.pair[row]) === 1];
    counts[is ? (was ? 'both' : 'first') : was ? 'second' : 'neither']++;
  }
  const interval = intervalOf(newcombePaired(counts, settings.level));
  const { exact } = mcnemar(counts);
  const test = { name: `McNemar, exact: ${counts.first} became right, ${counts.second} wrong` };
  return {
    ...(interval && { interval }),
    ...(exact.kind === 'value' && { test: { ...test, p: exact.value } }),
  };
}

function sampled(table: RecordTable, { before, after }: PairedRows): boolean {
  const n = table.counts('n');
  return before.some((row) => n[row]! > 1) || after.some((row) => n[row]! > 1);
}

const titles: Readonly<Record<string, string>> = {
  brier: 'Brier score',
  skill: 'Brier skill',
  reliability: 'Reliability',
  resolution: 'Resolution',
  uncertainty: 'Uncertainty',
  logScore: 'Log score',
  ece: 'ECE, equal width',
  eceMass: 'ECE, equal mass',
  meanForecast: 'Mean forecast',
  outcomeRate: 'Outcome rate',
  auroc: 'AUROC',
  pearson: 'Pearson',
  spearman: 'Spearman',
  kendall: 'Kendall',
};
const rankingIds = ['auroc', 'pearson', 'spearman', 'kendall'];

/** Scores of forecasts before and after, in the same bins. */
export async function forecastChanges(compared: Compared): Promise<Change[]> {
  const { table, keys, settings, breathe } = compared;
  const paired = pairedWith(compared, 'forecasts');
  if (paired.pairs === 0) return [];
  const forecasts = table.numbers('forecast');
  const all = pick(forecasts, joinRows(paired.before, paired.after));
  const probabilities = all.every((p) => p >= 0 && p <= 1);
  const mass = equalMassBins(probabilities ? all : [], settings.bins.edges.length - 1);
  const side = (rows: Uint32Array): ScoredSide => {
    const pairs = rankedPairs(pick(forecasts, rows), pick(table.numbers('outcome'), rows));
    const ready = probabilities ? countedForecasts(pairs, settings.bins, mass, settings.clip) : undefined;
    return {
      scenario: pick(
        keys.scene,
        Uint32Array.from(pairs.order, (i) => rows[i]!),
      ),
      statistics: (counts) => [
        ...(ready ? forecastStatistics(ready, counts) : forecastStatisticIds.map(() => undefined)),
        ...rankingStatistics(pairs, counts),
      ],
    };
  };
  const ids = [...forecastStatisticIds, ...rankingIds];
  const reasons = ids.map((id) =>
    rankingIds.includes(id) || probabilities
      ? id === 'auroc'
        ? 'all of one class'
        : 'no variation'
      : 'forecasts outside 0 to 1',
  );
  const changes = await sideChange(side(paired.before), side(paired.after), reasons, settings, breathe);
  const conventions: Readonly<Record<string, string>> = {
    ece: `${settings.bins.text}, on both sides`,
    eceMass: `${mass.text}, of both sides together`,
    logScore: `nats; p moved into [${settings.clip}, 1 - ${settings.clip}]`,
  };
  return ids.flatMap((id, i) => {
    const title = titles[id];
    if (title === undefined) return [];
    return [change(id, title, paired.pairs, changes[i]!, conventions[id] ?? overScenarios)];
  });
}

/** Mean absolute error of numeric predictions, and the means of what was predicted and observed. */
export async function valueChanges(compared: Compared): Promise<Change[]> {
  const changes: Change[] = [];
  const numbers = (of: 'predictedValue' | 'observedValue') => compared.table.numbers(of);
  const [predicted, observed] = [numbers('predictedValue'), numbers('observedValue')];
  for (const { id, title, part, numberAt } of [
    {
      id: 'mae',
      title: 'Mean absolute error',
      part: 'values',
      numberAt: (row: number) => Math.abs(predicted[row]! - observed[row]!),
    },
    {
      id: 'predictedMean',
      title: 'Mean predicted value',
      part: 'predictedValue',
      numberAt: (row: number) => predicted[row]!,
    },
    {
      id: 'observedMean',
      title: 'Mean observed value',
      part: 'observedValue',
      numberAt: (row: number) => observed[row]!,
    },
  ] as const) {
    const paired = pairedWith(compared, part);
    if (paired.pairs === 0) continue;
    const side = (rows: Uint32Array): ScoredSide => {
      const values = Float64Array.from(rows, numberAt);
      return { scenario: pick(compared.keys.scene, rows), statistics: (counts) => [countedMean(values, counts)] };
    };
    const [changed] = await sideChange(
      side(paired.before),
      side(paired.after),
      ['no data'],
      compared.settings,
      compared.breathe,
    );
    changes.push(change(id, title, paired.pairs, changed!, overScenarios));
  }
  return changes;
}

function pairedWith({ table, keys, before, after }: Compared, part: RecordPart): PairedRows {
  return pairRows(keys, having(table, before, part), having(table, after, part));
}

function change(
  id: string,
  title: string,
  n: number,
  { before, after, difference, interval }: SideChange,
  convention: string,
): Change {
  const known = difference.kind === 'value' ? interval : undefined;
  return { id, title, n, before, after, difference, ...(known && { interval: known }), convention };
}
