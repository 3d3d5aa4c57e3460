import type { Tag, Target } from '../../../src/core/tags/tag.ts';
import { applyItemEdit, type ItemEdit } from '../../../src/core/tags/tagEdit.ts';
import { parseTagFile, type TagFile } from '../../../src/core/tags/tagFile.ts';
import { applyEdits } from '../../../src/core/text/textEdit.ts';

export const head = 'version: 1\nreviewer: alice\nsource: run1.jsonl\n';

export function makeTag(id: string, more: Partial<Tag> = {}): Tag {
  return { id, kind: 'mistake', status: 'complete', targets: [makeTarget()], fields: {}, ...more };
}

export function makeTarget(more: Partial<Target> = {}): Target {
  return { role: 'at', transcript: 's-1/1', message: 'm1', part: 0, start: 2, end: 5, quote: 'lie', ...more };
}

/** Apply one edit made from the file as it is. */
export function edited(file: TagFile, edit: ItemEdit): TagFile {
  const { edits } = applyItemEdit(file, edit);
  return parseTagFile(applyEdits(file.text, edits), { previous: file });
}

/** The same on texts: `edit` makes the edit. */
export function edit(text: string, make: (file: TagFile) => ItemEdit): string {
  const file = parseTagFile(text);
  return edited(file, make(file)).text;
}
