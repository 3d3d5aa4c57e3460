import { type Estimate, estimated, ratio, undefinedBecause } from './estimate.ts';
import { defaultLevel, type IntervalEstimate, wilson } from './interval.ts';
import { newcombePaired, type PairCounts } from './newcombe.ts';

/** k of n, with Wilson's interval. */
export interface Rate {
  readonly k: number;
  readonly n: number;
  readonly rate: Estimate;
  readonly interval: IntervalEstimate;
}

export function rate(k: number, n: number, level = defaultLevel): Rate {
  return { k, n, rate: ratio(k, n, 'no data'), interval: wilson(k, n, level) };
}

/** What a category is told by. */
export type Label = string | number | boolean;

export interface Accuracy {
  readonly accuracy: Rate;
  /** The rate of always saying the most frequent outcome of the record's group: found in these same records, so a little too good (Binder et al. 2024). */
  readonly baseline: Rate;
  /** accuracy - baseline, and Newcombe's paired interval, the most frequent outcome taken as known. */
  readonly lift: Estimate;
  readonly liftInterval: IntervalEstimate;
  /** Per group, in order of appearance: its most frequent outcome, the first to appear of equals. */
  readonly modes: readonly Mode[];
}

export interface Mode extends Rate {
  readonly group: Label | undefined;
  readonly label: Label;
}

/**
 * Accuracy against the majority baseline. A group is a property, a data set and a model: the baseline is the best constant answer of each, averaged
 * over records. Only records parseable on both sides are to be given; `rate` tells compliance.
 */
export function accuracy(
  predicted: readonly Label[],
  observed: readonly Label[],
  groups?: readonly Label[],
  level = defaultLevel,
): Accuracy {
  const n = observed.length;
  if (predicted.length !== n || (groups && groups.length !== n)) throw new RangeError('lengths differ');
  const modes = modesOf(observed, groups, level);
  const modeOf = new Map(modes.map((mode) => [mode.group, mode.label]));
  const hits = countPairs(
    n,
    (i) => predicted[i] === observed[i],
    (i) => modeOf.get(groups?.[i]) === observed[i],
  );
  return {
    accuracy: rate(hits.both + hits.first, n, level),
    baseline: rate(hits.both + hits.second, n, level),
    lift: ratio(hits.first - hits.second, n, 'no data'),
    liftInterval: newcombePaired(hits, level),
    modes,
  };
}

function modesOf(observed: readonly Label[], groups: readonly Label[] | undefined, level: number): readonly Mode[] {
  const counts = new Map<Label | undefined, Map<Label, number>>();
  observed.forEach((label, i) => {
    const of = counts.get(groups?.[i]) ?? new Map<Label, number>();
    counts.set(groups?.[i], of.set(label, (of.get(label) ?? 0) + 1));
  });
  return [...counts].map(([group, of]) => {
    let [label, k, n]: [Label | undefined, number, number] = [undefined, 0, 0];
    for (const [candidate, count] of of) {
      n += count;
      if (count > k) [label, k] = [candidate, count];
    }
    return { group, label: label!, ...rate(k, n, level) };
  });
}

/** How often two conditions held together, on units 0 to n - 1: what `mcnemar` and `newcombePaired` take. */
export function countPairs(n: number, first: (i: number) => boolean, second: (i: number) => boolean): PairCounts {
  const counts = { both: 0, first: 0, second: 0, neither: 0 };
  for (let i = 0; i < n; i++) {
    const [a, b] = [first(i), second(i)];
    counts[a ? (b ? 'both' : 'first') : b ? 'second' : 'neither']++;
  }
  return counts;
}

export interface BinaryScores {
  readonly n: number;
  readonly accuracy: Estimate;
  /** Of the predicted, the share observed. Undefined where nothing was predicted. */
  readonly precision: Estimate;
  /** Of the observed, the share predicted. Undefined where nothing was observed. */
  readonly recall: Estimate;
  /** 2 both / (2 both + first + second) (van Rijsbergen 1979). Undefined where neither side ever says yes. */
  readonly f1: Estimate;
  /** Phi, Matthews' correlation. */
  readonly phi: Estimate;
}

/** Yes and no against yes and no: `first` is predicted (stated), `second` observed (revealed). */
export function binaryScores({ both, first, second, neither }: PairCounts): BinaryScores {
  const n = both + first + second + neither;
  return {
    n,
    accuracy: ratio(both + neither, n, 'no data'),
    precision: ratio(both, both + first, n === 0 ? 'no data' : 'nothing predicted'),
    recall: ratio(both, both + second, n === 0 ? 'no data' : 'nothing observed'),
    f1: ratio(2 * both, 2 * both + first + second, n === 0 ? 'no data' : 'nothing predicted or observed'),
    phi: phi({ both, first, second, neither }),
  };
}

/** Phi (Yule 1912): Pearson's r of two yes-or-no sides. Undefined where a side does not vary. */
export function phi({ both, first, second, neither }: PairCounts): Estimate {
  const n = both + first + second + neither;
  if (n === 0) return undefinedBecause('no data');
  const sides = [both + first, second + neither, both + second, first + neither];
  if (sides.includes(0)) return undefinedBecause('no variation');
  const scale = sides.reduce((product, side) => product * Math.sqrt(side), 1);
  return estimated(Math.max(-1, Math.min(1, (both * neither - first * second) / scale)));
}
