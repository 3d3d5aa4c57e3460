import { sortOrder, upTo } from '../../statistics/order.ts';

/** Pairs of numbers sorted once by x, so that statistics of a resample take no sorting. */
export interface RankedPairs {
  /** Upwards. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Place of each pair in the arrays given: what belongs to a pair (its unit) is to be taken along. */
  readonly order: Uint32Array;
  /** Place of each y among the distinct ones, upwards, and how many there are. */
  readonly yLevel: Uint32Array;
  readonly yLevels: number;
}

export function rankedPairs(x: ArrayLike<number>, y: ArrayLike<number>): RankedPairs {
  const order = upTo(x.length);
  sortOrder(order, y);
  const level = new Uint32Array(x.length);
  let yLevels = 0;
  for (let i = 0; i < order.length; i++) {
    if (i > 0 && y[order[i]!] !== y[order[i - 1]!]) yLevels++;
    level[order[i]!] = yLevels;
  }
  // By y first: pairs of equal x are then in an order that their numbers decide, not the order of the records.
  sortOrder(order, x);
  return {
    x: Float64Array.from(order, (i) => x[i]!),
    y: Float64Array.from(order, (i) => y[i]!),
    order,
    yLevel: Uint32Array.from(order, (i) => level[i]!),
    yLevels: x.length === 0 ? 0 : yLevels + 1,
  };
}

export interface Correlations {
  readonly pearson: number | undefined;
  readonly spearman: number | undefined;
  readonly kendall: number | undefined;
}

/** Correlations where pair i counts `counts[i]` times; undefined where a side does not vary. Linear but for Kendall's, which takes a logarithm of `yLevels`. */
export function countedCorrelations(pairs: RankedPairs, counts: ArrayLike<number>): Correlations {
  const { x, y, yLevel, yLevels } = pairs;
  const ofLevel = new Float64Array(yLevels);
  let [n, sumX, sumY] = [0, 0, 0];
  for (let i = 0; i < x.length; i++) {
    const count = counts[i]!;
    n += count;
    sumX += count * x[i]!;
    sumY += count * y[i]!;
    ofLevel[yLevel[i]!]! += count;
  }
  const yRank = new Float64Array(yLevels);
  let [below, tiedY, squaredY] = [0, 0, 0];
  for (let level = 0; level < yLevels; level++) {
    const count = ofLevel[level]!;
    yRank[level] = below + count / 2 - n / 2;
    squaredY += count * yRank[level]! ** 2;
    tiedY += (count * (count - 1)) / 2;
    below += count;
  }
  const before = new Float64Array(yLevels + 1);
  let [xx, yy, xy, squaredX, product, tiedX, concordance, seen] = [0, 0, 0, 0, 0, 0, 0, 0];
  for (let start = 0, end = 0; start < x.length; start = end) {
    let [count, ranks] = [0, 0];
    for (; end < x.length && x[end] === x[start]; end++) {
      const w = counts[end]!;
      if (w === 0) continue;
      const level = yLevel[end]!;
      const [dx, dy] = [x[end]! - sumX / n, y[end]! - sumY / n];
      xx += w * dx * dx;
      yy += w * dy * dy;
      xy += w * dx * dy;
      count += w;
      ranks += w * yRank[level]!;
      const [lower, upTo] = [sumBelow(before, level), sumBelow(before, level + 1)];
      concordance += w * (lower - (seen - upTo));
    }
    if (count === 0) continue;
    for (let i = start; i < end; i++) if (counts[i] !== 0) add(before, yLevel[i]!, counts[i]!);
    const rank = seen + count / 2 - n / 2;
    squaredX += count * rank * rank;
    product += rank * ranks;
    tiedX += (count * (count - 1)) / 2;
    seen += count;
  }
  const all = (n * (n - 1)) / 2;
  return {
    pearson: cosine(xy, xx, yy),
    spearman: cosine(product, squaredX, squaredY),
    kendall: cosine(concordance, all - tiedX, all - tiedY),
  };
}

function cosine(product: number, left: number, right: number): number | undefined {
  if (!(left > 0 && right > 0)) return undefined;
  return Math.max(-1, Math.min(1, product / (Math.sqrt(left) * Math.sqrt(right))));
}

/** Fenwick's tree (1994): counts per level, and their sums below a level, each in the logarithm of the levels. */
function add(tree: Float64Array, level: number, count: number): void {
  for (let i = level + 1; i < tree.length; i += i & -i) tree[i]! += count;
}

function sumBelow(tree: Float64Array, level: number): number {
  let sum = 0;
  for (let i = level; i > 0; i -= i & -i) sum += tree[i]!;
  return sum;
}
