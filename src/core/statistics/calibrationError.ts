import { type Bins, binOf } from './bins.ts';
import { type Estimate, estimated, undefinedBecause } from './estimate.ts';
import { checkForecasts, type Forecasts } from './forecasts.ts';
import { type Group, groupsBy } from './groups.ts';
import { type IntervalEstimate, wilson } from './interval.ts';

/** One bin of the reliability table. Empty bins have a row, so that two tables line up. */
export interface ReliabilityRow {
  readonly low: number;
  readonly high: number;
  /** Records in the bin. */
  readonly n: number;
  /** Mean probability, and mean outcome. */
  readonly confidence: Estimate;
  readonly rate: Estimate;
  /** rate - confidence: below 0 where too sure. */
  readonly gap: Estimate;
  /** Wilson, of the rate; n is the sum of weights where there are any, as if resampled outcomes were independent. */
  readonly interval: IntervalEstimate;
}

export interface CalibrationError {
  /** All records, the ones outside of all bins too: each bin counts by its share of these. */
  readonly n: number;
  /** Records in no bin: p = 0 under `zero: 'outside'`. */
  readonly outside: number;
  /** Sum of n_b / n |rate - confidence| (Naeini et al. 2015; Guo et al. 2017). Biased upwards where bins hold few records. */
  readonly ece: Estimate;
  /** Root of the sum of n_b / n (rate - confidence)^2 (Kumar et al. 2019 with p = 2). */
  readonly rmsce: Estimate;
  /** Largest |rate - confidence|. */
  readonly mce: Estimate;
  /**
   * What ECE is to be expected of probabilities that are perfectly right, from chance alone: sum of n_b / n sqrt(2 v_b / pi), v_b the variance of the
   * rate if each p was true (mean of a folded normal). An ECE near it says nothing against calibration.
   */
  readonly eceByChance: Estimate;
  readonly rows: readonly ReliabilityRow[];
  /** How it was binned, to be printed. */
  readonly binning: string;
}

export function calibrationError(forecasts: Forecasts, bins: Bins, level?: number): CalibrationError {
  checkForecasts(forecasts);
  const groups = groupsBy(forecasts, (p) => binOf(bins, p));
  const { weights, p } = forecasts;
  let total = weights ? 0 : p.length;
  if (weights) for (let i = 0; i < p.length; i++) total += weights[i]!;
  let [inside, ece, squares, mce, chance] = [0, 0, 0, 0, 0];
  for (const group of groups.values()) {
    const gap = Math.abs(group.y - group.p) / group.w;
    inside += group.n;
    ece += (group.w / total) * gap;
    squares += (group.w / total) * gap * gap;
    mce = Math.max(mce, gap);
    chance += (group.w / total) * Math.sqrt((2 * Math.max(0, group.p - group.pp)) / (Math.PI * group.w * group.w));
  }
  const made = (value: number): Estimate =>
    p.length === 0
      ? undefinedBecause('no data')
      : inside === 0
        ? undefinedBecause('all outside of the bins')
        : estimated(value);
  return {
    n: p.length,
    outside: p.length - inside,
    ece: made(ece),
    rmsce: made(Math.sqrt(squares)),
    mce: made(mce),
    eceByChance: made(chance),
    rows: bins.edges.slice(1).map((high, b) => row(bins.edges[b]!, high, groups.get(b), level)),
    binning: bins.text,
  };
}

function row(low: number, high: number, group: Group | undefined, level: number | undefined): ReliabilityRow {
  if (group === undefined) {
    const empty = undefinedBecause('no data');
    return { low, high, n: 0, confidence: empty, rate: empty, gap: empty, interval: empty };
  }
  return {
    low,
    high,
    n: group.n,
    confidence: estimated(group.p / group.w),
    rate: estimated(group.y / group.w),
    gap: estimated((group.y - group.p) / group.w),
    interval: wilson(Math.min(group.y, group.w), group.w, level),
  };
}
