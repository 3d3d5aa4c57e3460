import type { InContext, NewPlace, Reanchor } from '../core/anchors/reanchor.ts';
import { type DidFindMoved, targetKey, type ViewReanchor } from './anchorMessages.ts';

/** A message of the host stays small: so many targets, and so much of each quote (UTF-16 units). */
const mostShown = 200;
const longestText = 300;

export function viewReanchors(found: readonly Reanchor[], unread: number): DidFindMoved {
  return {
    type: 'didFindMoved',
    targets: found.slice(0, mostShown).map(viewReanchor),
    leftOut: Math.max(0, found.length - mostShown),
    unread,
  };
}

function viewReanchor({ was, candidates, ...rest }: Reanchor): ViewReanchor {
  const cut = candidates.map((each): NewPlace => ({ ...each, ...shortened(each) }));
  return { ...rest, key: targetKey(rest.at), was: shortened(was), candidates: cut };
}

function shortened({ before, text, after }: InContext): InContext {
  if (text.length <= longestText) return { before, text, after };
  const half = longestText / 2;
  return { before, text: `${text.slice(0, half)} … ${text.slice(-half)}`, after };
}
