import type { Span } from '../core/text/span.ts';

export type TextUnit = 'character' | 'word' | 'sentence';

const segmenters: Readonly<Record<TextUnit, Intl.Segmenter>> = {
  character: new Intl.Segmenter(undefined, { granularity: 'grapheme' }),
  word: new Intl.Segmenter(undefined, { granularity: 'word' }),
  sentence: new Intl.Segmenter(undefined, { granularity: 'sentence' }),
};

/** How far from the caret a boundary is looked for, in UTF-16 units: keys stay quick in a text of megabytes. */
const reach = 5000;

/** The unit that begins at or after `offset`, without the white space around it. */
export function nextUnit(text: string, offset: number, unit: TextUnit): Span | undefined {
  const skipped = offset + (/^\s*/u.exec(text.slice(offset, offset + reach))?.[0].length ?? 0);
  if (skipped >= text.length) return undefined;
  const from = lineStart(text, skipped);
  for (const { index, segment } of segmenters[unit].segment(text.slice(from, skipped + reach))) {
    const start = from + index;
    if (start + segment.length <= skipped || segment.trim() === '') continue;
    if (unit === 'word' && !/[\p{L}\p{N}\p{S}]/u.test(segment)) continue;
    return trimSpan(text, { start: Math.max(start, skipped), end: start + segment.length });
  }
  return undefined;
}

/** The unit that ends at or before `offset`, without the white space around it. */
export function previousUnit(text: string, offset: number, unit: TextUnit): Span | undefined {
  const before = text.slice(Math.max(0, offset - reach), offset);
  const end = offset - (/\s*$/u.exec(before)?.[0].length ?? 0);
  if (end <= 0) return undefined;
  const from = lineStart(text, end - 1);
  let found: Span | undefined;
  for (const { index, segment } of segmenters[unit].segment(text.slice(from, Math.min(text.length, end + reach)))) {
    const start = from + index;
    if (start >= end) break;
    if (segment.trim() === '' || (unit === 'word' && !/[\p{L}\p{N}\p{S}]/u.test(segment))) continue;
    found = trimSpan(text, { start, end: Math.min(end, start + segment.length) });
  }
  return found ?? previousUnit(text, from, unit);
}

export function trimSpan(text: string, { start, end }: Span): Span {
  const inner = text.slice(start, end);
  const lead = inner.length - inner.trimStart().length;
  return { start: start + lead, end: Math.max(start + lead, end - (inner.length - inner.trimEnd().length)) };
}

/** Sentences never cross a line feed, so a line is enough context. */
function lineStart(text: string, offset: number): number {
  return Math.max(text.lastIndexOf('\n', offset - 1) + 1, offset - reach, 0);
}
