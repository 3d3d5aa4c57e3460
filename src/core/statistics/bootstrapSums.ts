import {
  type Bootstrap,
  type BootstrapOptions,
  bootstrapAll,
  defaultResamples,
  plain,
  summarise,
} from './bootstrap.ts';
import type { Estimate } from './estimate.ts';
import { seededRandom } from './random.ts';

/** A statistic of sums over units: a mean is one sum over another. */
export type SumStatistic = (sums: Float64Array) => number | undefined | Estimate;

/** Above so many units the sums of a resample are drawn as what they then are: normal. */
export const mostDrawnUnits = 20_000;

/**
 * Bootstrap of statistics that are functions of sums: rates, means, Brier scores, differences of them. `columns` hold a number per unit (a record, or
 * the sum over a scenario). Up to `mostDrawnUnits` this is `bootstrap`; above, resampled sums are multivariate normal with n times the
 * covariance of the columns (central limit theorem), so that a million units cost one pass, and the method says so.
 */
export function bootstrapSums(
  columns: readonly ArrayLike<number>[],
  statistics: readonly SumStatistic[],
  options: BootstrapOptions,
): readonly Bootstrap[] {
  const n = columns[0]?.length ?? 0;
  if (columns.some((column) => column.length !== n)) throw new RangeError('lengths differ');
  const sums = new Float64Array(columns.length);
  if (n <= mostDrawnUnits)
    return bootstrapAll(
      n,
      (indices) => {
        columns.forEach((column, c) => {
          sums[c] = sumAt(column, indices);
        });
        return statistics.map((statistic) => statistic(sums));
      },
      options,
    );
  const resamples = options.resamples ?? defaultResamples;
  const whole = columns.map(sumOf);
  const root = cholesky(scatter(columns, whole));
  const random = seededRandom(options.seed);
  const found = statistics.map((): number[] => []);
  const drawn = new Float64Array(columns.length);
  for (let r = 0; r < resamples; r++) {
    for (let c = 0; c < drawn.length; c++) drawn[c] = random.normal();
    root.forEach((row, c) => {
      sums[c] = row.reduce((sum, factor, k) => sum + factor * drawn[k]!, whole[c]!);
    });
    statistics.forEach((statistic, s) => {
      const value = plain(statistic(sums));
      if (value !== undefined) found[s]!.push(value);
    });
  }
  return statistics.map((statistic, s) => {
    const made = summarise(plain(statistic(Float64Array.from(whole))), found[s]!, resamples, options);
    if (made.interval.kind !== 'interval') return made;
    return { ...made, interval: { ...made.interval, method: `${made.interval.method} of normal sums` } };
  });
}

function sumAt(column: ArrayLike<number>, indices: Uint32Array): number {
  let sum = 0;
  for (let i = 0; i < indices.length; i++) sum += column[indices[i]!]!;
  return sum;
}

function sumOf(column: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < column.length; i++) sum += column[i]!;
  return sum;
}

/** Sums of products of deviations: the covariance of a resample's sums. */
function scatter(columns: readonly ArrayLike<number>[], sums: readonly number[]): readonly Float64Array[] {
  return columns.map((a, i) =>
    Float64Array.from(columns, (b, j) => {
      const [meanA, meanB] = [sums[i]! / a.length, sums[j]! / a.length];
      let sum = 0;
      for (let k = 0; k < a.length; k++) sum += (a[k]! - meanA) * (b[k]! - meanB);
      return sum;
    }),
  );
}

/** Lower triangular root of a covariance; a column that the others determine, as a constant one, gets 0. */
function cholesky(matrix: readonly Float64Array[]): readonly Float64Array[] {
  const root = matrix.map((row) => new Float64Array(row.length));
  for (let i = 0; i < matrix.length; i++) {
    for (let j = 0; j <= i; j++) {
      let rest = matrix[i]![j]!;
      for (let k = 0; k < j; k++) rest -= root[i]![k]! * root[j]![k]!;
      if (i === j) root[i]![i] = rest > matrix[i]![i]! * 1e-12 ? Math.sqrt(rest) : 0;
      else root[i]![j] = root[j]![j] === 0 ? 0 : rest / root[j]![j]!;
    }
  }
  return root;
}
