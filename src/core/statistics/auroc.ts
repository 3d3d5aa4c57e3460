import { type Estimate, estimated, undefinedBecause } from './estimate.ts';
import { defaultLevel, type IntervalEstimate, twoSidedZ } from './interval.ts';

/** How well scores tell the positives from the negatives: the chance that a positive has the higher one, ties counting half. */
export interface Auroc {
  readonly positives: number;
  readonly negatives: number;
  /** Mann and Whitney's U over pairs (Bamber 1975); 0.5 is chance. Undefined where all are of one class. */
  readonly auroc: Estimate;
  /** DeLong, DeLong and Clarke-Pearson 1988, cut at 0 and 1. Undefined with one of a class, and where nothing overlaps: it would have no width. */
  readonly interval: IntervalEstimate;
}

/** `positive` holds 1 (or true) for positives. O(n log n). Throws for a score that is no finite number. */
export function auroc(scores: ArrayLike<number>, positive: ArrayLike<number | boolean>, level = defaultLevel): Auroc {
  const [above, below] = splitSorted(scores, positive);
  const [m, n] = [above.length, below.length];
  if (m === 0 || n === 0) {
    const none = undefinedBecause(m + n === 0 ? 'no data' : 'all of one class');
    return { positives: m, negatives: n, auroc: none, interval: none };
  }
  const [ofPositives, ofNegatives] = placements(above, below);
  const value = ofPositives.sum / m;
  const variance = sampleVariance(ofPositives, m) / m + sampleVariance(ofNegatives, n) / n;
  return { positives: m, negatives: n, auroc: estimated(value), interval: delong(value, variance, m, n, level) };
}

function delong(value: number, variance: number, m: number, n: number, level: number): IntervalEstimate {
  if (m < 2 || n < 2) return undefinedBecause('only one of a class');
  if (value === 0 || value === 1) return undefinedBecause('no overlap of the classes');
  if (variance === 0) return undefinedBecause('no variation');
  const reach = twoSidedZ(level) * Math.sqrt(variance);
  return {
    kind: 'interval',
    low: Math.max(0, value - reach),
    high: Math.min(1, value + reach),
    level,
    method: 'DeLong',
  };
}

function splitSorted(
  scores: ArrayLike<number>,
  positive: ArrayLike<number | boolean>,
): readonly [Float64Array, Float64Array] {
  if (scores.length !== positive.length) throw new RangeError('lengths differ');
  let m = 0;
  for (let i = 0; i < positive.length; i++) if (positive[i]) m++;
  const above = new Float64Array(m);
  const below = new Float64Array(scores.length - m);
  for (let i = 0, a = 0, b = 0; i < scores.length; i++) {
    if (!Number.isFinite(scores[i])) throw new RangeError(`not a score: ${scores[i]}`);
    if (positive[i]) above[a++] = scores[i]!;
    else below[b++] = scores[i]!;
  }
  return [above.sort(), below.sort()];
}

interface Placements {
  sum: number;
  squares: number;
}

/** Sums over DeLong's structural components: for a positive the share of negatives below it, for a negative the share of positives above. */
function placements(above: Float64Array, below: Float64Array): readonly [Placements, Placements] {
  const ofPositives: Placements = { sum: 0, squares: 0 };
  const ofNegatives: Placements = { sum: 0, squares: 0 };
  for (let a = 0, b = 0; a < above.length || b < below.length; ) {
    const score = Math.min(above[a] ?? Number.POSITIVE_INFINITY, below[b] ?? Number.POSITIVE_INFINITY);
    const [a0, b0] = [a, b];
    while (above[a] === score) a++;
    while (below[b] === score) b++;
    add(ofPositives, a - a0, (b0 + b) / 2 / below.length);
    add(ofNegatives, b - b0, 1 - (a0 + a) / 2 / above.length);
  }
  return [ofPositives, ofNegatives];
}

function add(placements: Placements, count: number, value: number): void {
  placements.sum += count * value;
  placements.squares += count * value * value;
}

function sampleVariance({ sum, squares }: Placements, n: number): number {
  return n < 2 ? 0 : Math.max(0, (squares - (sum * sum) / n) / (n - 1));
}
