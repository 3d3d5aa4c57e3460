import { type Estimate, numberOf, undefinedBecause } from './estimate.ts';
import { defaultLevel, type IntervalEstimate, twoSidedZ } from './interval.ts';
import { normalCdf, normalQuantile } from './normal.ts';
import { quantile } from './quantile.ts';
import { seededRandom } from './random.ts';

export interface BootstrapOptions {
  readonly seed: string;
  /** As asked; fewer where n is so large that `drawBudget` would be passed. 1000 unless told. */
  readonly resamples?: number;
  readonly level?: number;
  /** BCa needs `statistic` once per unit more, and is made up to `largestBca` units; percentile beyond and unless told. */
  readonly kind?: 'percentile' | 'bca';
}

export interface Bootstrap {
  readonly interval: IntervalEstimate;
  /** Standard deviation over the resamples; undefined where fewer than two gave a number. */
  readonly standardError: number | undefined;
  readonly resamples: number;
  /** Resamples in which the statistic had no value: left out of the interval, and to be told. */
  readonly undefinedResamples: number;
}

/** A statistic of the drawn units. `indices` (length n, with repetition) is reused between calls: read it, do not keep it. */
export type Statistic = (indices: Uint32Array) => number | undefined | Estimate;

export const defaultResamples = 1000;
/** Units drawn in all: n = 100 000 still has 1000 resamples, and 1 000 000 has the fewest, 100: a second or two. */
export const drawBudget = 1e8;
export const fewestResamples = 100;
/** Below so many resamples the ends of a percentile interval are noise: the interval is then estimate -+ z times standard error, and says so. */
export const fewestForPercentiles = 500;
export const largestBca = 1000;

/**
 * Bootstrap interval of a statistic over n units (Efron and Tibshirani 1993, ch. 13 percentile, 14.3 BCa). A unit is what was sampled
 * independently: a record, or a scenario with all its records (then the caller maps units to records). Seeded: the same seed
 * gives the same interval. Undefined where the statistic is undefined on the data or on half of the resamples or more.
 */
export function bootstrap(n: number, statistic: Statistic, options: BootstrapOptions): Bootstrap {
  return bootstrapAll(n, (indices) => [statistic(indices)], options)[0]!;
}

/** Several statistics on the same resamples, one interval each: draws once, and the intervals can be compared. */
export function bootstrapAll(
  n: number,
  statistics: (indices: Uint32Array) => readonly ReturnType<Statistic>[],
  options: BootstrapOptions,
): readonly Bootstrap[] {
  const whole = new Uint32Array(n);
  for (let i = 0; i < n; i++) whole[i] = i;
  const estimates = statistics(whole).map(plain);
  const resamples = resamplesFor(n, options.resamples ?? defaultResamples);
  const random = seededRandom(options.seed);
  const drawn = new Uint32Array(n);
  const found = estimates.map((): number[] => []);
  for (let r = 0; n > 0 && r < resamples; r++) {
    random.fill(drawn, n);
    const values = statistics(drawn);
    for (let s = 0; s < found.length; s++) {
      const value = plain(values[s]);
      if (value !== undefined) found[s]!.push(value);
    }
  }
  const bca = options.kind === 'bca' && n >= 2 && n <= largestBca;
  const left = bca ? jackknife(n, statistics) : undefined;
  return estimates.map((estimate, s) =>
    summarise(
      estimate,
      found[s]!,
      n === 0 ? 0 : resamples,
      options,
      left?.map((values) => values[s]),
    ),
  );
}

export function resamplesFor(n: number, asked: number): number {
  return Math.min(asked, Math.max(fewestResamples, Math.floor(drawBudget / Math.max(1, n))));
}

/**
 * What resampled values say about an estimate. For callers that resample in their own way; `leftOut` are the jackknife values for BCa.
 */
export function summarise(
  estimate: number | undefined,
  values: number[],
  resamples: number,
  options: BootstrapOptions,
  leftOut?: readonly (number | undefined)[],
): Bootstrap {
  const sorted = Float64Array.from(values).sort();
  const told = {
    standardError: sorted.length < 2 ? undefined : deviation(sorted),
    resamples,
    undefinedResamples: resamples - sorted.length,
  };
  if (resamples === 0) return { interval: undefinedBecause('no data'), ...told };
  if (estimate === undefined) return { interval: undefinedBecause('the estimate is undefined'), ...told };
  if (sorted.length < 2 || sorted.length * 2 <= resamples)
    return { interval: undefinedBecause('undefined in half of the resamples or more'), ...told };
  const level = options.level ?? defaultLevel;
  const named = (method: string, low: number, high: number): Bootstrap => ({
    interval: { kind: 'interval', low, high, level, method: `${method}, ${resamples} resamples` },
    ...told,
  });
  if (sorted.length < fewestForPercentiles) {
    const reach = twoSidedZ(level) * told.standardError!;
    return named('normal bootstrap', estimate - reach, estimate + reach);
  }
  const correct = leftOut && biasCorrection(estimate, sorted, leftOut);
  const tail = (1 - level) / 2;
  return correct
    ? named('BCa bootstrap', quantile(sorted, correct(tail)), quantile(sorted, correct(1 - tail)))
    : named('percentile bootstrap', quantile(sorted, tail), quantile(sorted, 1 - tail));
}

/** Efron 1987: which quantile to take for a tail, or undefined where bias or acceleration have no value. */
function biasCorrection(
  estimate: number,
  sorted: Float64Array,
  leftOut: readonly (number | undefined)[],
): ((tail: number) => number) | undefined {
  const below =
    sorted.reduce((sum, value) => sum + (value < estimate ? 1 : value === estimate ? 0.5 : 0), 0) / sorted.length;
  const known = leftOut.filter((value) => value !== undefined);
  if (below === 0 || below === 1 || known.length < leftOut.length) return undefined;
  const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
  const squares = known.reduce((sum, value) => sum + (mean - value) ** 2, 0);
  if (squares === 0) return undefined;
  const acceleration = known.reduce((sum, value) => sum + (mean - value) ** 3, 0) / (6 * squares ** 1.5);
  const bias = normalQuantile(below);
  return (tail) => {
    const z = bias + normalQuantile(tail);
    // A far tail can pass the pole: the quantile is then the last one.
    return normalCdf(bias + z / Math.max(1e-9, 1 - acceleration * z));
  };
}

/** The statistics with each unit left out in turn. */
function jackknife(
  n: number,
  statistics: (indices: Uint32Array) => readonly ReturnType<Statistic>[],
): readonly (readonly (number | undefined)[])[] {
  return Array.from({ length: n }, (_, out) => {
    const rest = new Uint32Array(n - 1);
    for (let i = 0; i < rest.length; i++) rest[i] = i < out ? i : i + 1;
    return statistics(rest).map(plain);
  });
}

/** The number of a statistic; NaN is a mistake of its maker, who has missed a case that is undefined. */
export function plain(value: ReturnType<Statistic>): number | undefined {
  const number = typeof value === 'object' ? numberOf(value) : value;
  if (number !== undefined && !Number.isFinite(number)) throw new RangeError(`not an estimate: ${number}`);
  return number;
}

function deviation(values: Float64Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
}
