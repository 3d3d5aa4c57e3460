import { phi } from './classification.ts';
import { type Estimate, estimated, undefinedBecause } from './estimate.ts';
import { defaultLevel, type IntervalEstimate, twoSidedZ } from './interval.ts';
import { logChoose } from './logGamma.ts';
import type { PairCounts } from './newcombe.ts';

/** Association in a two by two table. */
export interface Association {
  readonly n: number;
  /** Two-sided p value of Fisher's exact test (Fisher 1935): tables no more probable than this one, as R and scipy. Undefined where a side does not vary. */
  readonly p: Estimate;
  /** both neither / (first second); 0.5 is added to each cell where one is 0 (Haldane 1956, Anscombe 1956), which `interval` then says. */
  readonly oddsRatio: Estimate;
  /** Of the odds ratio, on the log scale (Woolf 1955). */
  readonly interval: IntervalEstimate;
  readonly phi: Estimate;
}

export function association(table: PairCounts, level = defaultLevel): Association {
  const { both, first, second, neither } = table;
  for (const count of [both, first, second, neither])
    if (!(Number.isInteger(count) && count >= 0)) throw new RangeError(`not a count: ${count}`);
  const n = both + first + second + neither;
  const correlation = phi(table);
  if (correlation.kind === 'undefined') {
    const none = undefinedBecause(correlation.reason);
    return { n, p: none, oddsRatio: none, interval: none, phi: none };
  }
  const some = [both, first, second, neither].includes(0) ? 0.5 : 0;
  const [a, b, c, d] = [both + some, first + some, second + some, neither + some];
  const log = Math.log(a) + Math.log(d) - Math.log(b) - Math.log(c);
  const reach = twoSidedZ(level) * Math.sqrt(1 / a + 1 / b + 1 / c + 1 / d);
  return {
    n,
    p: estimated(fisherExact(table)),
    oddsRatio: estimated((a * d) / (b * c)),
    interval: {
      kind: 'interval',
      low: Math.exp(log - reach),
      high: Math.exp(log + reach),
      level,
      method: some === 0 ? 'Woolf' : 'Woolf, 0.5 added',
    },
    phi: correlation,
  };
}

/** The two-sided p value alone, 1 where a side does not vary. Time grows with the smaller margin. */
export function fisherExact({ both, first, second, neither }: PairCounts): number {
  const [row, column, n] = [both + first, both + second, both + first + second + neither];
  const log = (k: number): number => logChoose(column, k) + logChoose(n - column, row - k) - logChoose(n, row);
  const seen = log(both);
  let p = 0;
  for (let k = Math.max(0, row + column - n); k <= Math.min(row, column); k++) {
    const one = log(k);
    // Equal probabilities differ by rounding: the same allowance, 1e-7, as R.
    if (one <= seen + 1e-7) p += Math.exp(one);
  }
  return Math.min(1, p);
}
