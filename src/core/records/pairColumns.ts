import type { RecordFilter } from './recordFilter.ts';
import type { RecordTable } from './recordTable.ts';

/** What was predicted and what was observed, a number per row. One function for points of a plot and for the filter that shows the records behind them. */
export function pairColumns(
  table: RecordTable,
  of: NonNullable<RecordFilter['pair']>['of'],
): readonly [predicted: Float64Array, observed: Float64Array] {
  return of === 'values'
    ? [table.numbers('predictedValue'), table.numbers('observedValue')]
    : [table.numbers('forecast'), table.numbers('outcome')];
}
