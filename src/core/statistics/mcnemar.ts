import { type Estimate, estimated, undefinedBecause } from './estimate.ts';
import { logChoose } from './logGamma.ts';
import type { PairCounts } from './newcombe.ts';

export interface McNemar {
  /** Pairs that changed one way, and the other. Only these count. */
  readonly first: number;
  readonly second: number;
  /** Two-sided exact binomial p value (McNemar 1947). Undefined where no pair changed. */
  readonly exact: Estimate;
  /** The same with half the probability of what was seen: less conservative (Fagerland, Lydersen and Laake 2013). */
  readonly midP: Estimate;
}

/** Whether two yes-or-no answers on the same units differ in rate. One pair per scenario: resampled outcomes are not independent; for those bootstrap over scenarios. */
export function mcnemar({ first, second }: Pick<PairCounts, 'first' | 'second'>): McNemar {
  const n = first + second;
  if (n === 0) {
    const none = undefinedBecause('no pair changed');
    return { first, second, exact: none, midP: none };
  }
  const fewer = Math.min(first, second);
  const probability = (k: number): number => Math.exp(logChoose(n, k) - n * Math.LN2);
  let tail = 0;
  // Downwards from the largest term, until terms no longer count.
  for (let k = fewer; k >= 0; k--) {
    const term = probability(k);
    tail += term;
    if (term < tail * 1e-17) break;
  }
  const exact = first === second ? 1 : Math.min(1, 2 * tail);
  // Where both are equally many, the two tails share the middle term.
  const midP = first === second ? 1 - probability(fewer) / 2 : 2 * tail - probability(fewer);
  return { first, second, exact: estimated(exact), midP: estimated(midP) };
}
