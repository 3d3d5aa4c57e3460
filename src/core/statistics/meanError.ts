import { type Estimate, estimated, undefinedBecause } from './estimate.ts';
import { defaultLevel, type IntervalEstimate } from './interval.ts';
import { sortedCopy } from './order.ts';
import { quantile } from './quantile.ts';
import { tQuantile } from './studentT.ts';

/** Numbers summed up. */
export interface Description {
  readonly n: number;
  readonly mean: Estimate;
  /** Sample standard deviation, n - 1. */
  readonly sd: Estimate;
  readonly median: Estimate;
  readonly min: Estimate;
  readonly max: Estimate;
  /** Of the mean: Student's t with n - 1 degrees of freedom (Student 1908). */
  readonly interval: IntervalEstimate;
}

export function describeNumbers(values: ArrayLike<number>, level = defaultLevel): Description {
  const n = values.length;
  for (let i = 0; i < n; i++) if (!Number.isFinite(values[i])) throw new RangeError(`not a number: ${values[i]}`);
  if (n === 0) {
    const none = undefinedBecause('no data');
    return { n, mean: none, sd: none, median: none, min: none, max: none, interval: none };
  }
  const sorted = sortedCopy(values);
  const mean = sorted.reduce((sum, value) => sum + value, 0) / n;
  const told = {
    n,
    mean: estimated(mean),
    median: estimated(quantile(sorted, 0.5)),
    min: estimated(sorted[0]!),
    max: estimated(sorted[n - 1]!),
  };
  if (n === 1) {
    const one = undefinedBecause('only one value');
    return { ...told, sd: one, interval: one };
  }
  const sd = Math.sqrt(sorted.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1));
  const reach = tQuantile((1 + level) / 2, n - 1) * (sd / Math.sqrt(n));
  const interval = { kind: 'interval', low: mean - reach, high: mean + reach, level, method: 'Student t' } as const;
  return { ...told, sd: estimated(sd), interval };
}

/** How far numeric predictions were off, in the unit of the property. */
export interface MeanError {
  readonly n: number;
  /** Mean |predicted - observed|. */
  readonly mae: Estimate;
  /** Root of the mean square: never below the MAE. */
  readonly rmse: Estimate;
  /** Mean of predicted - observed: above 0 where too high. */
  readonly bias: Estimate;
}

export function meanError(predicted: ArrayLike<number>, observed: ArrayLike<number>): MeanError {
  if (predicted.length !== observed.length) throw new RangeError('lengths differ');
  const n = predicted.length;
  let [absolute, squares, signed] = [0, 0, 0];
  for (let i = 0; i < n; i++) {
    const error = predicted[i]! - observed[i]!;
    absolute += Math.abs(error);
    squares += error * error;
    signed += error;
  }
  const made = (value: number): Estimate => (n === 0 ? undefinedBecause('no data') : estimated(value));
  return { n, mae: made(absolute / n), rmse: made(Math.sqrt(squares / n)), bias: made(signed / n) };
}
