import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PredictionRecord } from '../../../../src/core/records/record.ts';
import { changeTable } from '../../../../src/core/records/scores/changeRecords.ts';
import type { ChangeGroup, ChangeReport } from '../../../../src/core/records/scores/changeReport.ts';
import { checkpointOrder } from '../../../../src/core/records/scores/checkpointOrder.ts';
import type { ScoreSettings } from '../../../../src/core/records/scores/scoreSettings.ts';
import type { Estimate } from '../../../../src/core/statistics/estimate.ts';
import { makeRandom } from '../../../support/random.ts';
import { allRows, answered, binary, tableOf } from './madeRecords.ts';

function report(records: readonly PredictionRecord[], settings: ScoreSettings = {}): Promise<ChangeReport> {
  const table = tableOf(records);
  return changeTable(table, allRows(table), { resamples: 200, ...settings });
}

async function change(records: readonly PredictionRecord[]): Promise<ChangeGroup> {
  const { groups } = await report(records);
  assert.equal(groups.length, 1);
  return groups[0]!;
}

const shown = (estimate: Estimate): number | string =>
  estimate.kind === 'value' ? Number(estimate.value.toFixed(9)) : estimate.reason;

function row(group: ChangeGroup, id: string): (number | string)[] {
  const found = group.changes.find((each) => each.id === id);
  assert.ok(found, `no ${id}`);
  return [shown(found.before), shown(found.after), shown(found.difference)];
}

const measured = (group: ChangeGroup, part: 'drift' | 'foretold', id: string): number | string => {
  const found = group[part].find((each) => each.id === id);
  assert.ok(found, `no ${id} among ${group[part].map((each) => each.id).join(', ')}`);
  return shown(found.estimate);
};

const at = (checkpoint: string, scenario: string, more: Partial<PredictionRecord> = {}): Partial<PredictionRecord> => ({
  checkpoint,
  model: 'a',
  scenario: { id: scenario },
  ...more,
});

test('checkpoints: before first, after last, steps by number between', () => {
  assert.deepEqual(checkpointOrder(['after', 'step 10', 'step 2', 'before', 'step 2']), [
    'before',
    'step 2',
    'step 10',
    'after',
  ]);
});

test('accuracy on the same scenarios, with McNemar where each has one outcome', async () => {
  const before = [1, 1, 0, 0, 0].map((right, i) => answered('x', right ? 'x' : 'y', at('before', `s${i}`)));
  const after = [1, 0, 1, 1, 1].map((right, i) => answered('x', right ? 'x' : 'y', at('after', `s${i}`)));
  const group = await change([...after, ...before, answered('x', 'x', at('after', 'new'))]);
  assert.deepEqual([group.from, group.to, group.paired, group.unpaired], ['before', 'after', 5, 1]);
  assert.deepEqual(row(group, 'accuracy'), [0.4, 0.8, 0.4]);
  const accuracy = group.changes.find(({ id }) => id === 'accuracy')!;
  // Three became right, one wrong: 2 * (1 + 4) / 16.
  assert.equal(accuracy.test!.name, 'McNemar, exact: 3 became right, 1 wrong');
  assert.ok(Math.abs(accuracy.test!.p - 0.625) < 1e-9);
  assert.equal(accuracy.interval?.method, 'Newcombe, paired');
  assert.ok(accuracy.interval.low < 0.4 && accuracy.interval.high > 0.4);
  assert.equal(accuracy.n, 5);
});

test('several outcomes a scenario: no McNemar, the scenarios are resampled', async () => {
  const group = await change(
    ['before', 'after'].flatMap((checkpoint) =>
      [0, 1, 2, 3].map((i) =>
        answered('x', i % 2 ? 'x' : 'y', at(checkpoint, `s${i >> 1}`, { predictorModel: i % 2 ? 'b' : 'c' })),
      ),
    ),
  );
  const accuracy = group.changes.find(({ id }) => id === 'accuracy')!;
  assert.equal(accuracy.test, undefined);
  assert.match(accuracy.interval!.method, /bootstrap.* of 2 scenarios/);
});

test('a forecast is scored in the same bins before and after', async () => {
  const group = await change([
    ...[0.2, 0.4].map((p, i) => binary(p, i, at('before', `s${i}`))),
    ...[0.1, 0.9].map((p, i) => binary(p, i, at('after', `s${i}`))),
  ]);
  assert.deepEqual(row(group, 'brier'), [0.2, 0.01, -0.19]);
  const ece = group.changes.find(({ id }) => id === 'ece')!;
  assert.match(ece.convention!, /10 bins of equal width.*on both sides/);
  const mass = group.changes.find(({ id }) => id === 'eceMass')!;
  assert.match(mass.convention!, /of both sides together/);
});

test('accuracy that rose because behaviour collapsed is told', async () => {
  const before = ['x', 'y', 'z', 'x'].map((seen, i) => answered('x', seen, at('before', `s${i}`)));
  const after = ['x', 'x', 'x', 'x'].map((seen, i) => answered('x', seen, at('after', `s${i}`)));
  const group = await change([...before, ...after]);
  assert.deepEqual(row(group, 'accuracy'), [0.5, 1, 0.5]);
  assert.deepEqual(row(group, 'lift'), [0, 0, 0]);
  assert.equal(measured(group, 'drift', 'outcomeChanged'), 0.5);
  assert.equal(measured(group, 'drift', 'modeShareAfter'), 1);
  assert.ok(
    group.warnings.some((warning) => warning.startsWith('accuracy rose by 50.0 points because behaviour collapsed')),
    group.warnings.join('\n'),
  );
});

test('accuracy that rose by foresight is not called a collapse', async () => {
  const seen = ['x', 'y', 'z', 'x'];
  const before = seen.map((each, i) => answered('x', each, at('before', `s${i}`)));
  const after = seen.map((each, i) => answered(each, each, at('after', `s${i}`)));
  const group = await change([...before, ...after]);
  assert.deepEqual(row(group, 'lift'), [0, 0.5, 0.5]);
  assert.ok(!group.warnings.some((warning) => warning.includes('collapsed')), group.warnings.join('\n'));
  assert.equal(measured(group, 'drift', 'outcomeChanged'), 0);
});

test('drift of resampled behaviour is the share that must differ', async () => {
  const group = await change([binary(0.5, [1, 4], at('before', 's')), binary(0.5, [3, 4], at('after', 's'))]);
  assert.equal(measured(group, 'drift', 'outcomeChanged'), 0.5);
});

test('predictions of the update are held against the later behaviour and against "nothing changes"', async () => {
  const told = (p: number, y: number, scenario: string) =>
    binary(p, y, {
      model: 'a',
      scenario: { id: scenario },
      prediction: { parseStatus: 'ok', probability: p, checkpoint: 'before' },
      outcome: { parseStatus: 'ok', answer: y ? 'yes' : 'no', checkpoint: 'after' },
    });
  const group = await change([
    binary(0.5, 0, at('before', 's1')),
    binary(0.5, 1, at('before', 's2')),
    told(0.9, 1, 's1'),
    told(0.6, 1, 's2'),
    // Not seen before: "nothing changes" says nothing of it.
    told(0.1, 0, 's3'),
  ]);
  assert.deepEqual([group.from, group.to, group.paired, group.changes.length], ['before', 'after', 0, 0]);
  assert.equal(measured(group, 'foretold', 'foretoldAccuracy'), 1);
  assert.equal(measured(group, 'foretold', 'unchangedAccuracy'), 0.5);
  assert.equal(measured(group, 'foretold', 'foretoldAccuracyLift'), 0.5);
  assert.equal(measured(group, 'foretold', 'foretoldBrier'), 0.085);
  assert.equal(measured(group, 'foretold', 'unchangedBrier'), 0.5);
  assert.equal(group.foretold[0]!.n, 2);
});

test('each update has its own after; what names no checkpoint is counted', async () => {
  const { groups, notes } = await report([
    binary(0.5, 0, at('before', 's1')),
    binary(0.5, 1, at('after', 's1', { update: { method: 'SFT' } })),
    binary(0.5, 1, at('after', 's1', { update: { method: 'RL' } })),
    binary(0.5, 1),
  ]);
  assert.deepEqual(
    groups.map(({ update, paired, filter }) => [update, paired, filter]),
    ['RL', 'SFT'].map((method) => [method, 1, { where: { checkpoint: ['before', 'after'], update: [method, ''] } }]),
  );
  assert.ok(
    notes.some((note) => note.startsWith('1 records name no checkpoint')),
    notes.join('\n'),
  );
});

test('nothing changed: every difference is 0 whatever the records', async (t) => {
  const random = makeRandom();
  t.diagnostic(`seed ${random.seed}`);
  for (let round = 0; round < 20; round++) {
    const made = Array.from({ length: 12 }, (_, i) => ({
      p: random.int(11) / 10,
      y: random.int(2),
      scenario: `s${i >> 1}`,
      by: `m${i % 2}`,
    }));
    const records = ['before', 'after'].flatMap((checkpoint) =>
      made.map(({ p, y, scenario, by }) => binary(p, y, at(checkpoint, scenario, { predictorModel: by }))),
    );
    const { changes, drift } = await change(records);
    for (const { id, difference } of changes) if (difference.kind === 'value') assert.equal(difference.value, 0, id);
    assert.equal(shown(drift[0]!.estimate), 0);
  }
});
