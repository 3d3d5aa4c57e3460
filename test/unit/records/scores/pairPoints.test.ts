import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PredictionRecord } from '../../../../src/core/records/record.ts';
import { selectRows } from '../../../../src/core/records/recordQuery.ts';
import { pairPoints } from '../../../../src/core/records/scores/pairPoints.ts';
import type { PairPoints } from '../../../../src/core/records/scores/scoreReport.ts';
import { makeRandom } from '../../../support/random.ts';
import { allRows, binary, rated, tableOf } from './madeRecords.ts';

function points(records: readonly PredictionRecord[]): PairPoints | undefined {
  const table = tableOf(records);
  return pairPoints(table, allRows(table), {});
}

/** Points as [predicted, observed, n]. */
const shown = (pairs: PairPoints | undefined) =>
  pairs?.points.map(({ predicted, observed, n }) => [predicted, observed, n]);

test('equal pairs of numbers are one point with its count', () => {
  const pairs = points([rated(4, 5), rated(1, 2), rated(4, 5), rated(4, 3)]);
  assert.deepEqual(shown(pairs), [
    [1, 2, 1],
    [4, 3, 1],
    [4, 5, 2],
  ]);
  assert.equal(pairs?.of, 'values');
  assert.equal(pairs.gathered, false);
});

test('forecasts are set against the share of samples; outcomes of yes or no alone make no plot', () => {
  assert.deepEqual(shown(points([binary(0.3, [1, 4]), binary(0.3, [1, 4]), binary(0.9, [4, 4])])), [
    [0.3, 0.25, 2],
    [0.9, 1, 1],
  ]);
  assert.equal(points([binary(0.3, 1), binary(0.9, 0)]), undefined);
  assert.equal(points([binary(0.3, [0, 4]), binary(0.9, [4, 4])]), undefined);
  assert.equal(points([]), undefined);
});

for (const count of [300, 5000]) {
  const random = makeRandom();
  test(`of ${count} pairs every record is behind exactly one point (seed ${random.seed})`, () => {
    const records = Array.from({ length: count }, () => {
      const predicted = random.int(1000) / 7 - 50;
      return rated(predicted, predicted / 2 + random.int(1000) / 13);
    });
    const table = tableOf(records);
    const pairs = pairPoints(table, allRows(table), {});
    assert.ok(pairs);
    assert.equal(pairs.gathered, count > 400);
    assert.ok(pairs.points.length <= 400);
    const seen = new Uint8Array(count);
    for (const { predicted, observed, n, filter } of pairs.points) {
      const rows = selectRows(table, filter);
      assert.equal(rows.length, n);
      for (const row of rows) seen[row]!++;
      assert.ok(filter.pair && predicted >= filter.pair.predicted.low && observed <= filter.pair.observed.high);
    }
    assert.ok(seen.every((times) => times === 1));
  });
}
