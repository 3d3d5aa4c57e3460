import { pairColumns } from '../pairColumns.ts';
import { partTest } from '../partTest.ts';
import type { RecordFilter } from '../recordFilter.ts';
import type { RecordTable } from '../recordTable.ts';
import { narrow } from './narrow.ts';
import type { PairPoint, PairPoints } from './scoreReport.ts';

/** More different pairs than this are gathered in cells. */
const mostPoints = 400;
/** Cells to a side. */
const side = 20;

/**
 * What was predicted against what was observed: numbers of properties that are not binary; else forecasts from 0 to 1 against the share of
 * samples. Undefined where neither varies by more than yes and no.
 */
export function pairPoints(table: RecordTable, rows: Uint32Array, filter: RecordFilter): PairPoints | undefined {
  const valued = rows.filter(partTest(table, 'values'));
  if (valued.length > 0) return gather('values', table, valued, filter);
  const counts = table.counts('n');
  const [forecast, outcome] = [table.numbers('forecast'), table.numbers('outcome')];
  const isProbability = (row: number): boolean => forecast[row]! >= 0 && forecast[row]! <= 1;
  const forecasts = rows.filter(partTest(table, 'forecasts')).filter(isProbability);
  if (!forecasts.some((row) => counts[row]! > 1 && outcome[row]! > 0 && outcome[row]! < 1)) return undefined;
  return gather('forecasts', table, forecasts, filter);
}

/** Sums over the records of one pair, or of one cell, and the box that holds them. */
interface Cell {
  n: number;
  sumX: number;
  sumY: number;
  lowX: number;
  highX: number;
  lowY: number;
  highY: number;
}

function gather(of: PairPoints['of'], table: RecordTable, rows: Uint32Array, filter: RecordFilter): PairPoints {
  const [x, y] = pairColumns(table, of);
  const pairs = cellsBy(rows, x, y, (row) => `${x[row]} ${y[row]}`, mostPoints);
  const cells = pairs ?? gridCells(rows, x, y);
  const points = cells.map(({ n, sumX, sumY, ...box }): PairPoint => {
    const predicted = { low: box.lowX, high: box.highX };
    const observed = { low: box.lowY, high: box.highY };
    // A mean of equal numbers may differ from them by rounding.
    const mean = (sum: number, { low, high }: { low: number; high: number }): number =>
      Math.min(high, Math.max(low, sum / n));
    return {
      predicted: mean(sumX, predicted),
      observed: mean(sumY, observed),
      n,
      filter: narrow(filter, { has: [of], pair: { of, predicted, observed } }),
    };
  });
  return {
    of,
    gathered: pairs === undefined,
    points: points.sort((a, b) => a.predicted - b.predicted || a.observed - b.observed),
  };
}

function gridCells(rows: Uint32Array, x: Float64Array, y: Float64Array): readonly Cell[] {
  const [column, line] = [stepper(rows, x), stepper(rows, y)];
  return cellsBy(rows, x, y, (row) => column(row) * side + line(row), side * side) as readonly Cell[];
}

/** In which of the equal steps from the least to the largest value a row is. */
function stepper(rows: Uint32Array, values: Float64Array): (row: number) => number {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const row of rows) {
    low = Math.min(low, values[row]!);
    high = Math.max(high, values[row]!);
  }
  if (high === low) return () => 0;
  // Halves, so that the width of all that a number can be is one too.
  const width = high / 2 - low / 2;
  return (row) => Math.min(side - 1, Math.floor(((values[row]! / 2 - low / 2) / width) * side));
}

/** Undefined as soon as there are more than `most`. */
function cellsBy<K>(
  rows: Uint32Array,
  x: Float64Array,
  y: Float64Array,
  keyOf: (row: number) => K,
  most: number,
): readonly Cell[] | undefined {
  const cells = new Map<K, Cell>();
  for (const row of rows) {
    const key = keyOf(row);
    const [left, up] = [x[row]!, y[row]!];
    const cell = cells.get(key);
    if (cell === undefined) {
      if (cells.size === most) return undefined;
      cells.set(key, { n: 1, sumX: left, sumY: up, lowX: left, highX: left, lowY: up, highY: up });
      continue;
    }
    cell.n++;
    cell.sumX += left;
    cell.sumY += up;
    cell.lowX = Math.min(cell.lowX, left);
    cell.highX = Math.max(cell.highX, left);
    cell.lowY = Math.min(cell.lowY, up);
    cell.highY = Math.max(cell.highY, up);
  }
  return [...cells.values()];
}
