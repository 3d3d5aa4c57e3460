import { seededRandom } from '../statistics/random.ts';
import { type FrameItem, itemKey, type QueueItem, type ReviewQueue, type Strata } from './queue.ts';

export interface DrawOptions {
  readonly seed: string;
  /** How many transcripts; all there are where that is fewer. */
  readonly size: number;
  /** How many of them are labelled by several reviewers, for agreement. */
  readonly overlap: number;
  /** By how many each of those; all reviewers where it is absent. */
  readonly each?: number;
  readonly reviewers: readonly string[];
  readonly strata?: Strata;
}

/**
 * A simple random sample within each stratum, without replacement, so that a transcript's inclusion probability is
 * n_h / N_h of its stratum. How many come from a stratum is fixed before drawing: in proportion to its size (largest
 * remainders first), or the same from each as far as it has them. The overlap is drawn from the sample in the same way, the rest is dealt out in
 * turn. Deterministic in the seed and the frame, whatever order that is in.
 */
export function drawItems(frame: readonly FrameItem[], options: DrawOptions): readonly QueueItem[] {
  const { seed, size, reviewers, each = reviewers.length } = options;
  if (reviewers.length === 0) throw new RangeError('a queue needs a reviewer');
  const strata = byStratum(frame);
  const counts = allocate(
    strata.map(({ items }) => items.length),
    size,
    options.strata?.allocation ?? 'proportional',
  );
  const drawn = strata.flatMap(({ stratum, items }, i) => {
    const n = counts[i] as number;
    return shuffled(items, `${seed}/draw/${stratum}`)
      .slice(0, n)
      .map((item) => ({ ...item, p: n / items.length }));
  });
  const mixed = shuffled(drawn, `${seed}/deal`);
  const shared = Math.min(options.overlap, mixed.length);
  const turn = shuffled(reviewers, `${seed}/reviewers`);
  let next = 0;
  const take = (count: number): string[] =>
    Array.from({ length: Math.min(count, turn.length) }, () => turn[next++ % turn.length] as string);
  return mixed.map(({ file, transcript, stratum, p }, i) => ({
    file,
    transcript,
    p,
    ...(stratum !== undefined && { stratum }),
    reviewers: i < shared ? inOrder(take(each), reviewers) : take(1),
  }));
}

/** The items of a reviewer, in an order of the reviewer's own: who tires at the end tires on other transcripts than others do. */
export function orderFor(queue: Pick<ReviewQueue, 'seed' | 'items'>, reviewer: string): readonly QueueItem[] {
  return shuffled(
    queue.items.filter(({ reviewers }) => reviewers.includes(reviewer)),
    `${queue.seed}/order/${reviewer}`,
  );
}

/**
 * How many come from strata of these sizes, `size` in all where there are as many. `equal`: the same from each, what a
 * small one lacks shared among the others. `proportional`: by size, largest remainders first.
 */
export function allocate(sizes: readonly number[], size: number, how: Strata['allocation']): readonly number[] {
  const total = sizes.reduce((sum, n) => sum + n, 0);
  const wanted = Math.max(0, Math.min(Math.floor(size), total));
  const counts = sizes.map((n) => (how === 'proportional' && total > 0 ? Math.floor((wanted * n) / total) : 0));
  let left = wanted - counts.reduce((sum, n) => sum + n, 0);
  const remainder = (i: number): number => ((wanted * (sizes[i] as number)) / total) % 1;
  const order = sizes.map((_, i) => i);
  if (how === 'proportional') order.sort((a, b) => remainder(b) - remainder(a) || a - b);
  while (left > 0) {
    for (const i of order) {
      if (left === 0) break;
      if ((counts[i] as number) >= (sizes[i] as number)) continue;
      counts[i] = (counts[i] as number) + 1;
      left--;
    }
  }
  return counts;
}

/** Strata by name, the items of each in an order that does not depend on the frame's. */
function byStratum(frame: readonly FrameItem[]): { readonly stratum: string; readonly items: readonly FrameItem[] }[] {
  const found = new Map<string, Map<string, FrameItem>>();
  for (const item of frame) {
    const stratum = item.stratum ?? '';
    const items = found.get(stratum) ?? new Map<string, FrameItem>();
    found.set(stratum, items.set(itemKey(item), item));
  }
  const byKey = <T>([a]: readonly [string, T], [b]: readonly [string, T]): number => (a < b ? -1 : a > b ? 1 : 0);
  return [...found]
    .sort(byKey)
    .map(([stratum, items]) => ({ stratum, items: [...items].sort(byKey).map(([, item]) => item) }));
}

function shuffled<T>(items: readonly T[], seed: string): T[] {
  const copy = [...items];
  const random = seededRandom(seed);
  for (let i = copy.length - 1; i > 0; i--) {
    const j = random.int(i + 1);
    [copy[i], copy[j]] = [copy[j] as T, copy[i] as T];
  }
  return copy;
}

const inOrder = (names: readonly string[], all: readonly string[]): string[] =>
  all.filter((name) => names.includes(name));
