import { type Bins, binOf } from '../../statistics/bins.ts';
import type { RankedPairs } from './rankedPairs.ts';

/** Probabilities and outcomes ready for scoring resamples of them: sorted by probability, binned, logarithms taken. */
export interface CountedForecasts {
  readonly pairs: RankedPairs;
  /** Where each run of equal probabilities ends, and its ln p and ln(1 - p) after clipping. */
  readonly ends: Uint32Array;
  readonly logs: Float64Array;
  readonly otherLogs: Float64Array;
  readonly width: RunBins;
  readonly mass: RunBins;
}

/** Bin of each run; `bins` where it lies in none. */
interface RunBins {
  readonly of: Uint32Array;
  readonly bins: number;
}

/** `pairs` has probabilities as x, outcomes 0 to 1 as y. */
export function countedForecasts(pairs: RankedPairs, width: Bins, mass: Bins, clip: number): CountedForecasts {
  const ends: number[] = [];
  for (let i = 1; i <= pairs.x.length; i++) if (pairs.x[i] !== pairs.x[i - 1]) ends.push(i);
  const probabilities = ends.map((end) => pairs.x[end - 1]!);
  const clipped = probabilities.map((p) => Math.min(1 - clip, Math.max(clip, p)));
  return {
    pairs,
    ends: Uint32Array.from(ends),
    logs: Float64Array.from(clipped, Math.log),
    otherLogs: Float64Array.from(clipped, (p) => Math.log1p(-p)),
    width: runBins(probabilities, width),
    mass: runBins(probabilities, mass),
  };
}

function runBins(probabilities: readonly number[], rule: Bins): RunBins {
  const bins = rule.edges.length - 1;
  return { of: Uint32Array.from(probabilities, (p) => binOf(rule, p) ?? bins), bins };
}

/** What `forecastStatistics` gives, in this order. The `binned` ones are the five terms of Stephenson et al. over the bins of equal width. */
export const forecastStatisticIds = [
  'brier',
  'skill',
  'reliability',
  'resolution',
  'uncertainty',
  'irreducible',
  'logScore',
  'ece',
  'eceMass',
  'meanForecast',
  'outcomeRate',
  'binnedReliability',
  'binnedResolution',
  'withinVariance',
  'withinCovariance',
  'generalisedResolution',
] as const;
export type ForecastStatisticId = (typeof forecastStatisticIds)[number];

/** The scores of forecasts where record i (in the order of `pairs`) counts `counts[i]` times. One pass, nothing sorted. */
export function forecastStatistics(
  { pairs, ends, logs, otherLogs, width, mass }: CountedForecasts,
  counts: ArrayLike<number>,
): (number | undefined)[] {
  const [binned, equal] = [new BinSums(width.bins), new BinSums(mass.bins)];
  let [n, sumP, sumY, sumYY, squares, log, reliability, resolution] = [0, 0, 0, 0, 0, 0, 0, 0];
  for (let run = 0, i = 0; run < ends.length; run++) {
    let [count, hits, hitSquares] = [0, 0, 0];
    const p = pairs.x[i]!;
    for (; i < ends[run]!; i++) {
      const [w, y] = [counts[i]!, pairs.y[i]!];
      count += w;
      hits += w * y;
      hitSquares += w * y * y;
    }
    if (count === 0) continue;
    n += count;
    sumP += count * p;
    sumY += hits;
    sumYY += hitSquares;
    squares += hitSquares - 2 * p * hits + count * p * p;
    log -= hits * logs[run]! + (count - hits) * otherLogs[run]!;
    reliability += (count * p - hits) ** 2 / count;
    resolution += (hits * hits) / count;
    binned.add(width.of[run]!, count, p, hits);
    equal.add(mass.of[run]!, count, p, hits);
  }
  if (n === 0) return forecastStatisticIds.map(() => undefined);
  const rate = sumY / n;
  const uncertainty = Math.max(0, sumYY / n - rate * rate);
  return [
    squares / n,
    uncertainty > 1e-15 ? 1 - squares / n / uncertainty : undefined,
    reliability / n,
    Math.max(0, resolution / n - rate * rate),
    uncertainty,
    (sumY - sumYY) / n,
    log / n,
    binned.gap() / n,
    equal.gap() / n,
    sumP / n,
    rate,
    ...binned.terms(),
  ];
}

/** Sums per bin; the last place is of what lies in none. */
class BinSums {
  readonly #n: Float64Array;
  readonly #p: Float64Array;
  readonly #y: Float64Array;
  #squares = 0;
  #products = 0;

  constructor(bins: number) {
    this.#n = new Float64Array(bins + 1);
    this.#p = new Float64Array(bins + 1);
    this.#y = new Float64Array(bins + 1);
  }

  add(bin: number, count: number, p: number, hits: number): void {
    this.#n[bin]! += count;
    this.#p[bin]! += count * p;
    this.#y[bin]! += hits;
    if (bin === this.#n.length - 1) return;
    this.#squares += count * p * p;
    this.#products += p * hits;
  }

  /** Sum of |hits - forecasts| over the bins. */
  gap(): number {
    let sum = 0;
    for (let bin = 0; bin < this.#n.length - 1; bin++) sum += Math.abs(this.#y[bin]! - this.#p[bin]!);
    return sum;
  }

  /** Reliability, resolution, within-bin variance and covariance, generalised resolution. */
  terms(): (number | undefined)[] {
    let [n, y, reliability, resolution, variance, covariance] = [0, 0, 0, 0, this.#squares, this.#products];
    for (let bin = 0; bin < this.#n.length - 1; bin++) {
      const [count, p, hits] = [this.#n[bin]!, this.#p[bin]!, this.#y[bin]!];
      if (count === 0) continue;
      n += count;
      y += hits;
      reliability += (p - hits) ** 2 / count;
      resolution += (hits * hits) / count;
      variance -= (p * p) / count;
      covariance -= (p * hits) / count;
    }
    if (n === 0) return [undefined, undefined, undefined, undefined, undefined];
    const resolved = resolution / n - (y / n) ** 2;
    return [
      reliability / n,
      resolved,
      variance / n,
      (2 * covariance) / n,
      resolved - variance / n + (2 * covariance) / n,
    ];
  }
}

/** Chance that a hit has the higher forecast, ties half (Mann and Whitney); an outcome of k / n is a hit by that share and a miss by the rest. */
export function countedAuroc({ x, y }: RankedPairs, counts: ArrayLike<number>): number | undefined {
  let [hits, misses, area] = [0, 0, 0];
  for (let start = 0, end = 0; start < x.length; start = end) {
    let [runHits, runMisses] = [0, 0];
    for (; end < x.length && x[end] === x[start]; end++) {
      runHits += counts[end]! * y[end]!;
      runMisses += counts[end]! * (1 - y[end]!);
    }
    area += runHits * (misses + runMisses / 2);
    hits += runHits;
    misses += runMisses;
  }
  return hits > 0 && misses > 0 ? area / (hits * misses) : undefined;
}
