import { spanToUtf16 } from '../text/codePoints.ts';
import { decodeCsvCell } from '../text/csv.ts';
import { decodeJsonString } from '../text/decodeJsonString.ts';
import { findPointer, findPointers } from '../text/findPointer.ts';
import { minifyJsonMapped } from '../text/minifyJson.ts';
import { type Edge, type OffsetMap, toSource } from '../text/offsetMap.ts';
import type { Span } from '../text/span.ts';
import type { PartSelector } from './locator.ts';
import type { Part, TextSource } from './transcript.ts';
import { regionText } from './transcriptText.ts';

/** Range of the value at `pointer` in the record's text, UTF-16 units; for a message its `pointer`. */
export function sourceSpanOf(recordText: string, pointer: string): Span | undefined;
/**
 * Where `span` (code points of the region) stands in the record's source text, in UTF-16 units:
 * escapes counted, white space of a minified value put back. An argument inside a string of JSON is
 * followed through both. Undefined where the text has no place of its own in the source.
 */
export function sourceSpanOf(recordText: string, part: Part, selector: PartSelector, span: Span): Span | undefined;
export function sourceSpanOf(
  recordText: string,
  where: Part | string,
  selector: PartSelector = 0,
  span?: Span,
): Span | undefined {
  if (typeof where === 'string') return findPointer(recordText, where);
  const region = regionText(where, selector);
  if (region === undefined || span === undefined || where.source === undefined) return undefined;
  const inRegion = spanToUtf16(region, span);
  const inPart = typeof selector === 'number' ? inRegion : throughArgument(where.text, selector.argument, inRegion);
  return inPart && through(recordText, where.source, inPart);
}

/** An argument that is a string counts decoded, any other as its minified JSON. */
function throughArgument(text: string, pointer: string, span: Span): Span | undefined {
  const range = findPointer(text, pointer);
  const encoding = range !== undefined && text[range.start] === '"' ? 'string' : 'json';
  return through(text, { pointer, encoding }, span);
}

/** The canonical text that a source names; undefined where the record has no such place. */
export function textAt(recordText: string, source: TextSource): string | undefined {
  const holder = source.within === undefined ? recordText : textAt(recordText, source.within);
  const pieces = holder === undefined ? undefined : piecesOf(holder, source);
  const whole = pieces?.map(({ text }) => text).join('');
  return source.range === undefined ? whole : whole?.slice(source.range.start, source.range.end);
}

/** From the text that a source names, UTF-16 units, to the record that holds it. */
function through(recordText: string, source: TextSource, span: Span): Span | undefined {
  const holder = source.within === undefined ? recordText : textAt(recordText, source.within);
  const pieces = holder === undefined ? undefined : piecesOf(holder, source);
  if (pieces === undefined) return undefined;
  const shift = source.range?.start ?? 0;
  const start = carry(pieces, span.start + shift, 'start');
  const end = span.end > span.start ? carry(pieces, span.end + shift, 'end') : start;
  const inHolder = start === undefined || end === undefined ? undefined : { start, end };
  return source.within === undefined || inHolder === undefined
    ? inHolder
    : through(recordText, source.within, inHolder);
}

/** A stretch of the holder, and the text it gives. */
interface Piece {
  readonly start: number;
  readonly text: string;
  /** Absent where each unit is its own. */
  readonly map?: OffsetMap;
  /** Offset in the holder for offset 0 of a piece that is empty. */
  readonly inset: number;
}

function piecesOf(holder: string, source: TextSource): Piece[] | undefined {
  const pointers = [source.pointer, ...(source.next ?? [])];
  const ranges = findPointers(holder, pointers);
  const pieces = pointers.flatMap((pointer) => {
    const range = ranges.get(pointer);
    return range === undefined ? [] : [pieceOf(holder, range, source.encoding)];
  });
  return pieces.length < pointers.length ? undefined : pieces;
}

function pieceOf(holder: string, { start, end }: Span, encoding: TextSource['encoding']): Piece {
  const token = holder.slice(start, end);
  if (encoding === 'text') return { start, text: token, inset: 0 };
  if (encoding === 'cell') return { start, ...decodeCsvCell(token), inset: token.startsWith('"') ? 1 : 0 };
  if (encoding === 'string') return { start, ...decodeJsonString(token), inset: 1 };
  return { start, ...minifyJsonMapped(token, 0, token.length), inset: 0 };
}

function carry(pieces: readonly Piece[], offset: number, edge: Edge): number | undefined {
  let left = offset;
  for (const [i, { start, text, map, inset }] of pieces.entries()) {
    // At a seam a start belongs to the piece that begins there, an end to the one that ends there.
    const here = left < text.length || (left === text.length && (edge === 'end' || i === pieces.length - 1));
    if (!here) {
      left -= text.length;
      continue;
    }
    if (map === undefined) return start + left;
    return start + (map.derived.length === 0 ? inset : toSource(map, left, edge));
  }
  return undefined;
}
