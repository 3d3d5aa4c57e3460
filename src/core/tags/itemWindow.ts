import type { YamlWindow } from '../yaml/yamlPlace.ts';
import { scanItems } from './scanItems.ts';

/**
 * The item of a tag file that an offset is in, or on the lines below it, so that a file of 10 000 tags need not be
 * read for a word in one. Undefined where it is in none.
 */
export function itemWindow(text: string, offset: number): YamlWindow | undefined {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const found = text.indexOf('\n', offset);
  const lineEnd = found < 0 ? text.length : found;
  for (const { name, items } of scanItems(text)?.sections ?? []) {
    const index = items.findLastIndex(({ start }) => start <= offset);
    const item = items[index];
    if (item === undefined) continue;
    const next = items[index + 1];
    const inside =
      offset <= item.end || (offset - lineStart >= item.column && text.slice(item.end, offset).trim() === '');
    if (!inside || (next !== undefined && lineEnd >= next.start)) continue;
    return { start: item.start, end: Math.max(item.end, lineEnd), column: item.column, path: [name, index] };
  }
  return undefined;
}
