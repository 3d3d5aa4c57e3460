import { type ParseOptions, parseTagFile } from './tagFile.ts';
import { mergeTagFiles, type TagConflict } from './tagMerge.ts';

/** The sides of a text in which git left conflict markers. `base` where it was told to write it (`diff3`, `zdiff3`). */
export interface ConflictSides {
  readonly ours: string;
  readonly theirs: string;
  readonly base?: string;
}

/** Undefined where there are no markers, or they do not stand in the order in which git writes them. */
export function conflictSides(text: string): ConflictSides | undefined {
  const sides = { ours: '', base: '', theirs: '' };
  let within: keyof typeof sides | undefined;
  let conflicts = 0;
  let based = 0;
  for (const line of text.match(/[^\n]*\n|[^\n]+$/g) ?? []) {
    const marker = /^(<{7}|\|{7}|={7}|>{7})(?=[ \r\n]|$)/.exec(line)?.[1]?.[0];
    if (marker === undefined) {
      if (within !== undefined) sides[within] += line;
      else for (const side of ['ours', 'base', 'theirs'] as const) sides[side] += line;
    } else if (marker === '<' && within === undefined) {
      within = 'ours';
      conflicts++;
    } else if (marker === '|' && within === 'ours') {
      within = 'base';
      based++;
    } else if (marker === '=' && (within === 'ours' || within === 'base')) {
      within = 'theirs';
    } else if (marker === '>' && within === 'theirs') {
      within = undefined;
    } else {
      return undefined;
    }
  }
  if (conflicts === 0 || within !== undefined) return undefined;
  const { ours, theirs, base } = sides;
  return { ours, theirs, ...(based === conflicts && { base }) };
}

/**
 * Both sides of a tag file that git could not merge in one file, merged by id. `stages`: the sides as git keeps them
 * beside the file. The text with its markers is the second best: outside of them git has merged lines already, and lines
 * of one tag may have come into another where one side put a new tag in the place of one that the other changed. Where
 * there is no base nothing of either side is left out: what one removed is there again, and a key with two values has
 * ours, theirs under `conflict`. Undefined where there is no conflict, or a side is no valid tag file by itself.
 */
export function resolveConflict(
  text: string,
  stages?: ConflictSides,
  options: ParseOptions = {},
): { readonly text: string; readonly conflicts: readonly TagConflict[] } | undefined {
  const marked = conflictSides(text);
  const sides = marked && (stages ?? marked);
  if (sides === undefined) return undefined;
  const isWhole = (side: string): boolean => parseTagFile(side, options).state === 'ok';
  if (!isWhole(sides.ours) || !isWhole(sides.theirs)) return undefined;
  const known = sides.base !== undefined && isWhole(sides.base) ? sides.base : headOf(sides.ours);
  const merged = mergeTagFiles(known, sides.ours, sides.theirs, options);
  return isWhole(merged.text) ? merged : undefined;
}

/** A file before its first list: both sides made all that is in theirs. */
function headOf(text: string): string {
  const first = Math.min(...parseTagFile(text).layout.sections.map(({ headEnd }) => headEnd), text.length);
  return text.slice(0, text.lastIndexOf('\n', first - 1) + 1);
}
