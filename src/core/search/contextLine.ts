import type { Span } from '../text/span.ts';

/** A line for showing where a match stands: UTF-16 units of `line`, cut where the line or the match is long. */
export interface ContextLine {
  readonly line: string;
  readonly match: Span;
}

const most = { before: 60, match: 200, after: 140 };
const lineEnd = /[\n\r\u2028\u2029]/;

/**
 * The line in which a match begins. Characters that would act on whoever shows it (controls, directions) are
 * replaced one for one.
 */
export function contextLine(text: string, match: Span): ContextLine {
  let start = match.start;
  while (start > 0 && match.start - start < most.before && !lineEnd.test(text[start - 1] as string)) start--;
  const cut = start > 0 && !lineEnd.test(text[start - 1] as string);
  if (isLow(text, start)) start++;
  if (!cut) while (start < match.start && /\s/.test(text[start] as string)) start++;
  const matchEnd = Math.min(match.end, match.start + most.match);
  const broken = text.slice(match.start, matchEnd).search(lineEnd);
  // A match that begins with a line end is shown as that.
  const shownEnd = broken > 0 ? match.start + broken : matchEnd;
  let end = shownEnd;
  if (broken < 0) while (end < text.length && end - shownEnd < most.after && !lineEnd.test(text[end] as string)) end++;
  if (isLow(text, end)) end--;
  const before = cut ? '…' : '';
  const after = broken < 0 && end < text.length && !lineEnd.test(text[end] as string) ? '…' : '';
  const line =
    before + text.slice(start, end).replace(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/gu, picture) + after;
  const shift = before.length - start;
  return { line, match: { start: match.start + shift, end: Math.min(shownEnd, end) + shift } };
}

function picture(control: string): string {
  const code = control.charCodeAt(0);
  if (control === '\t') return ' ';
  return code < 0x20 ? String.fromCharCode(0x2400 + code) : code === 0x7f ? '\u2421' : '\ufffd';
}

function isLow(text: string, at: number): boolean {
  const [before, unit] = [text.charCodeAt(at - 1), text.charCodeAt(at)];
  return unit >= 0xdc00 && unit <= 0xdfff && before >= 0xd800 && before <= 0xdbff;
}
