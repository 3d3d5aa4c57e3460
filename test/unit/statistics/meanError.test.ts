import assert from 'node:assert/strict';
import { test } from 'node:test';
import { logGamma } from '../../../src/core/statistics/logGamma.ts';
import { describeNumbers, meanError } from '../../../src/core/statistics/meanError.ts';
import { incompleteBeta, tQuantile } from '../../../src/core/statistics/studentT.ts';
import { ends, near, reason } from './near.ts';

test('mean, sample standard deviation, median and the t interval, as scipy 1.17', () => {
  const made = describeNumbers([8, 1, 2, 5, 5, 3, 5, 2]);
  near(made.mean, 3.875);
  near(made.sd, 2.295181287579947);
  near(made.median, 4);
  near(made.min, 1);
  near(made.max, 8);
  assert.deepEqual(ends(made.interval, 10), ['1.9561804247', '5.7938195753']);
});

test('one value has no spread, none no mean', () => {
  const one = describeNumbers([3]);
  near(one.mean, 3);
  assert.equal(reason(one.sd), 'only one value');
  assert.equal(reason(one.interval), 'only one value');
  assert.equal(reason(describeNumbers([]).median), 'no data');
  near(describeNumbers([0.1, 0.1, 0.1]).sd, 0);
  assert.throws(() => describeNumbers([Number.POSITIVE_INFINITY]), RangeError);
});

test('mean errors', () => {
  const made = meanError([1, 2, 6], [2, 2, 2]);
  near(made.mae, 5 / 3);
  near(made.rmse, Math.sqrt(17 / 3));
  near(made.bias, 1);
  assert.equal(reason(meanError([], []).mae), 'no data');
  assert.throws(() => meanError([1], []), RangeError);
});

test('Student, beta and gamma, as scipy 1.17', () => {
  near(tQuantile(0.975, 1), 12.706204736174694, '', 1e-9);
  near(tQuantile(0.975, 10), 2.228138851986274, '', 1e-10);
  near(tQuantile(0.05, 3), -2.3533634348018233, '', 1e-10);
  near(tQuantile(0.975, 7.5), 2.333039626864974, '', 1e-10);
  near(tQuantile(0.995, 1e6), 2.5758342201053344, '', 1e-8);
  near(tQuantile(0.9, 1839), 1.282012085000247, '', 1e-10);
  near(incompleteBeta(0.3, 2, 3), 0.3483);
  near(incompleteBeta(0.01, 50, 0.5) / 7.998227417904836e-102, 1);
  near(incompleteBeta(0.5, 1e4, 1e4), 0.5, '', 1e-10);
  near(logGamma(0.1), 2.252712651734206);
  near(logGamma(1), 0);
  near(logGamma(2.5), 0.2846828704729192);
  near(logGamma(1e6) / 12815504.569147611, 1);
});
