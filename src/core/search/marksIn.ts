import type { Link, Tag, Target } from '../tags/tag.ts';
import { dirname, resolvePath } from '../text/paths.ts';
import type { TagMark } from './tagMark.ts';

/** One tag file, parsed. Paths with `/`, all of them absolute or all relative to one folder. */
export interface MarkSource {
  readonly path: string;
  readonly dataFile: string;
  readonly reviewer: string;
  /** Suggestions mark nothing. */
  readonly suggested: boolean;
  readonly tags: readonly Tag[];
  readonly links: readonly Link[];
}

/** What is tagged in a data file, by transcript: the sides of its own tags and those that other files have in it. */
export function marksIn(dataFile: string, sources: readonly MarkSource[]): (transcript: string) => readonly TagMark[] {
  const human = sources.filter((source) => !source.suggested);
  const kinds = new Map(human.flatMap(({ tags }) => tags.map(({ id, kind }) => [id, kind] as const)));
  const marks = new Map<string, TagMark[]>();
  const add = ({ path, dataFile: own, reviewer }: MarkSource, kind: string, target: Omit<Target, 'role'>): void => {
    const file = target.file === undefined ? own : resolvePath(dirname(path), target.file);
    if (file !== dataFile) return;
    const known = marks.get(target.transcript) ?? [];
    known.push({ kind, reviewer, target });
    marks.set(target.transcript, known);
  };
  for (const source of human) {
    for (const { kind, targets } of source.tags) for (const target of targets) add(source, kind, target);
    for (const { to, target } of source.links) add(source, kinds.get(to) ?? '', target);
  }
  return (transcript) => marks.get(transcript) ?? [];
}
