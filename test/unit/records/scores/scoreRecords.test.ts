import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PredictionRecord } from '../../../../src/core/records/record.ts';
import type { RecordFilter } from '../../../../src/core/records/recordFilter.ts';
import { scoreTable } from '../../../../src/core/records/scores/scoreRecords.ts';
import type { Measure, ScoreGroup, ScoreReport } from '../../../../src/core/records/scores/scoreReport.ts';
import type { ScoreSettings } from '../../../../src/core/records/scores/scoreSettings.ts';
import { makeRandom, type Random } from '../../../support/random.ts';
import { allRows, answered, binary, rated, tableOf } from './madeRecords.ts';

function score(records: readonly PredictionRecord[], settings: ScoreSettings = {}): Promise<ScoreReport> {
  const table = tableOf(records);
  return scoreTable(table, allRows(table), { resamples: 100, ...settings });
}

async function scored(records: readonly PredictionRecord[], settings?: ScoreSettings): Promise<ScoreGroup> {
  return (await score(records, settings)).groups[0]!;
}

function find({ measures }: ScoreGroup, id: string): Measure {
  const found = measures.find((measure) => measure.id === id);
  assert.ok(found, `no ${id} among ${measures.map((measure) => measure.id).join(', ')}`);
  return found;
}

function value(group: ScoreGroup, id: string): number | string {
  const { estimate } = find(group, id);
  return estimate.kind === 'value' ? Number(estimate.value.toFixed(12)) : estimate.reason;
}

const levels = [
  [0.1, 0, 0, 0, 1],
  [0.3, 0, 0, 0, 1],
  [0.5, 0, 0, 1, 1],
  [0.7, 0, 1, 1, 1],
  [0.9, 1, 1, 1, 1],
];

test('the worked example of the decomposition', async () => {
  const group = await scored(levels.flatMap(([p, ...ys]) => ys.map((y) => binary(p!, y))));
  const sum =
    (value(group, 'reliability') as number) -
    (value(group, 'resolution') as number) +
    (value(group, 'uncertainty') as number);
  assert.equal(Number(sum.toFixed(12)), value(group, 'brier'));
  assert.equal(value(group, 'uncertainty'), 0.2475);
  assert.equal(find(group, 'brier').n, 20);
  assert.equal(group.measures[0]!.id, 'brier');
});

test('answers that could not be parsed are counted and lower compliance, not accuracy', async () => {
  const group = await scored([
    answered('a', 'a'),
    answered('a', 'b'),
    answered(undefined, 'a'),
    answered('a', undefined),
    answered('b', 'b', { prediction: { parseStatus: 'refused' } }),
    answered('b', 'b', { prediction: { parseStatus: 'missing' } }),
  ]);
  assert.deepEqual(group.counts, {
    'prediction.ok': 3,
    'prediction.unparseable': 1,
    'prediction.refused': 1,
    'prediction.missing': 1,
    'outcome.ok': 5,
    'outcome.unparseable': 1,
  });
  assert.equal(value(group, 'accuracy'), 0.5);
  assert.equal(find(group, 'accuracy').n, 2);
  assert.equal(value(group, 'compliance'), 0.6);
  assert.equal(find(group, 'compliance').interval?.method, 'Wilson');
});

test('the majority baseline is per property, data set and model, averaged over records', async () => {
  const first = { model: 'a' };
  const second = { model: 'b' };
  const group = await scored([
    // Model a: yes three times of four; model b: no always.
    ...[1, 1, 1, 0].map((y) => binary(0.8, y, first)),
    ...[0, 0].map((y) => binary(0.2, y, second)),
  ]);
  assert.equal(value(group, 'baseline'), Number((5 / 6).toFixed(12)));
  assert.equal(value(group, 'accuracy'), Number((5 / 6).toFixed(12)));
  assert.equal(value(group, 'lift'), 0);
});

test('one class only: ranking and skill are undefined, and it is said', async () => {
  const group = await scored([binary(0.2, 1), binary(0.9, 1), binary(0.4, 1)]);
  assert.equal(value(group, 'auroc'), 'all of one class');
  assert.equal(value(group, 'skill'), 'no variation in the outcomes');
  assert.equal(value(group, 'spearman'), 'no variation');
  assert.ok(
    group.warnings.some((warning) => warning.startsWith('all outcomes are alike')),
    group.warnings.join(),
  );
});

test('ties in the forecasts count half', async () => {
  const group = await scored([binary(0.5, 1), binary(0.5, 0), binary(0.5, 1), binary(0.9, 1)]);
  assert.equal(value(group, 'auroc'), Number((2 / 3).toFixed(12)));
});

test('raw scores are ranked and not scored', async () => {
  const logit = (confidence: number, right: boolean): PredictionRecord =>
    answered('a', right ? 'a' : 'b', { prediction: { parseStatus: 'ok', answer: 'a', confidence } });
  const group = await scored([logit(17.5, true), logit(12, false), logit(16, true), logit(14, false)]);
  assert.equal(value(group, 'brier'), 'forecasts outside 0 to 1');
  assert.equal(value(group, 'ece'), 'forecasts outside 0 to 1');
  assert.equal(value(group, 'auroc'), 1);
});

test('resampled outcomes: y is k/n, the ceiling is the mean share of the commonest', async () => {
  const group = await scored([binary(0.5, [1, 4]), binary(1, [4, 4])]);
  assert.equal(value(group, 'brier'), 0.0625 / 2);
  assert.equal(value(group, 'irreducible'), 0.1875 / 2);
  assert.equal(value(group, 'ceiling'), 0.875);
});

test('self minus cross compares what both predicted', async () => {
  const by = (predictorModel: string, id: string, p: number, y: number) =>
    binary(p, y, { model: 'a', predictorModel, scenario: { id } });
  const group = await scored([
    by('a', 's1', 0.9, 1),
    by('b', 's1', 0.4, 1),
    by('c', 's1', 0.6, 1),
    by('a', 's2', 0.8, 0),
    by('b', 's2', 0.2, 0),
    by('a', 's3', 0.7, 1),
  ]);
  const accuracy = find(group, 'selfMinusCrossAccuracy');
  assert.equal(accuracy.n, 2);
  // s1: 1 - (0 + 1) / 2; s2: 0 - 1.
  assert.equal(value(group, 'selfMinusCrossAccuracy'), -0.25);
  assert.deepEqual(accuracy.filter?.scenarios, ['s1', 's2']);
});

test('numbers: error, mean, sample SD, median', async () => {
  const group = await scored([rated(3, 5), rated(7, 4), rated(8, undefined)]);
  assert.equal(value(group, 'mae'), 2.5);
  assert.equal(value(group, 'bias'), 0.5);
  assert.equal(value(group, 'predictedMean'), 6);
  assert.equal(value(group, 'predictedSd'), Number(Math.sqrt(7).toFixed(12)));
  assert.equal(value(group, 'predictedMedian'), 7);
  assert.equal(value(group, 'pearsonOfValues'), -1);
  assert.equal(find(group, 'predictedMin').n, 3);
});

/** Records of all sorts. */
function mixed(random: Random, n = 60): PredictionRecord[] {
  return Array.from({ length: n }, (_, i) => {
    const more = {
      id: `m${i}`,
      model: random.pick(['a', 'b']),
      ...(random.chance(0.5) && { predictorModel: random.pick(['a', 'b']) }),
      scenario: { ...(random.chance(0.8) && { id: `s${random.int(20)}` }), dataset: random.pick(['d', 'e']) },
    };
    const n = 2 + random.int(6);
    switch (random.int(4)) {
      case 0:
        return binary(random.int(11) / 10, random.int(2), more);
      case 1:
        return binary(random.next(), [random.int(n + 1), n], more);
      case 2:
        return answered(random.pick(['x', 'y', undefined]), random.pick(['x', 'y', 'z', undefined]), more);
      default:
        return rated(random.pick([1, 2, 3, undefined]), random.pick([1, 2, 3, undefined]), more);
    }
  });
}

const numbers = (report: ScoreReport) =>
  report.groups.map(({ n, counts, measures }) => ({
    n,
    counts,
    measures: measures.map(({ id, n, estimate }) => [
      id,
      n,
      estimate.kind === 'value' ? estimate.value.toFixed(9) : estimate.reason,
    ]),
  }));

test('every number has exactly the records of its filter behind it', async (t) => {
  const random = makeRandom();
  t.diagnostic(`seed ${random.seed}`);
  for (let round = 0; round < 30; round++) {
    const table = tableOf(mixed(random));
    const filter: RecordFilter = random.chance(0.5) ? {} : { where: { dataset: ['d'] }, prediction: ['ok', 'missing'] };
    const settings: ScoreSettings = {
      by: random.pick([[], ['model'], ['property', 'kind']]),
      bins: {
        bins: random.pick([4, 10]),
        closed: random.pick(['left', 'right']),
        zero: random.pick(['first', 'outside']),
      },
      resamples: 2,
      filter,
    };
    const { groups } = await scoreTable(table, table.select(filter), settings);
    for (const { measures, reliability = [], filter, n } of groups) {
      assert.equal(table.select(filter).length, n, JSON.stringify(filter));
      for (const bin of reliability) assert.equal(table.select(bin.filter).length, bin.n, JSON.stringify(bin));
      for (const measure of measures.filter(({ id }) => !id.startsWith('selfMinus')))
        assert.equal(
          table.select(measure.filter!).length,
          measure.n,
          `${measure.id} ${JSON.stringify(measure.filter)}`,
        );
      for (const { filter } of measures.filter(({ id }) => id.startsWith('selfMinus')))
        assert.ok(table.select(filter!).length >= 2, JSON.stringify(filter));
    }
  }
});

test('the order of the records and the names of the models do not matter', async (t) => {
  const random = makeRandom();
  t.diagnostic(`seed ${random.seed}`);
  for (let round = 0; round < 20; round++) {
    const records = mixed(random);
    const shuffled = records
      .map((record) => ({ record, key: random.next() }))
      .sort((a, b) => a.key - b.key)
      .map(({ record }) => record);
    const settings = { by: ['model'] as const, resamples: 2 };
    const plain = await score(records, settings);
    assert.deepEqual(numbers(await score(shuffled, settings)), numbers(plain));
    const renamed = records.map((record) => ({
      ...record,
      model: `new ${record.model}`,
      ...(record.predictorModel !== undefined && { predictorModel: `new ${record.predictorModel}` }),
    }));
    const other = await score(renamed, settings);
    assert.deepEqual(numbers(other), numbers(plain));
    assert.deepEqual(
      other.groups.map(({ measures }) => measures.map(({ interval }) => interval)),
      plain.groups.map(({ measures }) => measures.map(({ interval }) => interval)),
    );
  }
});

test('both decompositions add up in any report', async (t) => {
  const random = makeRandom();
  t.diagnostic(`seed ${random.seed}`);
  for (let round = 0; round < 30; round++) {
    const records = Array.from({ length: 1 + random.int(50) }, () =>
      random.chance(0.5) ? binary(random.int(5) / 4, random.int(2)) : binary(random.next(), [random.int(6), 5]),
    );
    const group = await scored(records, { resamples: 2 });
    const of = (id: string) => value(group, id) as number;
    const near = (a: number, b: number) => assert.ok(Math.abs(a - b) < 1e-9, `${a} and ${b}`);
    near(of('brier'), of('reliability') - of('resolution') + of('uncertainty'));
    near(of('brier'), of('binnedReliability') - of('generalisedResolution') + of('uncertainty'));
    near(of('generalisedResolution'), of('binnedResolution') - of('withinVariance') + of('withinCovariance'));
  }
});

test('groups are told apart and ordered; a seed gives the same report again', async () => {
  const records = ['m10', 'm2', 'm2', 'm10', 'm2'].map((model, i) => binary(i / 5, i % 2, { model }));
  const report = await score(records, { by: ['model'], seed: 'x' });
  assert.deepEqual(
    report.groups.map(({ key, n, filter }) => [key, n, filter]),
    [
      [{ model: 'm2' }, 3, { where: { model: ['m2'] } }],
      [{ model: 'm10' }, 2, { where: { model: ['m10'] } }],
    ],
  );
  assert.deepEqual(await score(records, { by: ['model'], seed: 'x' }), report);
  const other = await score(records, { by: ['model'], seed: 'y' });
  assert.notDeepEqual(other.groups[0]!.measures[0]!.interval, report.groups[0]!.measures[0]!.interval);
});

test('scoring is cancelled, tells how far it is, and lets others run', async () => {
  const records = Array.from({ length: 3000 }, (_, i) => binary((i % 100) / 100, i % 2));
  const table = tableOf(records);
  const control = new AbortController();
  let pauses = 0;
  const pause = async (): Promise<void> => {
    if (++pauses === 2) control.abort();
  };
  await assert.rejects(scoreTable(table, allRows(table), {}, { pause }, control.signal), { name: 'AbortError' });
  assert.equal(pauses, 2);
  const told: number[] = [];
  await scoreTable(table, allRows(table), { resamples: 2 }, { progress: (done) => void told.push(done) });
  assert.equal(told.at(-1), 1);
  assert.deepEqual(
    told,
    told.toSorted((a, b) => a - b),
  );
});

test('nothing to score is a report too', async () => {
  const report = await score([]);
  assert.equal(report.groups[0]!.n, 0);
  assert.deepEqual(report.groups[0]!.measures, []);
});
