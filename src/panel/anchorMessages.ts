import type { InContext, KeptTarget, NewPlace, Reanchor } from '../core/anchors/reanchor.ts';
import type { SelectedTarget } from './intents.ts';

/** My targets in this panel's tag file that are not where they were kept: a complete snapshot, sent when it is another. */
export interface DidFindMoved {
  readonly type: 'didFindMoved';
  readonly targets: readonly ViewReanchor[];
  /** How many are not sent, being too many. */
  readonly leftOut: number;
  /** How many transcripts were not looked at, being too many. */
  readonly unread: number;
}

export interface ViewReanchor extends Pick<Reanchor, 'at' | 'tag' | 'role' | 'transcript' | 'outcome' | 'sameText'> {
  /** Known in its snapshot and in the next ones. */
  readonly key: string;
  readonly kind?: string;
  readonly was: InContext;
  readonly candidates: readonly NewPlace[];
}

/** Each one undoable step in my tag file. */
export type AnchorIntent =
  | { readonly type: 'acceptPlace'; readonly at: KeptTarget; readonly candidate: number }
  /** Every move on which the words are those of the tag. */
  | { readonly type: 'acceptMoves' }
  | { readonly type: 'anchorAt'; readonly at: KeptTarget; readonly target: SelectedTarget };

export const targetKey = ({ section, id, index }: KeptTarget): string => `${section} ${id} ${index}`;
