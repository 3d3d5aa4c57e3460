import type { Comparisons } from './bradleyTerry.ts';
import { upTo } from './order.ts';
import { seededRandom } from './random.ts';

export interface OnlineEloOptions {
  readonly seed: string;
  /** Points at stake; 4 unless told. */
  readonly k?: number;
  /** Rating to start from; 1000 unless told. */
  readonly start?: number;
  /** Orders that the mean is taken over; 100 unless told. 0: the order given, once. */
  readonly shuffles?: number;
}

export interface OnlineElo {
  /** Mean over the orders. */
  readonly ratings: readonly number[];
  /** Standard deviation over the orders (n - 1): how much the order alone decides. 0 for a single one. */
  readonly spread: readonly number[];
  readonly shuffles: number;
}

/** E = 1 / (1 + 10^((other - own) / 400)) (Elo 1978): the score that a rating expects. */
export function expectedScore(own: number, other: number): number {
  return 1 / (1 + 10 ** ((other - own) / 400));
}

/**
 * Elo updated game by game, as LitmusValues computes its tables (Chiu et al. 2025: K 4, start 1000, ties 0.5, mean over 100 shuffles). Depends on the
 * order, and on K and the number of games: to reproduce published numbers. `bradleyTerry` is the rating.
 */
export function onlineElo(comparisons: Comparisons, options: OnlineEloOptions): OnlineElo {
  const { seed, k = 4, start = 1000, shuffles = 100 } = options;
  if (comparisons.weights) throw new RangeError('online Elo knows no weights');
  const order = upTo(comparisons.first.length);
  const random = seededRandom(seed);
  const sum = new Float64Array(comparisons.players);
  const squares = new Float64Array(comparisons.players);
  const rounds = Math.max(1, shuffles);
  for (let round = 0; round < rounds; round++) {
    if (shuffles > 0) random.shuffle(order);
    const ratings = play(comparisons, order, k, start);
    for (let i = 0; i < ratings.length; i++) {
      sum[i]! += ratings[i]!;
      squares[i]! += (ratings[i]! - start) ** 2;
    }
  }
  const means = Array.from(sum, (total) => total / rounds);
  const spread = means.map((mean, i) =>
    rounds < 2 ? 0 : Math.sqrt(Math.max(0, squares[i]! - rounds * (mean - start) ** 2) / (rounds - 1)),
  );
  return { ratings: means, spread, shuffles };
}

function play(
  { players, first, second, score }: Comparisons,
  order: Uint32Array,
  k: number,
  start: number,
): Float64Array {
  const ratings = new Float64Array(players).fill(start);
  for (const game of order) {
    const [a, b] = [first[game]!, second[game]!];
    if (a === b) continue;
    const change = k * (score[game]! - expectedScore(ratings[a]!, ratings[b]!));
    ratings[a]! += change;
    ratings[b]! -= change;
  }
  return ratings;
}
