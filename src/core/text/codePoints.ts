import type { Span } from './span.ts';

/**
 * Anchors count Unicode code points; JavaScript strings count UTF-16 units. A lone surrogate is one
 * code point, as in Python. These are the only conversions between the two.
 */

const isHigh = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;
const isLow = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff;

export function codePointLength(text: string): number {
  return utf16ToCodePoint(text, text.length);
}

/** Code points before UTF-16 offset `offset`. An offset inside a pair counts the pair as begun. */
export function utf16ToCodePoint(text: string, offset: number): number {
  const end = Math.min(Math.max(offset, 0), text.length);
  let count = 0;
  for (let i = 0; i < end; count++) {
    i += isHigh(text.charCodeAt(i)) && isLow(text.charCodeAt(i + 1)) ? 2 : 1;
  }
  return count;
}

/** UTF-16 offset of code point `index`, clamped to the text. */
export function codePointToUtf16(text: string, index: number): number {
  let i = 0;
  for (let count = 0; count < index && i < text.length; count++) {
    i += isHigh(text.charCodeAt(i)) && isLow(text.charCodeAt(i + 1)) ? 2 : 1;
  }
  return i;
}

export function spanToUtf16(text: string, span: Span): Span {
  const start = codePointToUtf16(text, span.start);
  const rest = codePointToUtf16(text.slice(start), span.end - span.start);
  return { start, end: start + rest };
}

export function spanToCodePoints(text: string, span: Span): Span {
  const start = utf16ToCodePoint(text, span.start);
  return { start, end: start + utf16ToCodePoint(text.slice(span.start), span.end - span.start) };
}

/** The code points `[start, end)` of `text`. */
export function sliceCodePoints(text: string, start: number, end: number): string {
  const utf16 = spanToUtf16(text, { start, end });
  return text.slice(utf16.start, utf16.end);
}
