import { brierOf } from './forecastPair.ts';
import type { ParseStatus } from './record.ts';
import { unknown } from './recordColumns.ts';
import type { RecordTable } from './recordTable.ts';

/** The columns a table of records is sorted by. */
export const recordColumns = [
  'id',
  'model',
  'predictor',
  'property',
  'elicitation',
  'checkpoint',
  'predicted',
  'forecast',
  'observed',
  'rate',
  'correct',
  'brier',
  'tags',
] as const;
export type RecordColumn = (typeof recordColumns)[number];

/** A row of a RecordTable as plain data. */
export interface RecordRow {
  /** Place in its file, and what names it there. */
  readonly record: number;
  readonly name: string;
  readonly model: string;
  readonly predictor: string;
  readonly self?: boolean;
  readonly property: string;
  readonly elicitation: string;
  readonly checkpoint: string;
  /** Its answer, else its value. */
  readonly predicted: string;
  readonly predictionStatus: ParseStatus;
  readonly observed: string;
  readonly outcomeStatus: ParseStatus;
  readonly forecast?: number;
  readonly outcome?: number;
  readonly k?: number;
  readonly n?: number;
  readonly correct?: boolean;
  readonly brier?: number;
}

export function recordRow(table: RecordTable, row: number): RecordRow {
  const forecast = known(table.numbers('forecast')[row]);
  const outcome = known(table.numbers('outcome')[row]);
  const brier = brierAt(table, row);
  const self = table.states('self')[row];
  const correct = table.states('correct')[row];
  const n = table.counts('n')[row] as number;
  return {
    record: table.counts('record')[row] as number,
    name: table.nameOf(row),
    model: table.word(row, 'model'),
    predictor: table.word(row, 'predictor'),
    ...(self !== unknown && { self: self === 1 }),
    property: table.word(row, 'property'),
    elicitation: table.word(row, 'elicitation'),
    checkpoint: table.word(row, 'checkpoint'),
    predicted: sideText(table, row, 'predicted'),
    predictionStatus: table.statusOf(row, 'prediction'),
    observed: sideText(table, row, 'observed'),
    outcomeStatus: table.statusOf(row, 'outcome'),
    ...(forecast !== undefined && { forecast }),
    ...(outcome !== undefined && { outcome }),
    ...(n > 0 && { n, ...(table.states('counted')[row] === 1 && { k: table.counts('k')[row] as number }) }),
    ...(correct !== unknown && { correct: correct === 1 }),
    ...(brier !== undefined && { brier }),
  };
}

/** Squared error of a row whose forecast is a probability. */
export function brierAt(table: RecordTable, row: number): number | undefined {
  const forecast = known(table.numbers('forecast')[row]);
  const outcome = known(table.numbers('outcome')[row]);
  return brierOf({ ...(forecast !== undefined && { forecast }), ...(outcome !== undefined && { outcome }) });
}

/** What a side says, in short: its answer; its number where that is all. */
export function sideText(table: RecordTable, row: number, side: 'predicted' | 'observed'): string {
  const answer = table.textOf(table.texts(side)[row] as number);
  if (answer !== '') return answer;
  const value = known(table.numbers(side === 'predicted' ? 'predictedValue' : 'observedValue')[row]);
  return value === undefined ? '' : String(Number(value.toPrecision(6)));
}

const known = (value: number | undefined): number | undefined => (Number.isNaN(value) ? undefined : value);
