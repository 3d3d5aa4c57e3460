import { type Dimension, dimensions } from './dimensions.ts';
import { pairColumns } from './pairColumns.ts';
import { partTest } from './partTest.ts';
import { type ParseStatus, parseStatuses } from './record.ts';
import type { RecordFilter } from './recordFilter.ts';
import type { RecordTable } from './recordTable.ts';

type Test = (row: number) => boolean;

/** Numbers of the rows for which every condition holds, in order. Text is sought in ids, scenarios and answers. */
export function selectRows(table: RecordTable, filter: RecordFilter): Uint32Array {
  const tests = testsOf(table, filter);
  const rows = new Uint32Array(table.length);
  let count = 0;
  for (let row = 0; row < table.length; row++) if (tests.every((test) => test(row))) rows[count++] = row;
  return rows.slice(0, count);
}

function testsOf(table: RecordTable, filter: RecordFilter): Test[] {
  const tests: Test[] = [];
  for (const dimension of dimensions) {
    const values = filter.where?.[dimension];
    if (values !== undefined) tests.push(wordTest(table, dimension, values));
  }
  if (filter.prediction !== undefined) tests.push(stateTest(table.states('predictionState'), filter.prediction));
  if (filter.outcome !== undefined) tests.push(stateTest(table.states('outcomeState'), filter.outcome));
  if (filter.correct !== undefined) {
    const [correct, wanted] = [table.states('correct'), Number(filter.correct)];
    tests.push((row) => correct[row] === wanted);
  }
  for (const part of filter.has ?? []) tests.push(partTest(table, part));
  if (filter.forecast !== undefined) tests.push(binTest(table.numbers('forecast'), filter.forecast));
  if (filter.pair !== undefined) tests.push(pairTest(table, filter.pair));
  if (filter.scenarios !== undefined) {
    const wanted = new Set(filter.scenarios.map((scenario) => table.textNumber(scenario)));
    const scenarios = table.texts('scenario');
    tests.push((row) => wanted.has(scenarios[row]));
  }
  if (filter.text !== undefined && filter.text !== '') tests.push(textTest(table, filter.text));
  return tests;
}

function wordTest(table: RecordTable, dimension: Dimension, values: readonly string[]): Test {
  const codes = table.codes(dimension);
  const wanted = Uint8Array.from(table.words(dimension), (word) => Number(values.includes(word)));
  return (row) => wanted[codes[row] as number] === 1;
}

function stateTest(states: Uint8Array, wanted: readonly ParseStatus[]): Test {
  const numbers = parseStatuses.map((status) => wanted.includes(status));
  return (row) => numbers[states[row] as number] === true;
}

function binTest(forecasts: Float64Array, bin: NonNullable<RecordFilter['forecast']>): Test {
  const { low, high, closed } = bin;
  return (row) => {
    const forecast = forecasts[row] as number;
    const above = closed === 'right' ? forecast > low : forecast >= low;
    const below = closed === 'left' ? forecast < high : forecast <= high;
    return above && below;
  };
}

function pairTest(table: RecordTable, { of, predicted, observed }: NonNullable<RecordFilter['pair']>): Test {
  const [x, y] = pairColumns(table, of);
  const within = (value: number, { low, high }: { low: number; high: number }): boolean =>
    value >= low && value <= high;
  return (row) => within(x[row]!, predicted) && within(y[row]!, observed);
}

/** Each string is looked at once, however many rows have it. */
function textTest(table: RecordTable, text: string): Test {
  const sought = text.toLowerCase();
  // 0 not looked at, 1 without, 2 with.
  const seen = new Uint8Array(table.textCount);
  const columns = (['id', 'scenario', 'predicted', 'observed'] as const).map((name) => table.texts(name));
  const holds = (number: number): boolean => {
    if (seen[number] === 0) seen[number] = table.textOf(number).toLowerCase().includes(sought) ? 2 : 1;
    return seen[number] === 2;
  };
  return (row) => columns.some((column) => holds(column[row] as number));
}
