import { isMap, isScalar, isSeq } from 'yaml';
import type { Span } from '../text/span.ts';
import { parseItem } from './readItem.ts';
import type { SectionName } from './section.ts';
import type { ItemRange } from './tagLayout.ts';

/**
 * Where the targets of an item stand in its text, in the order of its value; with the range of the
 * quote where there is one. UTF-16 units of the item's text.
 */
export function targetRanges(
  item: ItemRange & { readonly text: string; readonly section: SectionName },
): readonly (Span & { readonly quote?: Span })[] {
  const doc = parseItem(item.text, item.column);
  const span = (range: readonly number[]): Span => ({
    start: Math.max((range[0] ?? 0) - item.column, 0),
    end: Math.min((range[1] ?? 0) - item.column, item.text.length),
  });
  const found = item.section === 'links' ? [doc.get('target', true)] : seqItems(doc.get('targets', true));
  return found.flatMap((node) => {
    if (!isMap(node) || !node.range) return [];
    const quote = node.get('quote', true);
    return [{ ...span(node.range), ...(isScalar(quote) && quote.range && { quote: span(quote.range) }) }];
  });
}

function seqItems(node: unknown): readonly unknown[] {
  return isSeq(node) ? node.items : [];
}
