import type { Reply, Tag } from '../tags/tag.ts';
import { fingerprint, type ReviewerTag } from './reviewerTag.ts';

/** Ids of tags that are other than when the decision was made. */
export interface Staleness {
  readonly changed: readonly string[];
  readonly added: readonly string[];
  readonly gone: readonly string[];
}

export const isStale = ({ changed, added, gone }: Staleness): boolean =>
  changed.length + added.length + gone.length > 0;

/**
 * Compares with what the decisions recorded (`seen`). One that was written by hand and recorded nothing tells only
 * by the times at which its sources changed.
 */
export function staleness(
  members: readonly ReviewerTag[],
  decisions: readonly Tag[],
  rejections: readonly Reply[],
): Staleness {
  if (decisions.length + rejections.length === 0) return { changed: [], added: [], gone: [] };
  const recorded = decisions.some(({ seen }) => seen !== undefined) || rejections.length > 0;
  const seen = new Map<string, string | undefined>(decisions.flatMap((tag) => Object.entries(tag.seen ?? {})));
  for (const { from = [] } of decisions) for (const id of from) if (!seen.has(id)) seen.set(id, undefined);
  for (const reply of rejections) seen.set(reply.to, reply.seen);
  const made = [...decisions.map(({ created, updated }) => updated ?? created), ...rejections.map((r) => r.created)];
  const lastMade = made.reduce<string>((last, time) => (time !== undefined && time > last ? time : last), '');
  const changed = members.filter((member) => {
    if (!seen.has(member.tag.id)) return false;
    const before = seen.get(member.tag.id);
    if (before !== undefined) return before !== fingerprint(member);
    return lastMade !== '' && (member.tag.updated ?? '') > lastMade;
  });
  const there = new Set(members.map(({ tag }) => tag.id));
  return {
    changed: changed.map(({ tag }) => tag.id),
    added: recorded ? members.flatMap(({ tag }) => (seen.has(tag.id) ? [] : [tag.id])) : [],
    gone: [...seen.keys()].filter((id) => !there.has(id)),
  };
}
