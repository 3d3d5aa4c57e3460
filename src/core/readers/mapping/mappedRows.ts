import { csvRows, decodeCsvCell } from '../../text/csv.ts';
import type { Json } from '../../text/json.ts';
import { parseJson } from '../../text/parseJson.ts';
import type { Span } from '../../text/span.ts';
import { type FieldNode, fieldAt, jsonNode } from '../drafts/fieldNode.ts';
import { asObject } from '../jsonAccess.ts';
import type { MappedRow } from './mappedRecord.ts';

/** The rows in the text of one or several CSV rows. */
export function csvMappedRows(text: string, delimiter: string, columns: readonly string[]): MappedRow[] {
  return csvRows(text, delimiter).map((cells) => {
    const named = new Map<string, FieldNode>();
    const values: Record<string, Json> = {};
    for (const [i, { start, end }] of cells.entries()) {
      const name = columns[i] ?? `column ${i + 1}`;
      const place = `@${start}-${end}`;
      const value = decodeCsvCell(text.slice(start, end)).text;
      named.set(name, { value, source: { pointer: place, encoding: 'cell' }, place });
      if (value !== '') Object.defineProperty(values, name, { value, enumerable: true });
    }
    return {
      place: `@${cells[0]?.start ?? 0}-${cells.at(-1)?.end ?? 0}`,
      values,
      field: ([column, ...rest]) => {
        const cell = named.get(column ?? '');
        return cell && fieldAt(cell, rest);
      },
    };
  });
}

/** JSON values standing at spans of a text, as rows, and those that do not parse. */
export interface JsonRows {
  readonly rows: readonly MappedRow[];
  readonly bad: readonly { readonly index: number; readonly reason: string }[];
}

/** A value that is the whole text has plain pointers, which cost least to find. */
export function jsonMappedRows(text: string, spans: readonly Span[]): JsonRows {
  const rows: MappedRow[] = [];
  const bad: { index: number; reason: string }[] = [];
  for (const [index, { start, end }] of spans.entries()) {
    const held = text.slice(start, end);
    const parsed = parseJson(held);
    if (!parsed.ok) {
      bad.push({ index, reason: parsed.message });
      continue;
    }
    const place = `@${start}-${end}`;
    const node =
      end - start === text.length
        ? jsonNode(parsed.value, '')
        : jsonNode(parsed.value, '', { value: held, source: { pointer: place, encoding: 'text' }, place });
    rows.push({ place: node.place, values: asObject(parsed.value) ?? {}, field: (tokens) => fieldAt(node, tokens) });
  }
  return { rows, bad };
}
