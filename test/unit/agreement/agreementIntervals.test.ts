import assert from 'node:assert/strict';
import { test } from 'node:test';
import { agreementIntervals, ownClusters } from '../../../src/core/agreement/agreementIntervals.ts';
import { estimated, undefinedBecause } from '../../../src/core/statistics/estimate.ts';

/** So few resamples are defined that the interval is an estimate and its standard error, which may pass 1. */
const rarely = (weights: ArrayLike<number>) => [
  weights[0] === 0 ? undefinedBecause('no variation') : estimated(1 - (weights[1] ?? 0) / 3),
];

test('no interval of a coefficient passes 1, and it says where it was cut', () => {
  const [found] = agreementIntervals(rarely, ownClusters(3), { seed: 's', resamples: 300 });
  assert.ok(found?.interval.kind === 'interval');
  assert.equal(found.interval.high, 1);
  assert.match(found.interval.method, /, cut at 1$/);
});

test('one cluster has no interval', () => {
  const clusters = { count: 1, of: Int32Array.from([0, 0]) };
  const [found] = agreementIntervals(rarely, clusters, { seed: 's', resamples: 300 });
  assert.equal(found?.interval.kind, 'undefined');
});
