import { spanToUtf16 } from '../text/codePoints.ts';
import { decodeJsonString } from '../text/decodeJsonString.ts';
import { findPointer } from '../text/findPointer.ts';
import { minifyJsonMapped } from '../text/minifyJson.ts';
import { type Edge, toSource } from '../text/offsetMap.ts';
import type { Span } from '../text/span.ts';
import type { PartSelector } from './locator.ts';
import { regionText } from './transcriptText.ts';
import type { Part } from './transcript.ts';

/** Range of the value at `pointer` in the record's text, UTF-16 units; for a message its `pointer`. */
export function sourceSpanOf(recordText: string, pointer: string): Span | undefined;
/**
 * Where `span` (code points of the region) stands in the record's source text, in UTF-16 units:
 * escapes counted, white space of a minified value put back. An argument inside a string of JSON is
 * followed through both. Undefined where the text has no place of its own in the source.
 */
export function sourceSpanOf(recordText: string, part: Part, selector: PartSelector, span: Span): Span | undefined;
export function sourceSpanOf(recordText: string, where: Part | string, selector: PartSelector = 0, span?: Span): Span | undefined {
  if (typeof where === 'string') return findPointer(recordText, where);
  const region = regionText(where, selector);
  if (region === undefined || span === undefined || where.source === undefined) return undefined;
  const inRegion = spanToUtf16(region, span);
  const inPart = typeof selector === 'number' ? inRegion : through(where.text, selector.argument, inRegion);
  return inPart && through(recordText, where.source.pointer, inPart);
}

/** From the text of the value at `pointer` (decoded when a string, else minified) to the text that holds it. */
function through(text: string, pointer: string, span: Span): Span | undefined {
  const range = findPointer(text, pointer);
  if (range === undefined) return undefined;
  const token = text.slice(range.start, range.end);
  const isString = token.startsWith('"');
  const { map } = isString ? decodeJsonString(token) : minifyJsonMapped(token, 0, token.length);
  const carry = (offset: number, edge: Edge): number =>
    range.start + (map.derived.length === 0 ? (isString ? 1 : 0) : toSource(map, offset, edge));
  const start = carry(span.start, 'start');
  return { start, end: span.end > span.start ? carry(span.end, 'end') : start };
}
