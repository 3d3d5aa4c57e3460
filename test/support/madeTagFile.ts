import { newTagFile } from '../../src/core/tags/newTagFile.ts';
import { renderItem } from '../../src/core/tags/renderItem.ts';
import type { Tag } from '../../src/core/tags/tag.ts';

/** A tag file of these tags as the extension lays it out, made without parsing any. */
export function madeTagFile(tags: readonly Tag[], reviewer = 'alice', source = 'run1.jsonl'): string {
  const items = tags.map((tag) => `  - ${renderItem('tags', tag).join('\n    ')}\n`);
  return `${newTagFile(reviewer, source)}tags:\n${items.join('')}`;
}

/** The id of the made tag `n`: a ULID in form, in order of `n`. */
export function madeTagId(n: number): string {
  return `01KAJ3W5Z0${String(n).padStart(16, '0')}`;
}
