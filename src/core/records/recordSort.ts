import { parseStatuses } from './record.ts';
import { unknown } from './recordColumns.ts';
import { brierAt, type RecordColumn, sideText } from './recordRow.ts';
import type { RecordTable } from './recordTable.ts';

/**
 * Rows in the order of a column, ties as they were, rows without a value last either way. Words are ordered without
 * regard to case, and numbers in them by size: `p-2` before `p-10`.
 */
export function sortedRows(
  table: RecordTable,
  rows: Uint32Array,
  column: RecordColumn,
  descending: boolean,
  tagsOf: (row: number) => number = () => 0,
): Uint32Array {
  const keys = keysOf(table, rows, column, tagsOf);
  const order = Uint32Array.from(rows, (_, i) => i);
  const sign = descending ? -1 : 1;
  order.sort((a, b) => {
    const [x, y] = [keys[a] as number, keys[b] as number];
    if (x === y) return a - b;
    if (Number.isNaN(x)) return Number.isNaN(y) ? a - b : 1;
    return Number.isNaN(y) ? -1 : x < y ? -sign : sign;
  });
  return order.map((i) => rows[i] as number);
}

/** A number per row to sort by; NaN for none. */
function keysOf(
  table: RecordTable,
  rows: Uint32Array,
  column: RecordColumn,
  tagsOf: (row: number) => number,
): Float64Array {
  const by = (key: (row: number) => number): Float64Array => Float64Array.from(rows, key);
  switch (column) {
    case 'forecast': {
      const forecasts = table.numbers('forecast');
      return by((row) => forecasts[row] as number);
    }
    case 'rate': {
      const [n, k, counted] = [table.counts('n'), table.counts('k'), table.states('counted')];
      return by((row) => (counted[row] === 1 ? (k[row] as number) / (n[row] as number) : Number.NaN));
    }
    case 'brier':
      return by((row) => brierAt(table, row) ?? Number.NaN);
    case 'correct': {
      const correct = table.states('correct');
      return by((row) => (correct[row] === unknown ? Number.NaN : (correct[row] as number)));
    }
    case 'tags':
      return by(tagsOf);
    case 'id':
      return ranked(rows, (row) => table.nameOf(row));
    case 'predicted':
    case 'observed': {
      const states = table.states(column === 'predicted' ? 'predictionState' : 'outcomeState');
      // What is not parsed stands together, by its state, after the answers.
      return ranked(rows, (row) =>
        states[row] === 0 ? sideText(table, row, column) : `\uffff${parseStatuses[states[row] as number]}`,
      );
    }
    default: {
      const [codes, words] = [table.codes(column), table.words(column)];
      const ranks = ranksOf(words);
      return by((row) => ranks.get(words[codes[row] as number] as string) ?? Number.NaN);
    }
  }
}

function ranked(rows: Uint32Array, textOf: (row: number) => string): Float64Array {
  const texts = Array.from(rows, textOf);
  const ranks = ranksOf(new Set(texts));
  return Float64Array.from(texts, (text) => ranks.get(text) ?? Number.NaN);
}

/** The empty string has no rank: it is no value. */
function ranksOf(texts: Iterable<string>): ReadonlyMap<string, number> {
  const keyed = [...texts]
    .filter((text) => text !== '')
    .map((text) => ({ text, key: text.toLowerCase().replace(/\d+/g, (digits) => digits.padStart(16, '0')) }));
  keyed.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : a.text < b.text ? -1 : a.text > b.text ? 1 : 0));
  return new Map(keyed.map(({ text }, rank) => [text, rank]));
}
