/**
 * What was sampled independently: scenarios, each with all its records (several models, elicitations, samples). Intervals
 * resample these; resampling records one by one would take five answers to one question for five questions.
 */
export interface Units {
  /** Unit of each record. */
  readonly of: Uint32Array;
  readonly count: number;
}

/** Units by scenario code, numbered in the order in which they appear. */
export function unitsOf(codes: ArrayLike<number>): Units {
  const of = new Uint32Array(codes.length);
  const known = new Map<number, number>();
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i]!;
    let unit = known.get(code);
    if (unit === undefined) {
      unit = known.size;
      known.set(code, unit);
    }
    of[i] = unit;
  }
  return { of, count: known.size };
}

/** Whether each record is a unit by itself. */
export function areSingle({ of, count }: Units): boolean {
  return of.length === count;
}
