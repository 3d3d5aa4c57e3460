import { combineCodes } from './combineCodes.ts';

/**
 * What was sampled independently: scenarios, each with all its records (several models, elicitations, samples). Intervals
 * resample these; resampling records one by one would take five answers to one question for five questions.
 */
export interface Units {
  /** Unit of each record. */
  readonly of: Uint32Array;
  readonly count: number;
}

/** Units by scenario, numbered in the order in which they appear. */
export function unitsOf(scenarios: ArrayLike<number>): Units {
  const { codes, count } = combineCodes([scenarios]);
  return { of: codes, count };
}

/** Whether each record is a unit by itself. */
export function areSingle({ of, count }: Units): boolean {
  return of.length === count;
}
