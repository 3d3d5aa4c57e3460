import { type OffsetMap, OffsetMapBuilder } from './offsetMap.ts';
import type { Span } from './span.ts';

/**
 * The cells of delimited rows (RFC 4180) as ranges of the text, UTF-16 units, quotes included. A row ends
 * at U+000A outside quotes, with one U+000D before it left out; blank rows are skipped. What RFC 4180
 * forbids is taken as it stands: a quote inside a bare cell, characters after a closing quote, a quote never closed.
 */
export function csvRows(text: string, delimiter: string, most = Number.POSITIVE_INFINITY): Span[][] {
  const rows: Span[][] = [];
  for (let at = 0; at < text.length && rows.length < most; ) {
    const cells: Span[] = [];
    for (;;) {
      const end = cellEnd(text, at, delimiter);
      const ends = end >= text.length || text[end] === '\n';
      cells.push({ start: at, end: ends && end > at && text[end - 1] === '\r' ? end - 1 : end });
      at = end + 1;
      if (ends) break;
    }
    const [first] = cells;
    if (cells.length > 1 || (first !== undefined && first.end > first.start)) rows.push(cells);
  }
  return rows;
}

/** A cell as it is meant, and where its units stand in the cell's source; without a map each is its own. */
export function decodeCsvCell(token: string): { readonly text: string; readonly map?: OffsetMap } {
  if (!token.startsWith('"')) return { text: token };
  const map = new OffsetMapBuilder();
  let text = '';
  let from = 1;
  for (let closed = false; from < token.length; ) {
    const quote: number = closed ? -1 : token.indexOf('"', from);
    const end = quote < 0 ? token.length : quote;
    map.add(text.length, from, end - from, end - from);
    text += token.slice(from, end);
    if (quote < 0) break;
    closed = token[quote + 1] !== '"';
    if (!closed) {
      map.add(text.length, quote, 1, 2);
      text += '"';
    }
    from = quote + (closed ? 1 : 2);
  }
  return { text, map: map.build() };
}

/** Offset of the delimiter or line end after the cell, or the end of the text. */
function cellEnd(text: string, start: number, delimiter: string): number {
  let at = start;
  if (text[at] === '"') {
    for (at++; ; at += 2) {
      const quote = text.indexOf('"', at);
      if (quote < 0) return text.length;
      at = quote;
      if (text[quote + 1] !== '"') break;
    }
  }
  while (at < text.length && text[at] !== delimiter && text[at] !== '\n') at++;
  return at;
}
