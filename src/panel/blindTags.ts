import { type LinkedTag, type TagSource, targetFile } from './viewTags.ts';

/** A transcript of a file, as a key. */
const placeKey = (file: string, transcript: string): string => `${file}\n${transcript}`;

/**
 * Tells what a reviewer who works blind may see: all that is their own, and of others' tags (and suggestions, and
 * replies to them) those whose every side lies in a transcript that the reviewer has marked as reviewed. A tag
 * with one side elsewhere would tell what is to be found there.
 */
export function blindTo(
  reviewer: string,
  sources: readonly TagSource[],
): { readonly sees: (tag: LinkedTag) => boolean; readonly done: (file: string, transcript: string) => boolean } {
  const reviewed = new Set(
    sources
      .filter((source) => isMine(source, reviewer))
      .flatMap(({ dataFile, reviewed }) => reviewed.map((name) => placeKey(dataFile, name))),
  );
  const done = (file: string, transcript: string): boolean => reviewed.has(placeKey(file, transcript));
  return {
    done,
    sees: (tag) =>
      isMine(tag.source, reviewer) ||
      tag.sides.every((side) => done(targetFile(side.source, side.target), side.target.transcript)),
  };
}

export function isMine(source: TagSource, reviewer: string): boolean {
  return source.reviewer === reviewer && !source.suggested;
}
