import { resolveTarget } from '../anchors/resolve.ts';
import type { Target } from '../tags/tag.ts';
import type { Span } from '../text/span.ts';
import type { PartSelector } from '../transcripts/locator.ts';
import type { Transcript } from '../transcripts/transcript.ts';
import type { SearchFilters } from './searchQuery.ts';

/** One side of a tag, as far as a search cares. */
export interface TagMark {
  readonly kind: string;
  readonly reviewer: string;
  readonly target: Omit<Target, 'role'>;
}

/** Whether the filters need to know what is tagged. */
export function asksForTags({ tagged, kinds, reviewers }: SearchFilters): boolean {
  return tagged !== undefined || kinds !== undefined || reviewers !== undefined;
}

/** Whether a place (code points) passes what the filters say of tags. Lost and doubtful anchors mark nothing. */
export function tagFilter(
  transcript: Transcript,
  marks: readonly TagMark[],
  { tagged, kinds, reviewers }: SearchFilters,
): (message: string, part: PartSelector, span: Span) => boolean {
  return (message, part, span) => {
    const here = marks.filter(({ target }) => covers(transcript, target, message, part, span));
    if (tagged !== undefined && here.length > 0 !== tagged) return false;
    if (kinds === undefined && reviewers === undefined) return true;
    return here.some((mark) => (kinds?.includes(mark.kind) ?? true) && (reviewers?.includes(mark.reviewer) ?? true));
  };
}

function covers(
  transcript: Transcript,
  target: TagMark['target'],
  message: string,
  part: PartSelector,
  span: Span,
): boolean {
  const found = resolveTarget(transcript, target);
  if (found.outcome !== 'exact' && found.outcome !== 'moved') return false;
  if (found.message === undefined) return true;
  if (found.message !== message) return false;
  if (found.part === undefined) return true;
  if (JSON.stringify(found.part) !== JSON.stringify(part)) return false;
  return found.start === undefined || found.end === undefined || (found.start < span.end && span.start < found.end);
}
