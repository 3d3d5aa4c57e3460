import type { Tag } from './tag.ts';
import { findItem, type TagFile } from './tagFile.ts';

/**
 * Whether a change of this field keeps the value from before in `first`: the tag was there when a transcript of it was
 * marked as reviewed, and that value is what agreement is computed on. A second change keeps nothing more.
 */
export function keepsFirst(file: TagFile, tag: Tag, field: string): boolean {
  if (tag.first !== undefined && Object.hasOwn(tag.first, field)) return false;
  return tag.targets.some((target) => {
    if (target.file !== undefined) return false;
    const reviewed = findItem(file, 'reviewed', target.transcript)?.value;
    return reviewed !== undefined && !(tag.created !== undefined && Date.parse(tag.created) > Date.parse(reviewed.at));
  });
}
