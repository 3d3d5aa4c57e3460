import type { Problem } from '../problem.ts';
import type { PredictionRow } from '../readers/reader.ts';
import { CodeColumn } from './codeColumn.ts';
import { type Dimension, dimensionOf, dimensions } from './dimensions.ts';
import { forecastPair } from './forecastPair.ts';
import { type ParseStatus, type PredictionRecord, type Property, parseStatuses } from './record.ts';
import {
  type CountColumn,
  countNames,
  type NumberColumn,
  numberNames,
  propertyTypes,
  type StateColumn,
  stateNames,
  type TextColumn,
  textNames,
  unknown,
} from './recordColumns.ts';
import type { RecordFilter } from './recordFilter.ts';
import { selectRows } from './recordQuery.ts';
import { type RecordColumn, type RecordRow, recordRow } from './recordRow.ts';
import { sortedRows } from './recordSort.ts';
import { grown, StringPool } from './stringPool.ts';

/** A longer text is kept by its beginning and a hash: enough to show it, and to tell it from others. */
const longestText = 400;

/**
 * The records of one or several files as columns: what tables, filters and scores need of them, about 100 bytes a
 * record besides its id and scenario (a million of them: 150 MB), whatever their texts weigh. Rows are numbered as they were added.
 */
export class RecordTable {
  #length = 0;
  readonly #pool = new StringPool();
  readonly #numbers = columns(numberNames, () => new Float64Array(1 << 8));
  readonly #counts = columns(countNames, () => new Uint32Array(1 << 8));
  readonly #texts = columns(textNames, () => new Uint32Array(1 << 8));
  readonly #states = columns(stateNames, () => new Uint8Array(1 << 8));
  readonly #dimensions = columns(dimensions, () => new CodeColumn());
  readonly #predictedAt = new CodeColumn();
  readonly #otherNames = new Map<number, string>();
  readonly #summaries = new Map<number, NonNullable<PredictionRecord['summary']>>();
  readonly #problems: Problem[] = [];
  #problemCount = 0;
  #lastProperty: { readonly key: number; readonly property: Property } | undefined;

  get length(): number {
    return this.#length;
  }

  /** Of the records that could not be read: the first hundred, and how many there are. They are no rows. */
  get problems(): readonly Problem[] {
    return this.#problems;
  }

  get problemCount(): number {
    return this.#problemCount;
  }

  /** Bytes of all columns and strings: what the table weighs. */
  get byteLength(): number {
    const arrays = [this.#numbers, this.#counts, this.#texts, this.#states].flatMap((group) => Object.values(group));
    const coded = [...Object.values(this.#dimensions), this.#predictedAt];
    return [...arrays, ...coded, this.#pool].reduce((sum, { byteLength }) => sum + byteLength, 0);
  }

  add(row: PredictionRow, file = ''): void {
    const { prediction: record, problem } = row;
    if (problem !== undefined && this.#problemCount++ < 100) this.#problems.push(problem);
    if (record === undefined) return;
    const at = this.#length++;
    if (at >= this.#numbers.forecast.length) this.#grow();
    const pair = forecastPair(record);
    this.#numbers.forecast[at] = pair.forecast ?? Number.NaN;
    this.#numbers.outcome[at] = pair.outcome ?? Number.NaN;
    this.#numbers.predictedValue[at] = pair.predictedValue ?? Number.NaN;
    this.#numbers.observedValue[at] = pair.observedValue ?? Number.NaN;
    this.#counts.n[at] = pair.n ?? 0;
    this.#counts.k[at] = pair.k ?? 0;
    this.#counts.mode[at] = pair.mode ?? 0;
    this.#counts.record[at] = row.record;
    this.#states.counted[at] = Number(pair.k !== undefined);
    this.#texts.id[at] = this.#pool.add(record.id);
    this.#texts.scenario[at] = this.#pool.add(record.scenario.id ?? record.id);
    this.#texts.predicted[at] = this.#pool.add(kept(pair.predictedAnswer ?? ''));
    this.#texts.observed[at] = this.#pool.add(kept(pair.observedAnswer ?? ''));
    this.#texts.property[at] = this.#pool.add(JSON.stringify(record.property));
    this.#states.predictionState[at] = parseStatuses.indexOf(record.prediction.parseStatus);
    this.#states.outcomeState[at] = parseStatuses.indexOf(record.outcome.parseStatus);
    this.#states.correct[at] = pair.correct === undefined ? unknown : Number(pair.correct);
    this.#states.type[at] = propertyTypes.indexOf(record.property.type);
    for (const dimension of dimensions) this.#dimensions[dimension].push(dimensionOf(record, dimension, file));
    this.#predictedAt.push(record.prediction.checkpoint ?? record.checkpoint ?? '');
    const kind = this.#dimensions.kind.at(at);
    this.#states.self[at] = kind === '' ? unknown : Number(kind === 'self');
    this.#states.naming[at] = row.name === record.id ? 0 : row.name === `#${row.record}` ? 1 : 2;
    if (this.#states.naming[at] === 2) this.#otherNames.set(at, row.name);
    if (record.summary !== undefined) this.#summaries.set(at, record.summary);
  }

  /** A column, one value a row: a view that holds until more is added. */
  numbers(name: NumberColumn): Float64Array {
    return this.#numbers[name].subarray(0, this.#length);
  }

  counts(name: CountColumn): Uint32Array {
    return this.#counts[name].subarray(0, this.#length);
  }

  /** Scenarios, where a record names none, are its id. `property` is the whole property as JSON: see `propertyOf`. */
  texts(name: TextColumn): Uint32Array {
    return this.#texts[name].subarray(0, this.#length);
  }

  /** `predictionState`, `outcomeState` into `parseStatuses`, `type` into `propertyTypes`; `counted`: whether `k` is known. */
  states(name: StateColumn): Uint8Array {
    return this.#states[name].subarray(0, this.#length);
  }

  /** Numbers into `words(dimension)`. `predictedAt` is the prediction's own checkpoint. */
  codes(dimension: Dimension | 'predictedAt'): Uint8Array | Uint16Array | Uint32Array {
    return this.#coded(dimension).codes;
  }

  words(dimension: Dimension | 'predictedAt'): readonly string[] {
    return this.#coded(dimension).words;
  }

  /** The string of a number of a text column; numbers below `textCount`, 0 is the empty string. */
  textOf(text: number): string {
    return this.#pool.at(text);
  }

  get textCount(): number {
    return this.#pool.size;
  }

  textNumber(text: string): number | undefined {
    return this.#pool.find(text);
  }

  word(row: number, dimension: Dimension | 'predictedAt'): string {
    return this.#coded(dimension).at(row);
  }

  propertyOf(row: number): Property {
    const key = this.#texts.property[row] as number;
    if (this.#lastProperty?.key !== key) {
      this.#lastProperty = { key, property: JSON.parse(this.#pool.at(key)) as Property };
    }
    return this.#lastProperty.property;
  }

  summaryOf(row: number): PredictionRecord['summary'] {
    return this.#summaries.get(row);
  }

  /** What names the record in its file. */
  nameOf(row: number): string {
    const naming = this.#states.naming[row];
    if (naming === 2) return this.#otherNames.get(row) as string;
    return naming === 1 ? `#${this.#counts.record[row]}` : this.#pool.at(this.#texts.id[row] as number);
  }

  statusOf(row: number, side: 'prediction' | 'outcome'): ParseStatus {
    const states = side === 'prediction' ? this.#states.predictionState : this.#states.outcomeState;
    return parseStatuses[states[row] as number] as ParseStatus;
  }

  /** Values of a dimension among all rows (or some), most frequent first, with how many rows have each. */
  dimensionValues(dimension: Dimension, rows?: Uint32Array): { readonly value: string; readonly n: number }[] {
    const { codes, words } = this.#dimensions[dimension];
    const counts = new Uint32Array(words.length);
    if (rows === undefined) for (const code of codes) counts[code] = (counts[code] as number) + 1;
    else
      for (const row of rows) {
        const code = codes[row] as number;
        counts[code] = (counts[code] as number) + 1;
      }
    return words
      .flatMap((value, code) => (counts[code] === 0 ? [] : [{ value, n: counts[code] as number }]))
      .sort((a, b) => b.n - a.n);
  }

  /** Numbers of the rows that a filter asks for, in order. */
  select(filter: RecordFilter): Uint32Array {
    return selectRows(this, filter);
  }

  /** The rows in another order, ties as they were; rows without a value last. `tagsOf` counts a row's tags. */
  sorted(rows: Uint32Array, column: RecordColumn, descending: boolean, tagsOf?: (row: number) => number): Uint32Array {
    return sortedRows(this, rows, column, descending, tagsOf);
  }

  row(row: number): RecordRow {
    return recordRow(this, row);
  }

  #coded(dimension: Dimension | 'predictedAt'): CodeColumn {
    return dimension === 'predictedAt' ? this.#predictedAt : this.#dimensions[dimension];
  }

  #grow(): void {
    for (const group of [this.#numbers, this.#counts, this.#texts, this.#states]) {
      const arrays = group as Record<string, Float64Array | Uint32Array | Uint8Array>;
      for (const [name, array] of Object.entries(arrays)) arrays[name] = grown(array, this.#length);
    }
  }
}

function columns<Name extends string, Column>(names: readonly Name[], make: () => Column): Record<Name, Column> {
  return Object.fromEntries(names.map((name) => [name, make()])) as Record<Name, Column>;
}

function kept(text: string): string {
  if (text.length <= longestText) return text;
  let [a, b] = [0x811c9dc5, 0x9747b28c];
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    a = Math.imul(a ^ unit, 0x01000193);
    b = Math.imul(b ^ unit, 0x5bd1e995) + i;
  }
  return `${text.slice(0, longestText)}… (${text.length}, ${(a >>> 0).toString(16)}${(b >>> 0).toString(16)})`;
}
