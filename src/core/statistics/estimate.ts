/**
 * A number, or why there is none. A coefficient whose formula divides by zero, or whose data do not vary, is not 0, 1
 * or NaN: it is undefined, and the reason is printed in its place ("undefined: no variation").
 */
export type Estimate = Value | Undefined;

export interface Value {
  readonly kind: 'value';
  readonly value: number;
}

export interface Undefined {
  readonly kind: 'undefined';
  /** Lower-case words that follow "undefined: ", as `no variation`. */
  readonly reason: string;
}

/** Throws for NaN and infinities: a formula that gives one has missed a case that is undefined. */
export function estimated(value: number): Value {
  if (!Number.isFinite(value)) throw new RangeError(`not an estimate: ${value}`);
  return { kind: 'value', value };
}

export function undefinedBecause(reason: string): Undefined {
  return { kind: 'undefined', reason };
}

export function isUndefined(of: { readonly kind: string }): of is Undefined {
  return of.kind === 'undefined';
}

/** `numerator / denominator`, undefined for `reason` when the denominator is 0. */
export function ratio(numerator: number, denominator: number, reason: string): Estimate {
  return denominator === 0 ? undefinedBecause(reason) : estimated(numerator / denominator);
}

/** The number, or `undefined` where there is none: what `bootstrap` wants of a statistic. */
export function numberOf(estimate: Estimate): number | undefined {
  return estimate.kind === 'value' ? estimate.value : undefined;
}

/** The estimate changed by a function of its number. */
export function mapEstimate(estimate: Estimate, change: (value: number) => number): Estimate {
  return estimate.kind === 'value' ? estimated(change(estimate.value)) : estimate;
}
