import assert from 'node:assert/strict';
import { numberOf } from '../../../src/core/statistics/estimate.ts';
import type { IntervalEstimate } from '../../../src/core/statistics/interval.ts';

/** A number, an estimate that has one, is `expected` to within `tolerance`. */
export function near(actual: unknown, expected: number, what: string | number = '', tolerance = 1e-12): void {
  const number = typeof actual === 'object' ? numberOf(actual as never) : actual;
  assert.ok(typeof number === 'number', `${what}: ${JSON.stringify(actual)} instead of ${expected}`);
  assert.ok(Math.abs(number - expected) <= tolerance, `${what}: ${number} instead of ${expected}`);
}

/** Both ends, as printed to `digits` decimals. */
export function ends(interval: IntervalEstimate, digits: number): readonly string[] {
  assert.ok(interval.kind === 'interval', JSON.stringify(interval));
  // + 0 so that -0.0000 is printed as 0.0000.
  return [interval.low, interval.high].map((end) => (Number(end.toFixed(digits)) + 0).toFixed(digits));
}

/** The reason why there is no number. */
export function reason(estimate: { readonly kind: string; readonly reason?: string }): string | undefined {
  return estimate.kind === 'undefined' ? estimate.reason : undefined;
}
