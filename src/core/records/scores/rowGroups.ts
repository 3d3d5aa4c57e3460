import type { Dimension } from '../dimensions.ts';
import type { RecordTable } from '../recordTable.ts';
import { combineCodes } from './combineCodes.ts';

export interface RowGroup {
  readonly key: Readonly<Partial<Record<Dimension, string>>>;
  readonly rows: Uint32Array;
}

/** Rows by their values in some dimensions, ordered by these; without dimensions all are one group. */
export function rowGroups(table: RecordTable, rows: Uint32Array, by: readonly Dimension[]): RowGroup[] {
  if (by.length === 0) return [{ key: {}, rows }];
  const { codes, count } = combineCodes(by.map((dimension) => pick(table.codes(dimension), rows)));
  const sizes = new Uint32Array(count);
  for (const code of codes) sizes[code]!++;
  const groups = Array.from(sizes, (size) => new Uint32Array(size));
  const filled = new Uint32Array(count);
  for (const [i, code] of codes.entries()) groups[code]![filled[code]!++] = rows[i]!;
  return groups
    .map((own) => ({
      key: Object.fromEntries(by.map((dimension) => [dimension, table.word(own[0]!, dimension)])),
      rows: own,
    }))
    .sort((a, b) => compareKeys(a.key, b.key, by));
}

/** The values of a column in some rows. */
export function pick(column: ArrayLike<number>, rows: Uint32Array): Float64Array {
  const picked = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) picked[i] = column[rows[i]!]!;
  return picked;
}

function compareKeys(a: RowGroup['key'], b: RowGroup['key'], by: readonly Dimension[]): number {
  for (const dimension of by) {
    const order = naturally.compare(a[dimension] ?? '', b[dimension] ?? '');
    if (order !== 0) return order;
  }
  return 0;
}

const naturally = new Intl.Collator('en', { numeric: true });
