import search from 'approx-string-match';
import { escapePattern } from '../search/escapePattern.ts';
import type { Target } from '../tags/tag.ts';
import type { Span } from '../text/span.ts';

/** Where a quote may stand in a text. UTF-16 units, half-open. */
export interface QuoteMatch extends Span {
  /** Edits that turn the quote into what stands here. */
  readonly errors: number;
  /** 0 to 1: how much of what stood before and after the quote still does. */
  readonly context: number;
  /** UTF-16 units that agree, of the quote and on both sides of it: how unlikely chance is. */
  readonly evidence: number;
}

type Quote = Pick<Target, 'quote' | 'prefix' | 'suffix'>;

/** Share of a quote that may have been edited; more is another sentence. */
const errorShare = 0.15;
/** Below this many units, every short word would match something. */
const shortestApproximate = 8;
/** Units of quote times units of text: about a quarter of a second. */
const longestSearch = 1e9;
const mostMatches = 100;

/** The places where the quote stands unchanged. At most 100. */
export function exactMatches(text: string, target: Quote): QuoteMatch[] {
  const { quote = '' } = target;
  const matches: QuoteMatch[] = [];
  if (quote === '') return matches;
  for (
    let start = text.indexOf(quote);
    start >= 0 && matches.length < mostMatches;
    start = text.indexOf(quote, start + 1)
  ) {
    const span = { start, end: start + quote.length };
    if (!splitsPair(text, span.start) && !splitsPair(text, span.end))
      matches.push({ ...span, errors: 0, ...surroundings(text, span, target, 0) });
  }
  return matches;
}

/** The places where the quote stands but for its white space. At most 100. */
export function spacedMatches(text: string, target: Quote): QuoteMatch[] {
  const { quote = '' } = target;
  const words = quote.trim();
  if (words === '') return exactMatches(text, target);
  const matches: QuoteMatch[] = [];
  for (const { index, 0: found } of text.matchAll(anySpacing(words))) {
    if (matches.length === mostMatches) break;
    const span = {
      start: index - (/^\s/u.test(quote) && isBlank(text, index - 1, index) ? 1 : 0),
      end:
        index +
        found.length +
        (/\s$/u.test(quote) && isBlank(text, index + found.length, index + found.length + 1) ? 1 : 0),
    };
    if (!splitsPair(text, span.start) && !splitsPair(text, span.end))
      matches.push({ ...span, errors: 0, ...surroundings(text, span, target, 0) });
  }
  return matches;
}

/** The best place for an edited quote, then the best of what is left beside it: two at most. */
export function approximateMatches(text: string, target: Quote): QuoteMatch[] {
  const { quote = '' } = target;
  if (quote.length < shortestApproximate || quote.length * text.length > longestSearch) return [];
  const best = bestIn(text, 0, text.length, target);
  if (best === undefined) return [];
  const others = [bestIn(text, 0, best.start, target), bestIn(text, best.end, text.length, target)];
  return [
    best,
    ...others
      .filter((other) => other !== undefined)
      .sort(byRank)
      .slice(0, 1),
  ];
}

function bestIn(text: string, from: number, to: number, target: Quote): QuoteMatch | undefined {
  const quote = target.quote ?? '';
  return search(text.slice(from, to), quote, Math.floor(quote.length * errorShare))
    .slice(0, mostMatches)
    .map(({ start, end, errors }) => {
      const span = { start: outside(text, from + start, -1), end: outside(text, from + end, 1) };
      return { ...span, errors, ...surroundings(text, span, target, errors) };
    })
    .sort(byRank)[0];
}

/** Fewest errors first, then most context. */
function byRank(a: QuoteMatch, b: QuoteMatch): number {
  return a.errors - b.errors || b.context - a.context;
}

/** Units of a prefix or suffix that make a place look like the quote's. */
const rivalLength = 16;

/**
 * Whether what stood beside the quote, or a half of it, stands somewhere else than beside `match` (anywhere,
 * without one): there the quote may have been before it was edited beyond recognition.
 */
export function hasRival(text: string, { prefix = '', suffix = '' }: Quote, match?: QuoteMatch): boolean {
  const from = (match?.start ?? 0) - prefix.length - rivalLength;
  const to = (match?.end ?? 0) + suffix.length + rivalLength;
  const stands = (words: string, isOwn: (place: Span) => boolean) =>
    words.length >= rivalLength / 2 &&
    [...text.matchAll(anySpacing(words))].some(
      ({ index, 0: { length } }) => match === undefined || !isOwn({ start: index, end: index + length }),
    );
  const { start = 0, end = 0 } = match ?? {};
  // A match between its whole context has only the whole of one side to fear so near.
  const length = match?.context === 1 ? Number.POSITIVE_INFINITY : rivalLength;
  return (
    stands(prefix.slice(-length).trim(), (place) => place.end <= start && isBlank(text, place.end, start)) ||
    stands(suffix.slice(0, length).trim(), (place) => end <= place.start && isBlank(text, end, place.start)) ||
    [...halves(prefix), ...halves(suffix)].some((half) =>
      stands(half, (place) => place.start >= from && place.end <= to),
    )
  );
}

const halves = (side: string): string[] => [side.slice(0, rivalLength).trim(), side.slice(-rivalLength).trim()];

/** White space of any kind and length where the words have some. They begin and end with something else: a search is linear. */
function anySpacing(words: string): RegExp {
  return new RegExp(words.split(/\s+/u).map(escapePattern).join('\\s+'), 'g');
}

/** An empty prefix says that the text began here, an empty suffix that it ended; an absent one says nothing. */
function surroundings(text: string, { start, end }: Span, { quote = '', prefix, suffix }: Quote, errors: number) {
  const sides: { readonly agreed: number; readonly length: number }[] = [];
  const side = (context: string | undefined, outward: (index: number) => string | undefined) => {
    if (context === undefined) return;
    if (context.trim() === '') sides.push({ agreed: onlyBlanks(outward) ? 1 : 0, length: 1 });
    else sides.push({ agreed: agreement(context, outward), length: context.length });
  };
  side(prefix === undefined ? undefined : reversed(prefix), (i) => text[start - 1 - i]);
  side(suffix, (i) => text[end + i]);
  const context = sides.reduce((sum, { agreed, length }) => sum + agreed / length, 0) / Math.max(sides.length, 1);
  return { context, evidence: sides.reduce((sum, { agreed }) => sum + agreed, quote.length - errors) };
}

/** How much of a context, read away from the quote, still stands there. White space agrees with any other. */
function agreement(context: string, outward: (index: number) => string | undefined): number {
  let at = 0;
  let i = 0;
  while (at < context.length) {
    const [kept, found] = [context[at] ?? '', outward(i)];
    if (blank.test(kept) && (found === undefined || blank.test(found))) {
      // The ends of a text may have been trimmed, but then nothing else may be missing there.
      const run = at;
      while (blank.test(context[at] ?? 'x')) at++;
      while (blank.test(outward(i) ?? 'x')) i++;
      if (found === undefined && at < context.length) return run;
    } else if (kept === found) {
      at++;
      i++;
    } else break;
  }
  return at;
}

const blank = /\s/u;
/** White space at an end of a text that may be more than white space: more is a text of its own. */
const longestMargin = 64;

/** By UTF-16 units. */
function reversed(text: string): string {
  return text.split('').reverse().join('');
}

function onlyBlanks(outward: (index: number) => string | undefined): boolean {
  for (let i = 0; i < longestMargin; i++) {
    const found = outward(i);
    if (found === undefined) return true;
    if (!blank.test(found)) return false;
  }
  return false;
}

function isBlank(text: string, start: number, end: number): boolean {
  return end - start <= longestMargin && text.slice(start, end).trim() === '';
}

function outside(text: string, at: number, step: 1 | -1): number {
  return splitsPair(text, at) ? at + step : at;
}

function splitsPair(text: string, at: number): boolean {
  return /^[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(Math.max(at - 1, 0), at + 1));
}
