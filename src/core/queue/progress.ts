import { orderFor } from './drawQueue.ts';
import { itemKey, type QueueItem, type ReviewQueue } from './queue.ts';

/** What is known of a reviewer's work: keys as `itemKey` makes them. Reviewed without a tag is reviewed. */
export interface Work {
  readonly reviewed: ReadonlySet<string>;
  /** In the order in which they were set aside. */
  readonly skipped: readonly string[];
}

export type ItemState = 'reviewed' | 'skipped' | 'open';

export interface Progress {
  readonly reviewer: string;
  readonly total: number;
  readonly reviewed: number;
  /** Not reviewed, and set aside. */
  readonly skipped: number;
}

type Drawn = Pick<ReviewQueue, 'seed' | 'items'>;

export function stateOf(item: QueueItem, { reviewed, skipped }: Work): ItemState {
  const key = itemKey(item);
  return reviewed.has(key) ? 'reviewed' : skipped.includes(key) ? 'skipped' : 'open';
}

export function progressOf(queue: Drawn, reviewer: string, work: Work): Progress {
  const states = queue.items.filter((item) => item.reviewers.includes(reviewer)).map((item) => stateOf(item, work));
  const count = (state: ItemState): number => states.filter((each) => each === state).length;
  return { reviewer, total: states.length, reviewed: count('reviewed'), skipped: count('skipped') };
}

/**
 * What the reviewer is to see next: the first open one behind `after` in their order, then from its beginning on;
 * `after` itself is not offered again. Undefined where nothing else is open.
 */
export function nextItem(queue: Drawn, reviewer: string, work: Work, after?: string): QueueItem | undefined {
  const order = orderFor(queue, reviewer);
  const at = order.findIndex((item) => itemKey(item) === after);
  return [...order.slice(at + 1), ...order.slice(0, Math.max(at, 0))].find((item) => stateOf(item, work) === 'open');
}

/** What was skipped first of what is skipped still. */
export function firstSkipped(queue: Drawn, reviewer: string, work: Work): QueueItem | undefined {
  const own = new Map(
    queue.items.filter((item) => item.reviewers.includes(reviewer)).map((item) => [itemKey(item), item]),
  );
  const key = work.skipped.find((each) => own.has(each) && !work.reviewed.has(each));
  return key === undefined ? undefined : own.get(key);
}
