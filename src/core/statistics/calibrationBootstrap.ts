import { type Bins, binOf } from './bins.ts';
import { type Bootstrap, type BootstrapOptions, defaultResamples, summarise } from './bootstrap.ts';
import { mostDrawnUnits } from './bootstrapSums.ts';
import { calibrationError } from './calibrationError.ts';
import { numberOf } from './estimate.ts';
import type { Forecasts } from './forecasts.ts';
import { seededRandom } from './random.ts';

export interface CalibrationBootstrap {
  readonly ece: Bootstrap;
  readonly rmsce: Bootstrap;
  readonly mce: Bootstrap;
}

/**
 * Intervals of ECE, RMSCE and MCE over records, from sums per bin. Up to `mostDrawnUnits` records they are drawn with repetition; above, the sums of a
 * bin are drawn as what a Poisson bootstrap (Hanley and MacGibbon 2006) makes of them, normal and independent of the other bins: one pass
 * for any number of records, and the method says so. ECE cannot be below 0, so that where the true one is near it the whole interval lies
 * above: compare `eceByChance`. Where records of a scenario belong together, use `bootstrap` over scenarios.
 */
export function calibrationBootstrap(
  forecasts: Forecasts,
  bins: Bins,
  options: BootstrapOptions,
): CalibrationBootstrap {
  const { p, y, weights } = forecasts;
  const n = p.length;
  const count = bins.edges.length - 1;
  const resamples = options.resamples ?? defaultResamples;
  const random = seededRandom(options.seed);
  // Bin `count` takes what lies outside: it counts in the total.
  const bin = Uint32Array.from({ length: n }, (_, i) => binOf(bins, p[i]!) ?? count);
  const weight = new Float64Array(n);
  const gap = new Float64Array(n);
  for (let i = 0; i < n; i++) {
    weight[i] = weights ? weights[i]! : 1;
    gap[i] = weight[i]! * (y[i]! - p[i]!);
  }
  const sums = { weight: new Float64Array(count + 1), gap: new Float64Array(count + 1) };
  const addAll = (at: (k: number) => number): void => {
    sums.weight.fill(0);
    sums.gap.fill(0);
    for (let k = 0; k < n; k++) {
      const i = at(k);
      sums.weight[bin[i]!]! += weight[i]!;
      sums.gap[bin[i]!]! += gap[i]!;
    }
  };
  const draw = n <= mostDrawnUnits ? () => addAll(() => random.int(n)) : poissonSums();
  const found: { ece: number[]; rmsce: number[]; mce: number[] } = { ece: [], rmsce: [], mce: [] };
  for (let r = 0; n > 0 && r < resamples; r++) {
    draw();
    score();
  }
  const whole = calibrationError(forecasts, bins);
  const told = (of: 'ece' | 'rmsce' | 'mce'): Bootstrap => {
    const made = summarise(numberOf(whole[of]), found[of], n === 0 ? 0 : resamples, options);
    if (made.interval.kind !== 'interval' || n <= mostDrawnUnits) return made;
    return { ...made, interval: { ...made.interval, method: `${made.interval.method} of normal sums` } };
  };
  return { ece: told('ece'), rmsce: told('rmsce'), mce: told('mce') };

  function score(): void {
    const total = sums.weight.reduce((sum, value) => sum + value, 0);
    let [ece, squares, mce, inside] = [0, 0, 0, 0];
    for (let b = 0; b < count; b++) {
      if (!(sums.weight[b]! > 0)) continue;
      const own = Math.abs(sums.gap[b]!) / sums.weight[b]!;
      inside += sums.weight[b]!;
      ece += (sums.weight[b]! / total) * own;
      squares += (sums.weight[b]! / total) * own * own;
      mce = Math.max(mce, own);
    }
    if (inside === 0) return;
    found.ece.push(ece);
    found.rmsce.push(Math.sqrt(squares));
    found.mce.push(mce);
  }

  /** Poisson weights of mean and variance 1 give sums the mean of the data and the second moments as covariance. */
  function poissonSums(): () => void {
    const moments = Array.from({ length: count + 1 }, () => ({ w: 0, g: 0, ww: 0, gg: 0, wg: 0 }));
    for (let i = 0; i < n; i++) {
      const of = moments[bin[i]!]!;
      const [w, g] = [weight[i]!, gap[i]!];
      of.w += w;
      of.g += g;
      of.ww += w * w;
      of.gg += g * g;
      of.wg += w * g;
    }
    return () => {
      moments.forEach(({ w, g, ww, gg, wg }, b) => {
        const [first, second] = [random.normal(), random.normal()];
        const slope = ww === 0 ? 0 : wg / ww;
        sums.weight[b] = Math.max(0, w + Math.sqrt(ww) * first);
        sums.gap[b] = g + slope * Math.sqrt(ww) * first + Math.sqrt(Math.max(0, gg - slope * wg)) * second;
      });
    };
  }
}
