import { type FieldNode, fieldAt } from '../../readers/drafts/fieldNode.ts';
import type { MappedRow } from '../../readers/mapping/mappedRecord.ts';
import type { Json } from '../../text/json.ts';
import type { Span } from '../../text/span.ts';

/** Rows of a table whose cells are words with white space between them. */
export function blankMappedRows(text: string, spans: readonly Span[], columns: readonly string[]): MappedRow[] {
  return spans.map(({ start, end }) => {
    const named = new Map<string, FieldNode>();
    const values: Record<string, Json> = {};
    for (const [i, match] of [...text.slice(start, end).matchAll(/\S+/g)].entries()) {
      const name = columns[i] ?? `column ${i + 1}`;
      const from = start + match.index;
      const place = `@${from}-${from + match[0].length}`;
      named.set(name, { value: match[0], source: { pointer: place, encoding: 'text' }, place });
      Object.defineProperty(values, name, { value: match[0], enumerable: true });
    }
    return {
      place: `@${start}-${end}`,
      values,
      field: ([column, ...rest]) => {
        const cell = named.get(column ?? '');
        return cell && fieldAt(cell, rest);
      },
    };
  });
}
