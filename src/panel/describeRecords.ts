import { dimensions } from '../core/records/dimensions.ts';
import type { RecordColumn } from '../core/records/recordRow.ts';
import type { RecordTable } from '../core/records/recordTable.ts';
import type { DidDescribeRecords, ScoreView } from './recordMessages.ts';

const mostValues = 200;

/** What a table of records can be shown by. */
export function describeRecords(table: RecordTable): Omit<DidDescribeRecords, 'type' | 'problems'> {
  return {
    count: table.length,
    dimensions: dimensions.map((id) => ({ id, values: table.dimensionValues(id).slice(0, mostValues) })),
    blank: blankColumns(table),
    views: viewsOf(table),
  };
}

function viewsOf(table: RecordTable): ScoreView[] {
  if (table.length === 0) return [];
  const moves = table.dimensionValues('checkpoint').length > 1;
  return moves ? ['scores', 'change', 'gap'] : ['scores', 'gap'];
}

/** Columns in which no record has anything. */
function blankColumns(table: RecordTable): RecordColumn[] {
  const noneOf = (column: ArrayLike<number>, blank: (value: number) => boolean): boolean => {
    for (let i = 0; i < column.length; i++) if (!blank(column[i] as number)) return false;
    return true;
  };
  const missing = Number.isNaN;
  const zero = (value: number): boolean => value === 0;
  const forecast = noneOf(table.numbers('forecast'), missing);
  const columns: readonly (readonly [RecordColumn, boolean])[] = [
    ['model', noneOf(table.codes('model'), (code) => table.words('model')[code] === '')],
    ['predictor', noneOf(table.codes('predictor'), (code) => table.words('predictor')[code] === '')],
    ['elicitation', noneOf(table.codes('elicitation'), (code) => table.words('elicitation')[code] === '')],
    ['checkpoint', noneOf(table.codes('checkpoint'), (code) => table.words('checkpoint')[code] === '')],
    ['forecast', forecast],
    ['brier', forecast || noneOf(table.numbers('outcome'), missing)],
    ['rate', noneOf(table.counts('n'), zero)],
    ['correct', noneOf(table.states('correct'), (value) => value > 1)],
  ];
  return columns.flatMap(([column, blank]) => (blank ? [column] : []));
}
