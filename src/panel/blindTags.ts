import { linkTags, type TagSource, targetFile } from './viewTags.ts';

/** Whether a reviewer has marked a transcript of a file as reviewed. */
export type Done = (file: string, transcript: string) => boolean;

export function isMine(source: TagSource, reviewer: string): boolean {
  return source.reviewer === reviewer && !source.suggested;
}

export function reviewedBy(reviewer: string, sources: readonly TagSource[]): Done {
  const key = (file: string, transcript: string): string => `${file}\n${transcript}`;
  const reviewed = new Set(
    sources
      .filter((source) => isMine(source, reviewer))
      .flatMap(({ dataFile, reviewed }) => reviewed.map((name) => key(dataFile, name))),
  );
  return (file, transcript) => reviewed.has(key(file, transcript));
}

/**
 * What a reviewer who works blind may see: all that is their own, and of others' tags (and suggestions, and what
 * is said to any tag) what lies, with every side, in transcripts that the reviewer has marked as reviewed. A tag
 * with one side elsewhere would tell what is to be found there. `hides`: whether a data file is reviewed blind.
 */
export function seenSources(
  reviewer: string,
  sources: readonly TagSource[],
  hides: (file: string) => boolean = () => true,
): readonly TagSource[] {
  const done = reviewedBy(reviewer, sources);
  const hidden = new Set<string>();
  for (const { tag, sides } of linkTags(sources)) {
    const shut = sides.some((side) => {
      const file = targetFile(side.source, side.target);
      return hides(file) && !done(file, side.target.transcript);
    });
    if (shut) hidden.add(tag.id);
  }
  const known = new Set(sources.flatMap(({ tags }) => tags.map(({ id }) => id)));
  const seen = (tag: string): boolean => known.has(tag) && !hidden.has(tag);
  return sources.map((source) =>
    isMine(source, reviewer)
      ? source
      : {
          ...source,
          tags: source.tags.filter(({ id }) => seen(id)),
          links: source.links.filter(({ to }) => seen(to)),
          replies: source.replies.filter(({ to }) => seen(to)),
        },
  );
}
