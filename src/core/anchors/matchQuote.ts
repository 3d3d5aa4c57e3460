import search from 'approx-string-match';
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
 * Whether what stood beside the quote stands somewhere else than beside `match` (anywhere, without
 * one): there the quote may have been before it was edited beyond recognition. A match between its
 * whole context has only rivals with the whole of one side.
 */
export function hasRival(text: string, { prefix = '', suffix = '' }: Quote, match?: QuoteMatch): boolean {
  const length = match?.context === 1 ? Number.POSITIVE_INFINITY : rivalLength;
  const before = prefix.slice(-length);
  const after = suffix.slice(0, length);
  const beside = (side: string, own: number | undefined) => {
    if (side.length < Math.min(rivalLength, length) / 2) return false;
    for (let at = text.indexOf(side); at >= 0; at = text.indexOf(side, at + 1)) if (at !== own) return true;
    return false;
  };
  return beside(before, match && match.start - before.length) || beside(after, match?.end);
}

/** An empty prefix says that the text began here, an empty suffix that it ended; an absent one says nothing. */
function surroundings(text: string, { start, end }: Span, { quote = '', prefix, suffix }: Quote, errors: number) {
  const sides: { readonly agreed: number; readonly length: number }[] = [];
  const side = (context: string | undefined, bound: boolean, agrees: (index: number) => boolean) => {
    if (context === undefined) return;
    let agreed = 0;
    while (agreed < context.length && agrees(agreed)) agreed++;
    sides.push(context === '' ? { agreed: bound ? 1 : 0, length: 1 } : { agreed, length: context.length });
  };
  side(prefix, start === 0, (i) => text[start - 1 - i] === prefix?.[prefix.length - 1 - i]);
  side(suffix, end === text.length, (i) => text[end + i] === suffix?.[i]);
  const context = sides.reduce((sum, { agreed, length }) => sum + agreed / length, 0) / Math.max(sides.length, 1);
  return { context, evidence: sides.reduce((sum, { agreed }) => sum + agreed, quote.length - errors) };
}

function outside(text: string, at: number, step: 1 | -1): number {
  return splitsPair(text, at) ? at + step : at;
}

function splitsPair(text: string, at: number): boolean {
  return /^[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(Math.max(at - 1, 0), at + 1));
}
