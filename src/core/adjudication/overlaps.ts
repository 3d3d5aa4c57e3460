import type { Kind } from '../codebook/codebook.ts';
import type { ReviewerTag, TagSide } from './reviewerTag.ts';

/**
 * Whether two tags of a kind are of the same thing: every role that the kind asks for, and that both have, meets in
 * some side. A pair thus has to meet on both sides, a pair still open on the one it has.
 */
export function isSameThing(a: ReviewerTag, b: ReviewerTag, kind: Kind | undefined): boolean {
  const asked = kind?.roles.filter(({ min }) => min > 0).map(({ id }) => id);
  const roles = asked ?? [...new Set(a.sides.map(({ role }) => role))];
  const of = (tag: ReviewerTag, role: string): readonly TagSide[] => tag.sides.filter((side) => side.role === role);
  const common = roles.filter((role) => of(a, role).length > 0 && of(b, role).length > 0);
  const meet = (role: string): boolean => of(a, role).some((side) => of(b, role).some((other) => overlap(side, other)));
  return common.length > 0 && common.every(meet);
}

/** Whether two sides share text. A message covers what is in it; a whole transcript meets only a whole transcript. */
export function overlap(a: TagSide, b: TagSide): boolean {
  if (a.file !== b.file || a.target.transcript !== b.target.transcript) return false;
  if (a.target.message !== b.target.message) return false;
  if (a.target.part === undefined || b.target.part === undefined) return true;
  if (partKey(a) !== partKey(b)) return false;
  const [from, to] = spanOf(a);
  const [otherFrom, otherTo] = spanOf(b);
  return from === otherFrom || (from < otherTo && otherFrom < to);
}

const partKey = ({ target: { part } }: TagSide): string => JSON.stringify(part);

/** Code points, half-open; of a side that stops at the part or above, all there are. */
export function spanOf({ target }: TagSide): readonly [start: number, end: number] {
  const { part, start, end } = target;
  return part === undefined || start === undefined || end === undefined ? [0, Number.POSITIVE_INFINITY] : [start, end];
}
