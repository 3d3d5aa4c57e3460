import type { PredictionRecord } from '../../../../src/core/records/record.ts';
import { RecordTable } from '../../../../src/core/records/recordTable.ts';

/** A table of these records, in this order. */
export function tableOf(records: readonly PredictionRecord[]): RecordTable {
  const table = new RecordTable();
  for (const [record, prediction] of records.entries()) table.add({ record, name: prediction.id, prediction });
  return table;
}

export const allRows = (table: RecordTable): Uint32Array => Uint32Array.from({ length: table.length }, (_, i) => i);

let made = 0;

/** A binary record: forecast p, outcome 0 or 1, or k of n. */
export function binary(
  p: number,
  y: number | readonly [k: number, n: number],
  more: Partial<PredictionRecord> = {},
): PredictionRecord {
  return {
    id: `r${made++}`,
    scenario: {},
    property: { name: 'lies', type: 'binary' },
    prediction: { parseStatus: 'ok', probability: p },
    outcome:
      typeof y === 'number'
        ? { parseStatus: 'ok', answer: y === 1 ? 'yes' : 'no' }
        : { parseStatus: 'ok', k: y[0], n: y[1] },
    ...more,
  };
}

/** A categorical record; an undefined side could not be parsed. */
export function answered(
  predicted: string | undefined,
  observed: string | undefined,
  more: Partial<PredictionRecord> = {},
): PredictionRecord {
  const side = (answer: string | undefined) =>
    answer === undefined ? ({ parseStatus: 'unparseable' } as const) : ({ parseStatus: 'ok', answer } as const);
  return {
    id: `r${made++}`,
    scenario: {},
    property: { name: 'first word', type: 'categorical' },
    prediction: side(predicted),
    outcome: side(observed),
    ...more,
  };
}

/** A numeric record. */
export function rated(
  predicted: number | undefined,
  observed: number | undefined,
  more: Partial<PredictionRecord> = {},
): PredictionRecord {
  const side = (value: number | undefined) =>
    value === undefined ? ({ parseStatus: 'missing' } as const) : ({ parseStatus: 'ok', value } as const);
  return {
    id: `r${made++}`,
    scenario: {},
    property: { name: 'safety', type: 'numeric' },
    prediction: side(predicted),
    outcome: side(observed),
    ...more,
  };
}
