import type { DidFindMoved, ViewReanchor } from '../../panel/anchorMessages.ts';

/** Tags that are not where they were kept, and how far the reviewer is with them. */
export interface AnchorsState extends Omit<DidFindMoved, 'type'> {
  readonly open: boolean;
  /** Row of `waiting` that the keyboard is on. */
  readonly row: number;
  /** The candidate of each target that is looked at, by key; else the first. */
  readonly chosen: Readonly<Record<string, number>>;
  /** Keys of targets that are left as they are: not listed until the page starts over. */
  readonly kept: readonly string[];
}

export const noAnchors: AnchorsState = {
  targets: [],
  leftOut: 0,
  unread: 0,
  open: false,
  row: 0,
  chosen: {},
  kept: [],
};

export function reduceAnchors(state: AnchorsState, { targets, leftOut, unread }: DidFindMoved): AnchorsState {
  return keepRow({ ...state, targets, leftOut, unread });
}

/** What still waits for the reviewer. */
export function waitingAnchors({ targets, kept }: AnchorsState): readonly ViewReanchor[] {
  return targets.filter(({ key }) => !kept.includes(key));
}

export function keepRow(state: AnchorsState): AnchorsState {
  return { ...state, row: Math.max(0, Math.min(state.row, waitingAnchors(state).length - 1)) };
}

export function currentAnchor(state: AnchorsState): ViewReanchor | undefined {
  return waitingAnchors(state)[state.row];
}

/** `3 tags moved, 1 lost`; a target in doubt is neither. */
export function anchorCounts(waiting: readonly ViewReanchor[], leftOut: number): string {
  const count = (outcome: ViewReanchor['outcome']) => waiting.filter((each) => each.outcome === outcome).length;
  const words: readonly (readonly [number, string])[] = [
    [count('moved'), 'moved'],
    [count('ambiguous'), 'in doubt'],
    [count('lost'), 'lost'],
    [leftOut, 'more'],
  ];
  const [first, ...rest] = words.filter(([n]) => n > 0).map(([n, word]) => ({ n, word }));
  if (first === undefined) return '';
  const tags = first.n === 1 ? 'tag' : 'tags';
  return [`${first.n} ${tags} ${first.word}`, ...rest.map(({ n, word }) => `${n} ${word}`)].join(', ');
}
