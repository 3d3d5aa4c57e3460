import type { Tag, Target } from '../tags/tag.ts';
import { sha256Hex } from '../text/sha256.ts';

/** A reviewer's tag with all its sides, those that links add to it too. */
export interface ReviewerTag {
  readonly reviewer: string;
  readonly tag: Tag;
  readonly sides: readonly TagSide[];
}

export interface TagSide {
  readonly role: string;
  /** Absolute path of the data file, with `/`. */
  readonly file: string;
  readonly target: Omit<Target, 'role'>;
}

/**
 * Tells whether a tag says what it said when it was adjudicated: 12 hex digits over kind, sides and values. A quote
 * that an edit of the data moved inside its message is the same; where its data file lies does not count.
 */
export function fingerprint({ tag, sides }: ReviewerTag): string {
  const places = sides.map(({ role, target }) => {
    const { transcript, message, part, start, end, quote } = target;
    return JSON.stringify([role, transcript, message, part, quote ?? [start, end]]);
  });
  const fields = Object.entries(tag.fields).sort(([a], [b]) => (a < b ? -1 : 1));
  return sha256Hex(JSON.stringify([tag.kind, places.sort(), fields, tag.note ?? ''])).slice(0, 12);
}
