import { newTagFile } from '../tags/newTagFile.ts';
import type { Tag } from '../tags/tag.ts';
import { addItem, applyItemEdit } from '../tags/tagEdit.ts';
import { parseTagFile } from '../tags/tagFile.ts';
import { applyEdits } from '../text/textEdit.ts';

export interface AddedSuggestions {
  readonly text: string;
  /** How many were not there yet. */
  readonly added: number;
}

/**
 * A judge's file of suggestions with these tags in it. What stands there stays as it is; a tag that is there is not
 * added again. Throws for a file that must not be edited.
 */
export function addSuggestions(
  onDisk: string | undefined,
  { judge, source }: { readonly judge: string; readonly source: string },
  tags: readonly Tag[],
): AddedSuggestions {
  let file = parseTagFile(onDisk ?? newTagFile(judge, source));
  const known = new Set(file.items.tags.map(({ id }) => id));
  let added = 0;
  for (const tag of tags) {
    if (known.has(tag.id)) continue;
    known.add(tag.id);
    added++;
    file = parseTagFile(applyEdits(file.text, applyItemEdit(file, addItem(file, 'tags', tag)).edits), {
      previous: file,
    });
  }
  return { text: added === 0 ? (onDisk ?? file.text) : file.text, added };
}
