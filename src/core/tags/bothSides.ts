import { resolveConflict } from './resolveConflict.ts';
import { parseTagFile, type TagFile } from './tagFile.ts';

const known = new WeakMap<TagFile, TagFile>();

/** What is to be shown of a file: of one in which git left a conflict, the tags of both sides; else the file itself. */
export function bothSides(file: TagFile): TagFile {
  if (file.state !== 'broken' || !hasConflict(file)) return file;
  const found = known.get(file) ?? resolved(file);
  known.set(file, found);
  return found;
}

export function hasConflict(file: TagFile): boolean {
  return file.problems.some(({ code }) => code === 'tags.conflictMarker') || /^<{7} .*^>{7} /ms.test(file.text);
}

function resolved(file: TagFile): TagFile {
  const both = resolveConflict(file.text);
  return both === undefined ? file : parseTagFile(both.text, { previous: file });
}
