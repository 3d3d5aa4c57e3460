import { isMap, isScalar, isSeq } from 'yaml';
import type { Span } from '../text/span.ts';
import { parseItem } from './readItem.ts';
import type { ItemRange } from './tagLayout.ts';

/**
 * Where a path inside an item stands in the file: `kind`, `targets.0.role`, `fields.relation` (with its key). The nearest
 * thing above it that is there, at most its first line.
 */
export function pathRange(item: ItemRange & { readonly text: string }, path: string): Span {
  const [first = '', ...rest] = path.split('.');
  // The id of a field may hold dots.
  const steps = first === 'fields' ? [first, rest.join('.')] : [first, ...rest];
  let node: unknown = parseItem(item.text, item.column).contents;
  let found: Span | undefined;
  for (const step of steps.filter((each) => each !== '')) {
    const pair = isMap(node) ? node.items.find(({ key }) => isScalar(key) && key.value === step) : undefined;
    node = pair === undefined ? (isSeq(node) ? node.items[Number(step)] : undefined) : pair.value;
    const [start, end] = [rangeOf(pair?.key ?? node)?.[0], (rangeOf(node) ?? rangeOf(pair?.key))?.[1]];
    if (start === undefined || end === undefined) break;
    found = { start: start - item.column, end: end - item.column };
  }
  const at = found ?? { start: 0, end: item.text.length };
  const newline = item.text.indexOf('\n', at.start);
  return { start: item.start + at.start, end: item.start + (newline < 0 ? at.end : Math.min(at.end, newline)) };
}

function rangeOf(node: unknown): readonly number[] | undefined {
  return (node as { range?: readonly number[] | null } | null | undefined)?.range ?? undefined;
}
