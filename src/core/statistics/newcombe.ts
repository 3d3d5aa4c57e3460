import { undefinedBecause } from './estimate.ts';
import { checkCount, defaultLevel, type IntervalEstimate, twoSidedZ, wilsonBounds } from './interval.ts';

/**
 * Interval of k1/n1 - k2/n2 for two independent rates, from their Wilson intervals (Newcombe 1998b, Stat. Med. 17:873, method 10,
 * without continuity correction).
 */
export function newcombe(k1: number, n1: number, k2: number, n2: number, level = defaultLevel): IntervalEstimate {
  checkCount(k1, n1);
  checkCount(k2, n2);
  if (n1 === 0 || n2 === 0) return undefinedBecause('no data');
  const [p1, p2] = [k1 / n1, k2 / n2];
  const z = twoSidedZ(level);
  const [first, second] = [wilsonBounds(k1, n1, z), wilsonBounds(k2, n2, z)];
  return {
    kind: 'interval',
    low: p1 - p2 - Math.hypot(p1 - first.low, second.high - p2),
    high: p1 - p2 + Math.hypot(first.high - p1, p2 - second.low),
    level,
    method: 'Newcombe',
  };
}

/** Pairs of yes and no: how often both were yes, only the first, only the second, neither. */
export interface PairCounts {
  readonly both: number;
  readonly first: number;
  readonly second: number;
  readonly neither: number;
}

/**
 * Interval of the difference (first - second) / n of two rates seen on the same units (Newcombe 1998c, Stat. Med. 17:2635, method 10:
 * Wilson intervals joined by the phi coefficient, whose numerator is lowered by n / 2 where positive).
 */
export function newcombePaired(pairs: PairCounts, level = defaultLevel): IntervalEstimate {
  const { both: e, first: f, second: g, neither: h } = pairs;
  const n = e + f + g + h;
  for (const count of [e, f, g, h]) checkCount(count, n);
  if (n === 0) return undefinedBecause('no data');
  const z = twoSidedZ(level);
  const [p1, p2] = [(e + f) / n, (e + g) / n];
  const [first, second] = [wilsonBounds(e + f, n, z), wilsonBounds(e + g, n, z)];
  const phi = shrunkPhi(e, f, g, h);
  const reach = (a: number, b: number): number => Math.sqrt(Math.max(0, a * a - 2 * phi * a * b + b * b));
  return {
    kind: 'interval',
    low: p1 - p2 - reach(p1 - first.low, second.high - p2),
    high: p1 - p2 + reach(first.high - p1, p2 - second.low),
    level,
    method: 'Newcombe, paired',
  };
}

function shrunkPhi(e: number, f: number, g: number, h: number): number {
  const scale = Math.sqrt((e + f) * (g + h) * (e + g) * (f + h));
  if (scale === 0) return 0;
  const product = e * h - f * g;
  const n = e + f + g + h;
  return (product > 0 ? Math.max(0, product - n / 2) : product) / scale;
}
