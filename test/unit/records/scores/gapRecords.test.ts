import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PredictionRecord } from '../../../../src/core/records/record.ts';
import { gapTable } from '../../../../src/core/records/scores/gapRecords.ts';
import type { GapGroup, Side, TopicGap } from '../../../../src/core/records/scores/gapReport.ts';
import type { ScoreSettings } from '../../../../src/core/records/scores/scoreSettings.ts';
import { newcombe, newcombePaired } from '../../../../src/core/statistics/newcombe.ts';
import { makeRandom } from '../../../support/random.ts';
import { allRows, answered, binary, rated, tableOf } from './madeRecords.ts';

async function gap(records: readonly PredictionRecord[], settings: ScoreSettings = {}): Promise<GapGroup> {
  const table = tableOf(records);
  const { groups } = await gapTable(table, allRows(table), { resamples: 200, ...settings });
  assert.equal(groups.length, 1);
  return groups[0]!;
}

const shown = ({ estimate }: Pick<Side, 'estimate'>): number | string =>
  estimate.kind === 'value' ? Number(estimate.value.toFixed(9)) : estimate.reason;

function topic(group: GapGroup, name: string): TopicGap {
  const found = group.topics.find((each) => each.topic === name);
  assert.ok(found, `no ${name} among ${group.topics.map((each) => each.topic).join(', ')}`);
  return found;
}

function value(group: GapGroup, id: string): number | string {
  const found = group.measures.find((each) => each.id === id);
  assert.ok(found, `no ${id} among ${group.measures.map((each) => each.id).join(', ')}`);
  return shown(found);
}

const missing = { parseStatus: 'missing' } as const;
const about = (name: string, more: Partial<PredictionRecord> = {}): Partial<PredictionRecord> => ({
  property: { name, type: 'binary' },
  ...more,
});
const stated = (y: number, name: string): PredictionRecord =>
  binary(y, 0, about(name, { prediction: { parseStatus: 'ok', answer: y ? 'yes' : 'no' }, outcome: missing }));
const revealed = (y: number, name: string): PredictionRecord => binary(0, y, about(name, { prediction: missing }));

/** One of two options, each for the values named; `chosen` is one of them, or what state the answer is in. */
function choice(
  side: 'prediction' | 'outcome',
  stands: Readonly<Record<string, readonly string[]>>,
  chosen: string | undefined,
): PredictionRecord {
  const answer =
    chosen === undefined ? ({ parseStatus: 'abstained' } as const) : ({ parseStatus: 'ok', answer: chosen } as const);
  return answered(undefined, undefined, {
    property: { name: 'dilemma', type: 'choice', options: Object.keys(stands), stands },
    prediction: side === 'prediction' ? answer : missing,
    outcome: side === 'outcome' ? answer : missing,
  });
}
const pair = (winner: string, loser: string, side: 'prediction' | 'outcome' = 'outcome'): PredictionRecord =>
  choice(side, { [winner]: [winner], [loser]: [loser] }, winner);

test('rates of records of their own: Wilson each, Newcombe for the difference', async () => {
  const group = await gap([
    ...[1, 1, 1, 0].map((y) => stated(y, 'honesty')),
    ...[1, 0, 0, 0, 0].map((y) => revealed(y, 'honesty')),
    binary(0, 0, about('honesty', { prediction: missing, outcome: { parseStatus: 'refused' } })),
  ]);
  const honesty = topic(group, 'honesty');
  assert.deepEqual([shown(honesty.stated), shown(honesty.revealed)], [0.75, 0.2]);
  assert.deepEqual([honesty.revealed.n, honesty.revealed.total, honesty.revealed.measure], [5, 6, 'rate']);
  assert.equal(honesty.stated.interval?.method, 'Wilson');
  assert.deepEqual(honesty.interval, newcombe(1, 5, 3, 4));
  assert.equal(shown({ estimate: honesty.difference }), -0.55);
});

test('rates of the same scenarios: the paired interval', async () => {
  const group = await gap(
    [
      [1, 1],
      [1, 0],
      [1, 0],
      [0, 0],
    ].map(([said, did], i) =>
      binary(
        said!,
        did!,
        about('honesty', { scenario: { id: `s${i}` }, prediction: { parseStatus: 'ok', answer: said ? 'yes' : 'no' } }),
      ),
    ),
  );
  assert.deepEqual(topic(group, 'honesty').interval, newcombePaired({ both: 1, first: 0, second: 2, neither: 1 }));
  // Stance foretells action in 1 of 3, and is there in 1 of 1.
  assert.deepEqual([value(group, 'precision'), value(group, 'recall'), value(group, 'f1')], [0.333333333, 1, 0.5]);
  assert.equal(value(group, 'consistency'), 0.5);
});

test('one record of k of n is a rate of n samples', async () => {
  const group = await gap([binary(0.9, [3, 10], about('honesty'))]);
  const { revealed: side } = topic(group, 'honesty');
  assert.deepEqual([shown(side), side.interval?.method], [0.3, 'Wilson']);
});

test('ratings: mean, sample SD, median, least and most, of those that parse', async () => {
  const group = await gap([
    ...[90, 100, 80, 70].map((score) => rated(score, undefined)),
    rated(undefined, undefined, { prediction: { parseStatus: 'unparseable' } }),
    ...[0, 100].map((score) => rated(undefined, score)),
  ]);
  const { stated: said, revealed: did, difference } = topic(group, 'safety');
  assert.deepEqual(
    [shown(said), said.sd?.toFixed(6), said.median, said.min, said.max, said.n, said.total],
    [85, '12.909944', 85, 70, 100, 4, 5],
  );
  assert.deepEqual([shown(did), did.n, shown({ estimate: difference })], [50, 2, -35]);
});

test('rankings of topics: ranks, rho, tau and rank differences', async () => {
  const topics = ['a', 'b', 'c', 'd', 'e'];
  const group = await gap(
    topics.flatMap((name, i) => {
      const property = { name, type: 'numeric' } as const;
      return [rated(10 - i, undefined, { property }), rated(undefined, [5, 4, 2, 3, 1][i], { property })];
    }),
  );
  assert.deepEqual(
    ['spearman', 'kendall', 'meanDifference', 'rmse', 'maxDifference'].map((id) => value(group, id)),
    [0.9, 0.8, 0.4, Number(Math.sqrt(0.4).toFixed(9)), 1],
  );
  assert.deepEqual([topic(group, 'c').stated.rank, topic(group, 'c').revealed.rank], [3, 4]);
  assert.deepEqual(
    group.topics.map((each) => each.topic),
    ['a', 'b', 'd', 'c', 'e'],
  );
});

test('choices are rated all at once: 3 wins to 1 are 400 log10(3) points', async () => {
  const group = await gap([...[0, 1, 2].map(() => pair('Truth', 'Care')), pair('Care', 'Truth')]);
  const [truth, care] = [topic(group, 'Truth').revealed, topic(group, 'Care').revealed];
  assert.equal(truth.measure, 'elo');
  const points = (shown(truth) as number) - (shown(care) as number);
  assert.ok(Math.abs(points - 400 * Math.log10(3)) < 1e-6, String(points));
  assert.equal(shown(topic(group, 'Truth').stated), 'no data');
});

test('an option serves its values, each against each of the other option; abstentions decide nothing', async () => {
  const stands = { 'Action 1': ['Truth', 'Care'], 'Action 2': ['Freedom', 'Care'] };
  const group = await gap([
    choice('outcome', stands, 'Action 1'),
    choice('outcome', stands, 'Action 2'),
    choice('outcome', stands, undefined),
  ]);
  assert.deepEqual(
    group.topics.map((each) => [each.topic, shown(each.revealed), each.revealed.n, each.revealed.total]),
    ['Truth', 'Freedom', 'Care'].map((name) => [name, 1000, 2, 3]),
  );
  assert.deepEqual(group.abstained, { stated: 0, revealed: 1 });
});

test('a value that never lost has no rating, and has one with a prior', async () => {
  const records = [pair('Truth', 'Care'), pair('Truth', 'Care')];
  assert.match(shown(topic(await gap(records), 'Truth').revealed) as string, /^not connected/);
  const rating = shown(topic(await gap(records, { prior: 1 }), 'Truth').revealed);
  assert.ok(typeof rating === 'number' && rating > 1000);
});

test('online ratings depend on the order, are seeded, and make no intervals', async () => {
  const records = ['prediction', 'outcome'].flatMap((side) => [
    pair('A', 'B', side as 'outcome'),
    pair('B', 'C', side as 'outcome'),
    pair('A', 'C', side as 'outcome'),
  ]);
  const group = await gap(records, { elo: 'online', seed: 'x' });
  assert.deepEqual(await gap(records, { elo: 'online', seed: 'x' }), group);
  assert.equal(value(group, 'spearman'), 1);
  assert.ok(group.measures.filter(({ id }) => id === 'spearman').every(({ interval }) => interval === undefined));
  assert.ok(group.warnings.some((warning) => warning.startsWith('online Elo')));
});

test('rank correlations are resampled over dilemmas', async () => {
  const random = makeRandom(7);
  const names = ['A', 'B', 'C', 'D'];
  const records = (['prediction', 'outcome'] as const).flatMap((side) =>
    Array.from({ length: 80 }, () => {
      const [i, j] = [random.int(4), random.int(3)];
      const other = j >= i ? j + 1 : j;
      const [low, high] = [Math.min(i, other), Math.max(i, other)];
      return random.chance(0.7) ? pair(names[low]!, names[high]!, side) : pair(names[high]!, names[low]!, side);
    }),
  );
  const spearman = (await gap(records)).measures.find(({ id }) => id === 'spearman')!;
  assert.match(spearman.interval!.method, /of 160 scenarios/);
  assert.match(spearman.convention!, /Bradley-Terry/);
});

test('a published summary gives rho; two of them do not', async () => {
  const summary = (rankRmse: number, n: number) =>
    answered(undefined, undefined, { summary: { rankRmse, n }, prediction: missing, outcome: missing });
  // Two neighbours of 16 swapped: the squares sum to 2.
  const group = await gap([summary(Math.sqrt(2 / 16), 16)]);
  assert.equal(value(group, 'summarySpearman'), Number((1 - 12 / (16 * 255)).toFixed(9)));
  assert.deepEqual(group.topics, []);
  assert.equal(value(await gap([summary(1, 16), summary(2, 16)]), 'summarySpearman'), '2 summaries: group by model');
  assert.equal(value(await gap([summary(12, 16)]), 'summarySpearman'), 'not of complete ranks without ties');
});

test('the order of the records does not matter', async (t) => {
  const random = makeRandom();
  t.diagnostic(`seed ${random.seed}`);
  for (let round = 0; round < 10; round++) {
    const records = Array.from({ length: 40 }, () => {
      const side = random.pick(['prediction', 'outcome'] as const);
      const names = ['A', 'B', 'C'];
      const [i, j] = random.pick([
        [0, 1],
        [1, 2],
        [2, 0],
        [1, 0],
      ] as const);
      if (random.chance(0.5)) return pair(names[i]!, names[j]!, side);
      const make = side === 'prediction' ? stated : revealed;
      return make(random.int(2), random.pick(['honesty', 'care']));
    });
    const numbers = (group: GapGroup) => [
      group.topics
        .map((each) => [each.topic, shown(each.stated), shown(each.revealed), each.stated.n, each.revealed.total])
        .sort(([a], [b]) => String(a).localeCompare(String(b))),
      group.measures.map((each) => [each.id, shown(each), each.n]),
    ];
    const settings = { resamples: 2 };
    const plain = numbers(await gap(records, settings));
    assert.deepEqual(numbers(await gap(records.toReversed(), settings)), plain);
  }
});

test('ratings of another scale are not ranked among rates, nor averaged with them', async () => {
  const rates = [
    ...[1, 1].map((y) => stated(y, 'honesty')),
    ...[1, 0].map((y) => revealed(y, 'honesty')),
    ...[1, 0].map((y) => stated(y, 'care')),
    ...[1, 0].map((y) => revealed(y, 'care')),
  ];
  const alone = await gap(rates);
  const mixed = await gap([...rates, rated(9, 4, { property: { name: 'warmth', type: 'numeric' } })]);
  for (const id of ['spearman', 'meanGap']) assert.equal(value(mixed, id), value(alone, id), id);
  assert.equal(value(mixed, 'meanGap'), -0.25);
  assert.equal(topic(mixed, 'warmth').stated.rank, undefined);
  assert.equal(shown({ estimate: topic(mixed, 'warmth').difference }), -5);
  assert.match(mixed.warnings.join(), /1 of 3 topics are on other scales/);
});

test('a difference over one scenario alone has no interval', async () => {
  const records = [0, 1, 1].map((y) => binary(1, y, about('honesty', { scenario: { id: 'only' } })));
  const honesty = topic(await gap(records), 'honesty');
  assert.equal(shown({ estimate: honesty.difference }), -0.333333333);
  assert.equal(honesty.interval, undefined);
});
