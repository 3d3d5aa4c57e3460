import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dimensionOf, dimensions } from '../../../src/core/records/dimensions.ts';
import { brierOf, forecastPair } from '../../../src/core/records/forecastPair.ts';
import { type PredictionRecord, parseStatuses } from '../../../src/core/records/record.ts';
import { type RecordFilter, type RecordPart, recordParts } from '../../../src/core/records/recordFilter.ts';
import type { RecordColumn, RecordRow } from '../../../src/core/records/recordRow.ts';
import { RecordTable } from '../../../src/core/records/recordTable.ts';
import { makeRecord, randomRecord } from '../../support/madeRecords.ts';
import { makeRandom, type Random } from '../../support/random.ts';

function tableOf(records: readonly PredictionRecord[]): RecordTable {
  const table = new RecordTable();
  for (const [record, prediction] of records.entries())
    table.add({ record, name: prediction.id, prediction }, 'a.jsonl');
  return table;
}

const random = makeRandom();
console.log(`seed ${random.seed}`);

/** What a filter means, said as plainly as can be. */
function holds(record: PredictionRecord, filter: RecordFilter): boolean {
  const pair = forecastPair(record);
  const text = filter.text?.toLowerCase();
  const texts = [record.id, record.scenario.id, pair.predictedAnswer, pair.observedAnswer];
  const { forecast } = pair;
  const bin = filter.forecast;
  const number = record.property.type !== 'binary';
  const has: Readonly<Record<RecordPart, boolean>> = {
    answers: pair.correct !== undefined,
    forecasts: forecast !== undefined && pair.outcome !== undefined,
    values: number && pair.predictedValue !== undefined && pair.observedValue !== undefined,
    predictedValue: number && pair.predictedValue !== undefined,
    observedValue: number && pair.observedValue !== undefined,
    samples: (pair.n ?? 0) >= 2 && (pair.mode ?? 0) > 0,
  };
  return (
    dimensions.every((each) => filter.where?.[each]?.includes(dimensionOf(record, each, 'a.jsonl')) ?? true) &&
    (filter.prediction?.includes(record.prediction.parseStatus) ?? true) &&
    (filter.outcome?.includes(record.outcome.parseStatus) ?? true) &&
    (filter.correct === undefined || filter.correct === pair.correct) &&
    (filter.has ?? []).every((part) => has[part]) &&
    (filter.scenarios?.includes(record.scenario.id ?? record.id) ?? true) &&
    (text === undefined || texts.some((each) => each?.toLowerCase().includes(text))) &&
    (bin === undefined ||
      (forecast !== undefined &&
        (forecast > bin.low || (forecast === bin.low && bin.closed !== 'right')) &&
        (forecast < bin.high || (forecast === bin.high && bin.closed !== 'left'))))
  );
}

function randomFilter({ chance, pick, int }: Random): RecordFilter {
  const low = int(8) / 10;
  return {
    ...(chance(0.4) && {
      where: { model: [pick(['alpha', '']), 'beta'].slice(0, 1 + int(2)), kind: ['self', 'cross', ''].slice(int(3)) },
    }),
    ...(chance(0.2) && { where: { file: [pick(['a.jsonl', 'b.jsonl'])], property: ['tone', 'refuses'] } }),
    ...(chance(0.3) && { prediction: parseStatuses.slice(0, 1 + int(3)) }),
    ...(chance(0.3) && { outcome: [pick(parseStatuses)] }),
    ...(chance(0.3) && { correct: chance(0.5) }),
    ...(chance(0.3) && { has: [pick(recordParts), pick(recordParts)] }),
    ...(chance(0.3) && { scenarios: ['s-1', 's-2', 'p-7', 'nowhere'] }),
    ...(chance(0.3) && { text: pick(['P-1', 's-3', 'YES', 'lyon', '', 'nothing']) }),
    ...(chance(0.4) && { forecast: { low, high: low + 0.2, closed: pick(['left', 'right', 'both'] as const) } }),
  };
}

test('rows, filters and values are those of the records themselves', () => {
  const records = Array.from({ length: 600 }, (_, i) => randomRecord(random, i));
  const table = tableOf(records);
  for (const [i, record] of records.entries()) {
    const pair = forecastPair(record);
    const row = table.row(i);
    assert.equal(row.name, record.id);
    assert.equal(row.record, i);
    for (const key of ['forecast', 'outcome', 'correct', 'n'] as const) assert.equal(row[key], pair[key], key);
    assert.equal(row.k, pair.k);
    assert.equal(row.brier, brierOf(pair));
    assert.equal(row.predictionStatus, record.prediction.parseStatus);
    assert.equal(row.outcomeStatus, record.outcome.parseStatus);
    assert.equal(row.predictor, record.predictorModel ?? record.model ?? '');
    if (pair.predictedAnswer !== undefined) assert.equal(row.predicted, pair.predictedAnswer);
    for (const dimension of dimensions) {
      assert.equal(table.word(i, dimension), dimensionOf(record, dimension, 'a.jsonl'));
    }
    assert.equal(table.word(i, 'predictedAt'), record.prediction.checkpoint ?? record.checkpoint ?? '');
    assert.equal(table.textOf(table.texts('scenario')[i] as number), record.scenario.id ?? record.id);
    assert.deepEqual(table.propertyOf(i), record.property);
  }
  for (let i = 0; i < 300; i++) {
    const filter = randomFilter(random);
    const expected = records.flatMap((record, row) => (holds(record, filter) ? [row] : []));
    assert.deepEqual([...table.select(filter)], expected, JSON.stringify(filter));
  }
  for (const dimension of dimensions) {
    const values = table.dimensionValues(dimension);
    assert.equal(
      values.reduce((sum, { n }) => sum + n, 0),
      records.length,
    );
    for (const { value, n } of values)
      assert.equal(records.filter((record) => dimensionOf(record, dimension, 'a.jsonl') === value).length, n);
    assert.deepEqual(
      values,
      values.toSorted((a, b) => b.n - a.n),
    );
  }
  const some = table.select({ where: { model: ['alpha'] } });
  assert.deepEqual(table.dimensionValues('model', some), [{ value: 'alpha', n: some.length }]);
});

test('a sort is a stable order of the same rows, what has no value last either way', () => {
  const table = tableOf(Array.from({ length: 400 }, (_, i) => randomRecord(random, i)));
  const rows = table.select({ where: { kind: ['self', 'cross'] } });
  const plain: Partial<Record<RecordColumn, (row: RecordRow) => number | undefined>> = {
    forecast: (row) => row.forecast,
    rate: (row) => (row.k === undefined ? undefined : row.k / (row.n as number)),
    brier: (row) => row.brier,
    correct: (row) => (row.correct === undefined ? undefined : Number(row.correct)),
  };
  for (const [column, keyOf] of Object.entries(plain)) {
    for (const descending of [false, true]) {
      const sorted = table.sorted(rows, column as RecordColumn, descending);
      const expected = [...rows].sort((a, b) => {
        const [x, y] = [keyOf(table.row(a)), keyOf(table.row(b))];
        if (x === undefined || y === undefined) return Number(x === undefined) - Number(y === undefined) || a - b;
        return (descending ? y - x : x - y) || a - b;
      });
      assert.deepEqual([...sorted], expected, `${column} ${descending}`);
    }
  }
  for (const column of [
    'id',
    'model',
    'predictor',
    'property',
    'elicitation',
    'checkpoint',
    'predicted',
    'observed',
  ] as const) {
    const sorted = table.sorted(rows, column, false);
    assert.deepEqual(
      [...sorted].sort((a, b) => a - b),
      [...rows],
    );
    assert.deepEqual([...table.sorted(sorted, column, false)], [...sorted], `${column} is stable`);
  }
});

const named = (column: RecordColumn, descending: boolean, records: readonly PredictionRecord[]): string[] => {
  const table = tableOf(records);
  return [...table.sorted(table.select({}), column, descending)].map((row) => table.nameOf(row));
};

test('ids with numbers in them are in the order of the numbers', () => {
  const records = ['p-10', 'P-9', 'p-2', 'a'].map((id) => makeRecord({ id }));
  assert.deepEqual(named('id', false, records), ['a', 'p-2', 'P-9', 'p-10']);
  assert.deepEqual(named('id', true, records), ['p-10', 'P-9', 'p-2', 'a']);
});

test('what is not parsed stands after the answers, and what says nothing last', () => {
  const said = (id: string, over: Partial<PredictionRecord['prediction']>): PredictionRecord =>
    makeRecord({ id, prediction: { parseStatus: 'ok', ...over } });
  const records = [
    said('none', {}),
    said('refused', { parseStatus: 'refused' }),
    said('no', { answer: 'no' }),
    said('yes', { answer: 'yes' }),
  ];
  assert.deepEqual(named('predicted', false, records), ['no', 'yes', 'refused', 'none']);
  assert.deepEqual(named('predicted', true, records), ['refused', 'yes', 'no', 'none']);
});

test('rows are named as their file names them, and a record that cannot be read is counted', () => {
  const table = new RecordTable();
  table.add({ record: 0, name: '#0', prediction: makeRecord({ id: 'twice' }) });
  table.add({ record: 1, name: 'else', prediction: makeRecord({ id: 'twice' }) });
  table.add({
    record: 2,
    name: '#2',
    problem: { code: 'json.invalid', severity: 'error', facts: {}, at: { line: 3 } },
  });
  assert.deepEqual([table.nameOf(0), table.nameOf(1), table.length, table.problemCount], ['#0', 'else', 2, 1]);
  assert.equal(table.problems[0]?.at.line, 3);
});

test('a long answer is kept by its beginning, and told from others that begin alike', () => {
  const long = 'x'.repeat(100_000);
  const answer = (text: string): PredictionRecord =>
    makeRecord({
      property: { name: 'p', type: 'freeform' },
      prediction: { parseStatus: 'ok', answer: text },
      outcome: { parseStatus: 'ok', answer: long },
    });
  const table = tableOf([answer(long), answer(`${long}y`), answer(long)]);
  const [a, b, c] = table.texts('predicted');
  assert.equal(a, c);
  assert.notEqual(a, b);
  assert.deepEqual([...table.states('correct')], [1, 0, 1]);
  assert.ok(table.row(0).predicted.length < 500);
  assert.ok(table.byteLength < 1e6);
});

test('more than 256 and 65 536 different words are kept apart', () => {
  const table = new RecordTable();
  for (let i = 0; i < 70_000; i++)
    table.add({ record: i, name: '', prediction: makeRecord({ id: 'same', model: `m${i}` }) });
  for (const i of [0, 255, 256, 65_535, 65_536, 69_999]) assert.equal(table.word(i, 'model'), `m${i}`);
  assert.deepEqual([...table.select({ where: { model: ['m65536'] } })], [65_536]);
});

test('a million records weigh less than 150 MB', () => {
  const table = new RecordTable();
  const models = ['alpha', 'beta', 'gamma'];
  for (let i = 0; i < 1_000_000; i++) {
    const prediction = makeRecord({
      id: `record-${i}`,
      model: models[i % 3] as string,
      checkpoint: i % 2 === 0 ? 'before' : 'after',
      scenario: { id: `scenario-${i % 500_000}` },
      property: { name: `property ${i % 20}`, type: 'binary' },
      prediction: { parseStatus: 'ok', probability: (i % 101) / 100 },
      outcome: { parseStatus: 'ok', n: 10, k: i % 11 },
    });
    table.add({ record: i, name: prediction.id, prediction });
  }
  assert.ok(table.byteLength < 150e6, `${table.byteLength} bytes`);
  assert.equal(table.nameOf(999_999), 'record-999999');
  assert.equal(table.select({ text: 'record-99999' }).length, 11);
});
