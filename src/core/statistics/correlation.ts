import { type Estimate, estimated, undefinedBecause } from './estimate.ts';
import { defaultLevel, type IntervalEstimate, twoSidedZ } from './interval.ts';
import { averageRanks, sortOrder, upTo } from './order.ts';

/** Pearson's r (Pearson 1896). Undefined with fewer than two pairs, or where a side does not vary. */
export function pearson(x: ArrayLike<number>, y: ArrayLike<number>): Estimate {
  const missing = cannot(x, y);
  if (missing) return missing;
  const [meanX, meanY] = [mean(x), mean(y)];
  let [xx, yy, xy] = [0, 0, 0];
  for (let i = 0; i < x.length; i++) {
    const [dx, dy] = [x[i]! - meanX, y[i]! - meanY];
    xx += dx * dx;
    yy += dy * dy;
    xy += dx * dy;
  }
  return estimated(clip(xy / (Math.sqrt(xx) * Math.sqrt(yy))));
}

/** Spearman's rho (Spearman 1904): Pearson's r of ranks, equal values sharing the mean of theirs. */
export function spearman(x: ArrayLike<number>, y: ArrayLike<number>): Estimate {
  return cannot(x, y) ?? pearson(averageRanks(x), averageRanks(y));
}

/** Kendall's tau-b (Kendall 1945), in O(n log n) (Knight 1966). Pairs tied on either side take from the denominator. */
export function kendall(x: ArrayLike<number>, y: ArrayLike<number>): Estimate {
  const missing = cannot(x, y);
  if (missing) return missing;
  const n = x.length;
  const order = upTo(n);
  sortOrder(order, y);
  sortOrder(order, x);
  const tiedX = tiedPairs(order, (a, b) => x[a] === x[b]);
  const tiedBoth = tiedPairs(order, (a, b) => x[a] === x[b] && y[a] === y[b]);
  const discordant = sortOrder(order, y);
  const tiedY = tiedPairs(order, (a, b) => y[a] === y[b]);
  const pairs = (n * (n - 1)) / 2;
  const concordant = pairs - tiedX - tiedY + tiedBoth - discordant;
  return estimated(clip((concordant - discordant) / (Math.sqrt(pairs - tiedX) * Math.sqrt(pairs - tiedY))));
}

/** Pairs inside runs of equal neighbours. */
function tiedPairs(order: Uint32Array, same: (a: number, b: number) => boolean): number {
  let pairs = 0;
  for (let start = 0, end = 1; start < order.length; start = end++) {
    while (end < order.length && same(order[start]!, order[end]!)) end++;
    pairs += ((end - start) * (end - start - 1)) / 2;
  }
  return pairs;
}

/**
 * Interval of a correlation from n pairs by Fisher's z, without resampling: standard error 1 / sqrt(n - 3) for Pearson (Fisher 1921),
 * sqrt((1 + r^2 / 2) / (n - 3)) for Spearman (Bonett and Wright 2000), sqrt(0.437 / (n - 4)) for Kendall (Fieller, Hartley and Pearson 1957).
 * For many pairs; `bootstrap` for few, and where records of one scenario belong together.
 */
export function fisherInterval(
  correlation: Estimate,
  n: number,
  of: 'pearson' | 'spearman' | 'kendall',
  level = defaultLevel,
): IntervalEstimate {
  if (correlation.kind === 'undefined') return correlation;
  const r = correlation.value;
  if (n < 5) return undefinedBecause('fewer than five pairs');
  if (Math.abs(r) === 1) return undefinedBecause('perfect correlation');
  const variance = { pearson: 1 / (n - 3), spearman: (1 + (r * r) / 2) / (n - 3), kendall: 0.437 / (n - 4) }[of];
  const reach = twoSidedZ(level) * Math.sqrt(variance);
  return {
    kind: 'interval',
    low: Math.tanh(Math.atanh(r) - reach),
    high: Math.tanh(Math.atanh(r) + reach),
    level,
    method: 'Fisher z',
  };
}

function cannot(x: ArrayLike<number>, y: ArrayLike<number>): Estimate | undefined {
  if (x.length !== y.length) throw new RangeError('lengths differ');
  let [variesX, variesY] = [false, false];
  for (let i = 0; i < x.length; i++) {
    if (!(Number.isFinite(x[i]) && Number.isFinite(y[i]))) throw new RangeError(`not numbers: ${x[i]}, ${y[i]}`);
    if (x[i] !== x[0]) variesX = true;
    if (y[i] !== y[0]) variesY = true;
  }
  if (x.length === 0) return undefinedBecause('no data');
  if (x.length === 1) return undefinedBecause('only one pair');
  return variesX && variesY ? undefined : undefinedBecause('no variation');
}

function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum / values.length;
}

/** Rounding may pass 1 by 1e-16. */
function clip(r: number): number {
  return Math.max(-1, Math.min(1, r));
}
