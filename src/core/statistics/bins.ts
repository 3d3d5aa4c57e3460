import { sortedCopy } from './order.ts';

/** Where probabilities are cut into bins. Two sets of forecasts are compared in the same `Bins`. */
export interface Bins {
  /** Upwards, one more than there are bins. */
  readonly edges: readonly number[];
  /** The side of a bin that holds its edge: `right` is (low, high]. */
  readonly closed: 'right' | 'left';
  /** Of right-closed bins: whether p = 0 lies in the first one, or in none at all. Left-closed bins hold 0, and their last one holds 1. */
  readonly zero: 'first' | 'outside';
  /** The rule in words, to be printed beside any number made with it. */
  readonly text: string;
}

export interface EqualWidth {
  readonly bins: number;
  /** `exact` are i / bins; `float32` those rounded to 32 bits, as widespread torch code has them: 0.7 is then above the edge 0.7. `exact` unless told. */
  readonly edges?: 'exact' | 'float32';
  /** `right` unless told. */
  readonly closed?: 'right' | 'left';
  /** `first` unless told; `outside` is what the widespread torch code does. */
  readonly zero?: 'first' | 'outside';
}

export function equalWidthBins(rule: EqualWidth): Bins {
  const { bins, edges = 'exact', closed = 'right', zero = 'first' } = rule;
  if (!Number.isInteger(bins) || bins < 1) throw new RangeError(`not a number of bins: ${bins}`);
  const at = Array.from({ length: bins + 1 }, (_, i) => (edges === 'float32' ? Math.fround(i / bins) : i / bins));
  const where =
    closed === 'left' ? '[low, high), 1 in the last' : `(low, high], 0 in ${zero === 'first' ? 'the first' : 'none'}`;
  const rounded = edges === 'float32' ? ', edges in 32 bits' : '';
  return { edges: at, closed, zero, text: `${bins} bins of equal width, ${where}${rounded}` };
}

/**
 * Bins that hold as many of these probabilities each as ties allow: equal ones stay together, in the bin of the middle of their ranks, so that
 * fewer bins may come out than were asked for. (low, high], 0 in the first; the high edges are probabilities of the data.
 */
export function equalMassBins(p: ArrayLike<number>, bins: number): Bins {
  if (!Number.isInteger(bins) || bins < 1) throw new RangeError(`not a number of bins: ${bins}`);
  const sorted = sortedCopy(p);
  const edges = [0];
  let last = -1;
  for (let start = 0, end = 0; start < sorted.length; start = end) {
    while (end < sorted.length && sorted[end] === sorted[start]) end++;
    const bin = Math.floor((((start + end) / 2) * bins) / sorted.length);
    if (bin === last) edges[edges.length - 1] = sorted[start]!;
    else edges.push(sorted[start]!);
    last = bin;
  }
  edges[Math.max(1, edges.length - 1)] = 1;
  return { edges, closed: 'right', zero: 'first', text: `${bins} bins of equal mass, ties together, (low, high]` };
}

/** The bin of a probability; undefined outside all. Compares with the edges: `floor(p * bins)` puts 0.29 of 100 bins into the 28th. */
export function binOf({ edges, closed, zero }: Bins, p: number): number | undefined {
  const last = edges.length - 2;
  if (!(p >= edges[0]! && p <= edges[last + 1]!)) return undefined;
  if (p === edges[0] && closed === 'right') return zero === 'first' ? 0 : undefined;
  let [low, high] = [0, last];
  while (low < high) {
    const middle = (low + high) >>> 1;
    const edge = edges[middle + 1]!;
    if (closed === 'right' ? p <= edge : p < edge) high = middle;
    else low = middle + 1;
  }
  return low;
}
