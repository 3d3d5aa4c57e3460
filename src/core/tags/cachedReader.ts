import { type ReadItem, readItem } from './readItem.ts';
import { type SectionName, sectionNames } from './section.ts';
import type { ParseOptions, TagItem } from './tagFile.ts';
import type { ItemRange } from './tagLayout.ts';

/** An item that has been found and is to be read. */
export interface PendingItem extends ItemRange {
  readonly section: SectionName;
  readonly text: string;
}

/** Items out of step before all texts are indexed: hashing 10 000 of them costs more than a save may. */
const mostMisses = 3;

/**
 * Reads an item, or finds it among those of the previous parse by its exact text: first where it is to
 * be expected, one after the other, then by an index of all.
 */
export function cachedReader({ previous, onParse }: ParseOptions): (item: PendingItem) => ReadItem {
  const expected = { reviewed: 0, tags: 0, links: 0, replies: 0 };
  let misses = 0;
  let index: Map<string, TagItem> | undefined;
  return (item) => {
    const { section, text, column } = item;
    const list: readonly TagItem[] = previous?.items[section] ?? [];
    const at = expected[section];
    // As it was, or after an item that went; where it is neither, it came or was changed.
    for (const offset of [0, 1]) {
      const known = list[at + offset];
      if (known === undefined || !isSame(known, item)) continue;
      expected[section] = at + offset + 1;
      return known.read;
    }
    if (previous !== undefined && ++misses > mostMisses) {
      index ??= new Map(
        sectionNames.flatMap((name) => previous.items[name].map((known) => [known.text, known] as const)),
      );
      const known = index.get(text);
      if (known !== undefined && isSame(known, item)) return known.read;
    }
    onParse?.(section);
    const read = readItem(section, text, column);
    if (list[at]?.id === read.id) expected[section] = at + 1;
    return read;
  };
}

function isSame(known: TagItem, { section, column, text }: PendingItem): boolean {
  return known.section === section && known.column === column && known.text === text;
}
