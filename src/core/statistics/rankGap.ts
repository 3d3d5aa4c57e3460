import { kendall, spearman } from './correlation.ts';
import type { Estimate } from './estimate.ts';
import { estimated, undefinedBecause } from './estimate.ts';
import { averageRanks } from './order.ts';

/** Two rankings of the same things, stated and revealed. Ranks are from 1 for the highest score, equal scores sharing theirs. */
export interface RankGap {
  readonly n: number;
  readonly spearman: Estimate;
  readonly kendall: Estimate;
  /** Over |difference of ranks|. Without ties spearman = 1 - 6 rmse^2 / (n^2 - 1). */
  readonly meanDifference: Estimate;
  readonly rmse: Estimate;
  readonly maxDifference: Estimate;
  /** stated - revealed rank, in the order given: below 0 where it is claimed to matter more than it does. */
  readonly differences: Float64Array;
}

/** As LitmusValues compares stated and revealed Elo (Chiu et al. 2025). Re-ranks within what is given: things known on one side only are to be left out. */
export function rankGap(stated: ArrayLike<number>, revealed: ArrayLike<number>): RankGap {
  const correlated = { spearman: spearman(stated, revealed), kendall: kendall(stated, revealed) };
  const ranks = (scores: ArrayLike<number>): Float64Array => averageRanks(Array.from(scores, (score) => -score));
  const of = ranks(revealed);
  const differences = ranks(stated).map((rank, i) => rank - of[i]!);
  const n = differences.length;
  const made = (value: number): Estimate => (n === 0 ? undefinedBecause('no data') : estimated(value));
  return {
    n,
    ...correlated,
    meanDifference: made(differences.reduce((sum, d) => sum + Math.abs(d), 0) / n),
    rmse: made(Math.sqrt(differences.reduce((sum, d) => sum + d * d, 0) / n)),
    maxDifference: made(differences.reduce((most, d) => Math.max(most, Math.abs(d)), 0)),
    differences,
  };
}
