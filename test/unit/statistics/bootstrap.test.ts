import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bootstrap, bootstrapAll } from '../../../src/core/statistics/bootstrap.ts';
import { undefinedBecause } from '../../../src/core/statistics/estimate.ts';
import { quantile } from '../../../src/core/statistics/quantile.ts';
import { seededRandom } from '../../../src/core/statistics/random.ts';
import { ends, near, reason } from './near.ts';

const values = Float64Array.from({ length: 400 }, (_, i) => ((i * 37) % 100) / 100);
const mean = (indices: Uint32Array): number => indices.reduce((sum, i) => sum + values[i]!, 0) / indices.length;

test('the same seed gives the same interval, another seed another', () => {
  const made = (seed: string) => bootstrap(400, mean, { seed });
  assert.deepEqual(made('a'), made('a'));
  assert.notDeepEqual(made('a'), made('b'));
});

test('the interval of a mean is the normal one, nearly', () => {
  const { interval, standardError, resamples } = bootstrap(400, mean, { seed: 'mean', resamples: 4000 });
  assert.ok(interval.kind === 'interval');
  // Population standard deviation of 0, .01 ... .99 is .28866; over sqrt(400).
  near(standardError, 0.014433, 'standard error', 0.0006);
  near(interval.low, 0.495 - 1.96 * 0.014433, 'low', 0.002);
  near(interval.high, 0.495 + 1.96 * 0.014433, 'high', 0.002);
  assert.equal(interval.method, 'percentile bootstrap, 4000 resamples');
  assert.equal(resamples, 4000);
});

test('BCa moves the interval of a skewed statistic, as scipy does', () => {
  // scipy.stats.bootstrap, 200 000 resamples of the variance of 0, 1, 4 ... 361: percentile 6199 to 18225, BCa 7985 to 20454.
  const squares = Array.from({ length: 20 }, (_, i) => i * i);
  const variance = (indices: Uint32Array): number => {
    const drawn = Array.from(indices, (i) => squares[i]!);
    const middle = drawn.reduce((sum, x) => sum + x, 0) / drawn.length;
    return drawn.reduce((sum, x) => sum + (x - middle) ** 2, 0) / drawn.length;
  };
  const asked = { seed: 'skew', resamples: 40_000 };
  const bca = bootstrap(20, variance, { ...asked, kind: 'bca' }).interval;
  const percentile = bootstrap(20, variance, asked).interval;
  assert.ok(bca.kind === 'interval' && percentile.kind === 'interval');
  near(percentile.low, 6199, 'percentile low', 200);
  near(percentile.high, 18225, 'percentile high', 200);
  near(bca.low, 7985, 'BCa low', 300);
  near(bca.high, 20454, 'BCa high', 300);
});

test('undefined resamples are left out and counted', () => {
  const known = bootstrap(2, (i) => (i[0] === i[1] ? undefined : 1), { seed: 's' });
  assert.ok(known.undefinedResamples > 400 && known.undefinedResamples < 600);
  const never = bootstrap(2, () => undefinedBecause('no variation'), { seed: 's' });
  assert.equal(reason(never.interval), 'the estimate is undefined');
  assert.equal(never.undefinedResamples, 1000);
  const seldom = bootstrap(2, (i) => (i[0] === 0 && i[1] === 1 ? 1 : undefined), { seed: 's' });
  assert.equal(reason(seldom.interval), 'undefined in half of the resamples or more');
  assert.equal(reason(bootstrap(0, () => 0, { seed: 's' }).interval), 'no data');
  assert.throws(() => bootstrap(2, () => Number.NaN, { seed: 's' }), RangeError);
});

test('BCa of a rate of one half is not moved: ties with the estimate count half', () => {
  const half = (indices: Uint32Array): number => indices.reduce((sum, i) => sum + (i % 2), 0) / 20;
  const { interval } = bootstrap(20, half, { seed: 's', resamples: 4000, kind: 'bca' });
  assert.deepEqual(ends(interval, 2), ['0.30', '0.70']);
});

test('the standard error divides by resamples less one; few resamples give a normal interval', () => {
  const values = [5, 4, 6];
  const { standardError, interval } = bootstrap(1, () => values.shift(), { seed: 's', resamples: 2 });
  near(standardError, Math.SQRT2);
  assert.deepEqual(ends(interval, 4), [(5 - 1.959964 * Math.SQRT2).toFixed(4), (5 + 1.959964 * Math.SQRT2).toFixed(4)]);
});

test('several statistics see the same resamples', () => {
  const [one, other] = bootstrapAll(400, (i) => [mean(i), 1 - mean(i)], { seed: 's' });
  assert.ok(one?.interval.kind === 'interval' && other?.interval.kind === 'interval');
  near(one.interval.low, 1 - other.interval.high);
});

test('a million units are drawn a bounded number of times, and the method says so', () => {
  let calls = 0;
  const { interval, resamples } = bootstrap(1_000_000, (indices) => ++calls + indices[0]! / 1e9, { seed: 's' });
  assert.equal(resamples, 100);
  assert.equal(calls, 101);
  assert.ok(interval.kind === 'interval');
  assert.equal(interval.method, 'normal bootstrap, 100 resamples');
});

test('the generator: stable numbers, fair draws', () => {
  const random = seededRandom('plumbline');
  assert.deepEqual(
    [random.int(1000), random.int(1000), random.int(1000)],
    [978, 823, 338],
    'changing the generator changes every printed interval',
  );
  const counts = new Uint32Array(10);
  for (let i = 0; i < 100_000; i++) counts[random.int(10)]!++;
  // Chi-squared with 9 degrees of freedom: 27.9 is passed once in a thousand.
  assert.ok(counts.reduce((sum, n) => sum + (n - 10_000) ** 2 / 10_000, 0) < 27.9);
  let [sum, squares] = [0, 0];
  for (let i = 0; i < 100_000; i++) {
    const z = random.normal();
    sum += z;
    squares += z * z;
  }
  near(sum / 1e5, 0, 'mean', 0.015);
  near(squares / 1e5, 1, 'variance', 0.02);
  const orders = new Map<string, number>();
  for (let i = 0; i < 6000; i++) {
    const three = Uint32Array.of(0, 1, 2);
    random.shuffle(three);
    orders.set(three.join(''), (orders.get(three.join('')) ?? 0) + 1);
  }
  // Chi-squared with 5 degrees of freedom: 20.5 is passed once in a thousand.
  assert.equal(orders.size, 6);
  assert.ok([...orders.values()].reduce((sum, n) => sum + (n - 1000) ** 2 / 1000, 0) < 20.5);
  const order = Uint32Array.from({ length: 50 }, (_, i) => i);
  random.shuffle(order);
  assert.notDeepEqual(
    [...order],
    [...order].sort((a, b) => a - b),
  );
  assert.deepEqual(
    [...order].sort((a, b) => a - b),
    Array.from({ length: 50 }, (_, i) => i),
  );
});

test('quantiles lie on straight lines between neighbours (type 7)', () => {
  near(quantile([1, 2, 4, 8], 0.5), 3);
  near(quantile([1, 2, 4, 8], 0.9), 6.8);
  near(quantile([5], 0.3), 5);
  assert.throws(() => quantile([], 0.5), RangeError);
});
