import type { Reply } from '../core/tags/tag.ts';
import { isMine } from './blindTags.ts';
import type { ViewReply, ViewTag } from './messages.ts';
import type { LinkedTag, TagSource } from './viewTags.ts';

/** Replies by the tag that they are to. */
export type RepliesByTag = ReadonlyMap<string, readonly { readonly source: TagSource; readonly reply: Reply }[]>;

export function repliesByTag(sources: readonly TagSource[]): RepliesByTag {
  const found = new Map<string, { source: TagSource; reply: Reply }[]>();
  for (const source of sources) {
    for (const reply of source.replies) {
      const known = found.get(reply.to);
      if (known === undefined) found.set(reply.to, [{ source, reply }]);
      else known.push({ source, reply });
    }
  }
  return found;
}

/** What was said to a tag, oldest first. */
export function viewReplies(replies: RepliesByTag, tag: string, reviewer: string): readonly ViewReply[] {
  return (replies.get(tag) ?? [])
    .map(({ source, reply }) => ({
      id: reply.id,
      reviewer: source.reviewer,
      own: isMine(source, reviewer),
      stance: reply.stance,
      text: reply.text,
      ...(reply.created !== undefined && { created: reply.created }),
    }))
    .sort((a, b) => (a.created ?? '').localeCompare(b.created ?? ''));
}

/** What became of suggestions: accepted where a tag of mine is made from it, rejected where I disagree with it. */
export function takenBy(
  reviewer: string,
  sources: readonly TagSource[],
): (linked: LinkedTag) => ViewTag['taken'] | undefined {
  const mine = sources.filter((source) => isMine(source, reviewer));
  const accepted = new Set(mine.flatMap(({ tags }) => tags.flatMap((tag) => tag.from ?? [])));
  const rejected = new Set(
    mine.flatMap(({ replies }) => replies.filter(({ stance }) => stance === 'disagree').map(({ to }) => to)),
  );
  return ({ source, tag }) =>
    !source.suggested ? undefined : accepted.has(tag.id) ? 'accepted' : rejected.has(tag.id) ? 'rejected' : undefined;
}
