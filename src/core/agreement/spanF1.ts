import { type Estimate, estimated, numberOf, ratio, undefinedBecause } from '../statistics/estimate.ts';
import type { Span } from '../text/span.ts';
import { bySort, covered, type MarkedSpan } from './markedSpan.ts';

/** What two reviewers' spans have in common. Sums of these, over transcripts or pairs, give pooled figures. */
export interface SpanCounts {
  /** Pairs of the same span, and of spans that share a character; no span is in two pairs. */
  readonly exact: number;
  readonly overlap: number;
  /** Spans of both reviewers together. */
  readonly spans: number;
  /** Code points that both marked, and those that each marked, together: a code point counts once for each label. */
  readonly shared: number;
  readonly marked: number;
}

export interface SpanF1 {
  readonly exact: Estimate;
  readonly overlap: Estimate;
  readonly character: Estimate;
}

const nothing: SpanCounts = { exact: 0, overlap: 0, spans: 0, shared: 0, marked: 0 };

/** Throws a RangeError for a span without length. Symmetric. */
export function countSpans(a: readonly MarkedSpan[], b: readonly MarkedSpan[]): SpanCounts {
  const [first, second] = [bySort(a), bySort(b)];
  const counts = [...new Set([...first.keys(), ...second.keys()])].map((sort) =>
    countSort(first.get(sort) ?? [], second.get(sort) ?? []),
  );
  return addSpanCounts(counts);
}

export function addSpanCounts(counts: readonly SpanCounts[]): SpanCounts {
  return counts.reduce(
    (sum, one) => ({
      exact: sum.exact + one.exact,
      overlap: sum.overlap + one.overlap,
      spans: sum.spans + one.spans,
      shared: sum.shared + one.shared,
      marked: sum.marked + one.marked,
    }),
    nothing,
  );
}

/**
 * F1 of spans, 2 * matches / (spans of the one + spans of the other): the harmonic mean of precision and recall, whoever is
 * called the truth (Hripcsak and Rothschild 2005). Undefined where neither marked anything.
 */
export function spanF1({ exact, overlap, spans, shared, marked }: SpanCounts): SpanF1 {
  return {
    exact: ratio(2 * exact, spans, noSpans),
    overlap: ratio(2 * overlap, spans, noSpans),
    character: ratio(2 * shared, marked, noSpans),
  };
}

export const noSpans = 'no one marked a span';

/** The mean over pairs of reviewers, each pair alike; pairs without a value are left out. */
export function meanF1(pairs: readonly SpanF1[]): SpanF1 {
  const mean = (of: keyof SpanF1): Estimate => {
    const values = pairs.flatMap((pair) => numberOf(pair[of]) ?? []);
    if (values.length === 0) return undefinedBecause(noSpans);
    return estimated(values.reduce((sum, value) => sum + value, 0) / values.length);
  };
  return { exact: mean('exact'), overlap: mean('overlap'), character: mean('character') };
}

/** Of spans of one text and label, both sorted by their starts, then ends. */
export function countSort(a: readonly Span[], b: readonly Span[]): SpanCounts {
  const [coverA, coverB] = [covered(a), covered(b)];
  return {
    exact: sameSpans(a, b),
    overlap: a.length === 0 || b.length === 0 ? 0 : overlapMatches(a, b),
    spans: a.length + b.length,
    shared: sharedLength(coverA, coverB),
    marked: lengthOf(coverA) + lengthOf(coverB),
  };
}

function sameSpans(a: readonly Span[], b: readonly Span[]): number {
  let [i, j, same] = [0, 0, 0];
  while (i < a.length && j < b.length) {
    const order = a[i]!.start - b[j]!.start || a[i]!.end - b[j]!.end;
    if (order === 0) same++;
    if (order <= 0) i++;
    if (order >= 0) j++;
  }
  return same;
}

/** The most pairs of overlapping spans in which no span stands twice (augmenting paths, Kuhn 1955). */
function overlapMatches(a: readonly Span[], b: readonly Span[]): number {
  const longest = Math.max(...b.map(({ start, end }) => end - start));
  const near = a.map((span) => {
    const found: number[] = [];
    for (let j = firstAfter(b, span.start - longest); j < b.length && b[j]!.start < span.end; j++)
      if (b[j]!.end > span.start) found.push(j);
    return found;
  });
  const partner = new Int32Array(b.length).fill(-1);
  const augment = (from: number, tried: Set<number>): boolean => {
    for (const j of near[from]!) {
      if (tried.has(j)) continue;
      tried.add(j);
      if (partner[j]! >= 0 && !augment(partner[j]!, tried)) continue;
      partner[j] = from;
      return true;
    }
    return false;
  };
  return a.reduce((matches, _, i) => matches + (augment(i, new Set()) ? 1 : 0), 0);
}

/** Index of the first span that starts behind `position`. */
function firstAfter(spans: readonly Span[], position: number): number {
  let [low, high] = [0, spans.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (spans[middle]!.start > position) high = middle;
    else low = middle + 1;
  }
  return low;
}

function sharedLength(a: readonly Span[], b: readonly Span[]): number {
  let [i, j, shared] = [0, 0, 0];
  while (i < a.length && j < b.length) {
    shared += Math.max(0, Math.min(a[i]!.end, b[j]!.end) - Math.max(a[i]!.start, b[j]!.start));
    if (a[i]!.end < b[j]!.end) i++;
    else j++;
  }
  return shared;
}

function lengthOf(spans: readonly Span[]): number {
  return spans.reduce((sum, { start, end }) => sum + end - start, 0);
}
