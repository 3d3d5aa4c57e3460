import { type Undefined, undefinedBecause } from './estimate.ts';
import { normalQuantile } from './normal.ts';

/** A confidence interval. `method` says how it was made, in words that can be printed: `Wilson`, `percentile bootstrap, 1000 resamples`. */
export interface Interval {
  readonly kind: 'interval';
  readonly low: number;
  readonly high: number;
  /** Coverage, as 0.95. */
  readonly level: number;
  readonly method: string;
}

export type IntervalEstimate = Interval | Undefined;

export const defaultLevel = 0.95;

/** The z of a two-sided level: 1.959964 for 0.95. */
export function twoSidedZ(level: number): number {
  return normalQuantile((1 + level) / 2);
}

/** Wilson's score interval for k of n, without continuity correction (Wilson 1927; Newcombe 1998a, method 3). Always inside [0, 1]. */
export function wilson(k: number, n: number, level = defaultLevel): IntervalEstimate {
  checkCount(k, n);
  if (n === 0) return undefinedBecause('no data');
  const { low, high } = wilsonBounds(k, n, twoSidedZ(level));
  return { kind: 'interval', low, high, level, method: 'Wilson' };
}

/** The bounds alone, for a known z and n > 0. */
export function wilsonBounds(k: number, n: number, z: number): { readonly low: number; readonly high: number } {
  const p = k / n;
  const centre = p + (z * z) / (2 * n);
  const reach = z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
  const scale = 1 + (z * z) / n;
  // k = 0 and k = n are exactly 0 and 1; rounding would put them 1e-17 outside.
  return {
    low: k === 0 ? 0 : Math.max(0, (centre - reach) / scale),
    high: k === n ? 1 : Math.min(1, (centre + reach) / scale),
  };
}

/**
 * p -+ z sqrt(p (1 - p) / (n - 1)), not cut at 0 and 1: what Looking Inward (Binder et al. 2024) prints, with z = 1.96 exactly
 * where `level` is 0.95. To reproduce published numbers; `wilson` is better everywhere else.
 */
export function normalRate(k: number, n: number, level = defaultLevel): IntervalEstimate {
  checkCount(k, n);
  if (n < 2) return undefinedBecause(n === 0 ? 'no data' : 'only one value');
  const p = k / n;
  const reach = (level === 0.95 ? 1.96 : twoSidedZ(level)) * Math.sqrt((p * (1 - p)) / (n - 1));
  return { kind: 'interval', low: p - reach, high: p + reach, level, method: 'normal, n - 1' };
}

/** Throws unless 0 <= k <= n. Counts may be fractions: k of n summed over resampled outcomes. */
export function checkCount(k: number, n: number): void {
  if (!(k >= 0 && k <= n && n < Number.POSITIVE_INFINITY))
    throw new RangeError(`not a count of a number: ${k} of ${n}`);
}
