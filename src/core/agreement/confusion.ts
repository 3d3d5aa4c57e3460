import type { CodedRatings } from './codeRatings.ts';
import type { Weights } from './unitCounts.ts';

/** How often the first rater (row) and the second (column) gave which categories to the same unit. */
export type Confusion = readonly (readonly number[])[];

/** Of two raters of the ratings, over the units on which both gave a value. */
export function confusion(coded: CodedRatings, first: number, second: number, weights: Weights): Confusion {
  const { codes, raters, units, categories } = coded;
  const table = categories.map(() => new Array<number>(categories.length).fill(0));
  for (let unit = 0; unit < units; unit++) {
    const a = codes[unit * raters + first]!;
    const b = codes[unit * raters + second]!;
    if (a >= 0 && b >= 0) table[a]![b]! += weights[unit]!;
  }
  return table;
}

export interface Margins {
  readonly n: number;
  /** Share of each category: of the first rater, and of the second. */
  readonly rows: readonly number[];
  readonly columns: readonly number[];
  /** Share of units on the diagonal. */
  readonly agreement: number;
}

/** Throws for a table that is not square. Undefined for one without units. */
export function margins(table: Confusion): Margins | undefined {
  if (table.some((row) => row.length !== table.length)) throw new RangeError('a confusion table is square');
  const n = sum(table.map(sum));
  if (n === 0) return undefined;
  return {
    n,
    rows: table.map((row) => sum(row) / n),
    columns: table.map((_, column) => sum(table.map((row) => row[column]!)) / n),
    agreement: sum(table.map((row, category) => row[category]!)) / n,
  };
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
