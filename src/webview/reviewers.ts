import type { ViewTag } from '../panel/messages.ts';
import type { PageState } from './state.ts';

/** Whose tags are shown; a list holds the keys of those that are. */
export type Whose = 'everyone' | 'mine' | readonly string[];

/** Who has tags in the transcripts that are shown. */
export interface Author {
  /** Tells a judge from a reviewer of the same name. */
  readonly key: string;
  readonly name: string;
  readonly is: 'me' | 'reviewer' | 'consensus' | 'judge';
  readonly tags: number;
}

const order: readonly Author['is'][] = ['me', 'reviewer', 'consensus', 'judge'];

export function authorKey({ reviewer, suggested }: Pick<ViewTag, 'reviewer' | 'suggested'>): string {
  return suggested === true ? `judge:${reviewer}` : reviewer;
}

export function isMine(state: PageState, tag: ViewTag): boolean {
  return tag.reviewer === state.file?.reviewer && tag.suggested !== true;
}

/** I come first, then people by name, what they agreed on, and judges. */
export function authorsOf(state: PageState): readonly Author[] {
  const authors = new Map<string, Author>();
  for (const tag of state.tags.tags) {
    const key = authorKey(tag);
    const is = isMine(state, tag) ? 'me' : tag.consensus ? 'consensus' : tag.suggested ? 'judge' : 'reviewer';
    authors.set(key, { key, name: tag.reviewer, is, tags: (authors.get(key)?.tags ?? 0) + 1 });
  }
  return [...authors.values()].sort(
    (a, b) => order.indexOf(a.is) - order.indexOf(b.is) || a.name.localeCompare(b.name),
  );
}

export function isSeen(state: PageState, tag: ViewTag): boolean {
  const { whose } = state;
  if (whose === 'everyone') return true;
  return whose === 'mine' ? isMine(state, tag) : whose.includes(authorKey(tag));
}

/** The tags that the filter by reviewer leaves. In place of a suggestion that I accepted stands my own tag. */
export function seenTags(state: PageState): readonly ViewTag[] {
  return state.tags.tags.filter((tag) => tag.taken !== 'accepted' && isSeen(state, tag));
}

/** With others' tags about, each tag tells by a chip whose it is. */
export function hasOthers(state: PageState): boolean {
  return state.tags.tags.some((tag) => !isMine(state, tag));
}

/** Cards of tags that the filter leaves out close. */
export function showOnly(state: PageState, whose: Whose): PageState {
  const next = { ...state, whose };
  const hidden = new Set(state.tags.tags.filter((tag) => !isSeen(next, tag)).map(({ id }) => id));
  return { ...next, shownTags: state.shownTags.filter((id) => !hidden.has(id)) };
}

/** One author's tags come or go. All of them shown is everyone, those to come too. */
export function toggleAuthor(state: PageState, key: string): PageState {
  const all = authorsOf(state);
  const shown = all.filter((author) => isShown(state, author)).map((author) => author.key);
  const next = shown.includes(key) ? shown.filter((each) => each !== key) : [...shown, key];
  return showOnly(state, next.length === all.length ? 'everyone' : next);
}

export function isShown({ whose }: PageState, { key, is }: Author): boolean {
  return whose === 'everyone' || (whose === 'mine' ? is === 'me' : whose.includes(key));
}
