import { type BinaryScores, binaryScores } from '../../statistics/classification.ts';
import { type Estimate, estimated, numberOf, ratio, undefinedBecause } from '../../statistics/estimate.ts';
import { wilson } from '../../statistics/interval.ts';
import { upTo } from '../../statistics/order.ts';
import { unknown } from '../recordColumns.ts';
import type { RecordFilter } from '../recordFilter.ts';
import type { RecordTable } from '../recordTable.ts';
import { countedMean } from './meanMeasure.ts';
import { measure } from './measure.ts';
import { narrow } from './narrow.ts';
import { type Breathe, resample } from './resample.ts';
import { pick } from './rowGroups.ts';
import type { Measure } from './scoreReport.ts';
import type { SettledSettings } from './scoreSettings.ts';
import { areSingle, unitsOf } from './units.ts';

/** How often the same option was chosen in word and in deed. */
export async function consistencyMeasure(
  table: RecordTable,
  scenes: Uint32Array,
  rows: Uint32Array,
  settings: SettledSettings,
  filter: RecordFilter,
  breathe: Breathe,
): Promise<Measure[]> {
  const same = table.states('correct');
  const both = rows.filter((row) => same[row] !== unknown);
  if (both.length === 0) return [];
  const values = pick(same, both);
  const units = unitsOf(pick(scenes, both));
  const k = values.reduce((sum, value) => sum + value, 0);
  const interval = areSingle(units)
    ? wilson(k, both.length, settings.level)
    : (await resample(units, (counts) => [countedMean(values, counts)], settings, breathe))[0];
  return [
    measure('consistency', 'Consistency rate', ratio(k, both.length, 'no data'), both.length, {
      interval,
      convention: 'share of records with the same answer stated and revealed, of those with both',
      headline: true,
      filter: narrow(filter, { has: ['answers'] }),
    }),
  ];
}

/** F1, precision and recall of stance and action, both as yes or no: a rate by half, ratings after being put between their least and most. */
export async function stanceMeasures(
  table: RecordTable,
  scenes: Uint32Array,
  rows: Uint32Array,
  settings: SettledSettings,
  filter: RecordFilter,
  breathe: Breathe,
): Promise<Measure[]> {
  const [stated, revealed] = [stances(table, rows, 'predictedValue'), stances(table, rows, 'observedValue')];
  const both = upTo(rows.length).filter((i) => stated[i] !== neither && revealed[i] !== neither);
  if (both.length === 0) return [];
  const cells = Uint8Array.from(both, (i) => 2 * stated[i]! + revealed[i]!);
  const count = (counts?: ArrayLike<number>): BinaryScores => {
    const times = new Float64Array(4);
    for (let at = 0; at < cells.length; at++) times[cells[at]!]! += counts ? counts[at]! : 1;
    return binaryScores({ both: times[3]!, first: times[2]!, second: times[1]!, neither: times[0]! });
  };
  const ids = ['f1', 'precision', 'recall'] as const;
  const titles = { f1: 'F1 of stance and action', precision: 'Precision', recall: 'Recall' };
  const units = unitsOf(Float64Array.from(both, (i) => scenes[rows[i]!]!));
  const statistics = (counts: ArrayLike<number>) => {
    const scores = count(counts);
    return ids.map((id) => numberOf(scores[id]));
  };
  const intervals = await resample(units, statistics, settings, breathe);
  const scores = count();
  return ids.map((id, i) =>
    measure(id, titles[id], scores[id], both.length, {
      interval: intervals[i],
      convention:
        'stance predicts action; yes above 1/2, exactly 1/2 left out; ratings first scaled from their least to their most in the group',
      headline: id === 'f1',
      filter,
    }),
  );
}

const neither = 2;

/** 1 for yes, 0 for no, of each row. */
function stances(table: RecordTable, rows: Uint32Array, side: 'predictedValue' | 'observedValue'): Uint8Array {
  const [types, values] = [table.states('type'), table.numbers(side)];
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const row of rows) {
    if (types[row] === 0 || Number.isNaN(values[row])) continue;
    least = Math.min(least, values[row]!);
    most = Math.max(most, values[row]!);
  }
  return Uint8Array.from(rows, (row) => {
    const value = types[row] === 0 ? values[row]! : (values[row]! - least) / (most - least);
    return Number.isNaN(value) || value === 0.5 ? neither : Number(value > 0.5);
  });
}

/** Spearman's rho of a published summary: root mean square of rank differences over n topics. */
export function summaryMeasure(table: RecordTable, rows: Uint32Array, filter: RecordFilter): Measure[] {
  const summaries = Array.from(rows, (row) => table.summaryOf(row)).filter(
    (summary) => summary?.rankRmse !== undefined && summary.n !== undefined,
  );
  const [summary] = summaries;
  if (summary === undefined) return [];
  const { rankRmse, n } = summary as { rankRmse: number; n: number };
  const estimate =
    summaries.length > 1 ? undefinedBecause(`${summaries.length} summaries: group by model`) : rho(rankRmse, n);
  const convention =
    '1 - 6 rmse^2 / (n^2 - 1), from a published RMSE of rank differences: holds for complete ranks without ties; no interval without the ranks';
  return [measure('summarySpearman', 'Spearman, from summary', estimate, n, { convention, headline: true, filter })];
}

function rho(rmse: number, n: number): Estimate {
  if (n < 2) return undefinedBecause('fewer than two topics');
  const value = 1 - (6 * rmse * rmse) / (n * n - 1);
  return value < -1 - 1e-9 ? undefinedBecause('not of complete ranks without ties') : estimated(Math.max(-1, value));
}
