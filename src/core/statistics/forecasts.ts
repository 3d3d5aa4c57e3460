/**
 * Probabilities and what came of them, one entry per record.
 *
 * `y` is 0 or 1, or the share k / n of n resampled outcomes that had the property. `weights` are then the n, where a record is to count
 * by its number of outcomes; without them every record counts alike.
 */
export interface Forecasts {
  readonly p: ArrayLike<number>;
  readonly y: ArrayLike<number>;
  readonly weights?: ArrayLike<number>;
}

/** Throws where lengths differ, a probability or an outcome is outside [0, 1], or a weight is not positive: the reader of records sees to that. */
export function checkForecasts({ p, y, weights }: Forecasts): void {
  if (p.length !== y.length || (weights && weights.length !== p.length)) throw new RangeError('lengths differ');
  for (let i = 0; i < p.length; i++) {
    if (!(p[i]! >= 0 && p[i]! <= 1)) throw new RangeError(`not a probability: ${p[i]}`);
    checkOutcome(y[i]!, weights ? weights[i]! : 1);
  }
}

/** As `checkForecasts`, for predictions on any finite scale. */
export function checkScores({ p, y, weights }: Forecasts): void {
  if (p.length !== y.length || (weights && weights.length !== p.length)) throw new RangeError('lengths differ');
  for (let i = 0; i < p.length; i++) {
    if (!Number.isFinite(p[i]!)) throw new RangeError(`not a number: ${p[i]}`);
    checkOutcome(y[i]!, weights ? weights[i]! : 1);
  }
}

function checkOutcome(y: number, weight: number): void {
  if (!(y >= 0 && y <= 1)) throw new RangeError(`not an outcome: ${y}`);
  if (!(weight > 0 && weight < Number.POSITIVE_INFINITY)) throw new RangeError(`not a weight: ${weight}`);
}

/** The records at `indices`, in that order: one resample. */
export function takeForecasts({ p, y, weights }: Forecasts, indices: ArrayLike<number>): Forecasts {
  const taken = { p: take(p, indices), y: take(y, indices) };
  return weights ? { ...taken, weights: take(weights, indices) } : taken;
}

export function take(values: ArrayLike<number>, indices: ArrayLike<number>): Float64Array {
  const taken = new Float64Array(indices.length);
  for (let i = 0; i < taken.length; i++) taken[i] = values[indices[i]!]!;
  return taken;
}

/**
 * Several classes as one: the probability of the most probable class, and whether it was the right one (Guo et al. 2017; the first of equals).
 * `target` holds positions in a row.
 */
export function topLabel(rows: readonly ArrayLike<number>[], target: ArrayLike<number>): Forecasts {
  if (rows.length !== target.length) throw new RangeError('lengths differ');
  const p = new Float64Array(rows.length);
  const y = new Float64Array(rows.length);
  rows.forEach((row, i) => {
    let best = 0;
    for (let c = 1; c < row.length; c++) if (row[c]! > row[best]!) best = c;
    p[i] = row[best] ?? Number.NaN;
    y[i] = best === target[i] ? 1 : 0;
  });
  return { p, y };
}
