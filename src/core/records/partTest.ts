import { propertyTypes, unknown } from './recordColumns.ts';
import type { RecordPart } from './recordFilter.ts';
import type { RecordTable } from './recordTable.ts';

/** Whether a row has what a score needs of it. One function for the scores and for the filter that shows the records behind them. */
export function partTest(table: RecordTable, part: RecordPart): (row: number) => boolean {
  switch (part) {
    case 'answers': {
      const correct = table.states('correct');
      return (row) => correct[row] !== unknown;
    }
    case 'forecasts': {
      const [forecast, outcome] = [table.numbers('forecast'), table.numbers('outcome')];
      return (row) => !Number.isNaN(forecast[row]) && !Number.isNaN(outcome[row]);
    }
    case 'values': {
      const [predicted, observed] = [partTest(table, 'predictedValue'), partTest(table, 'observedValue')];
      return (row) => predicted(row) && observed(row);
    }
    case 'predictedValue':
    case 'observedValue': {
      const [values, types] = [table.numbers(part), table.states('type')];
      const binary = propertyTypes.indexOf('binary');
      return (row) => types[row] !== binary && !Number.isNaN(values[row]);
    }
    case 'samples': {
      const [n, mode] = [table.counts('n'), table.counts('mode')];
      return (row) => n[row]! >= 2 && mode[row]! > 0;
    }
  }
}
