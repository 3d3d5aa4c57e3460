import { type Estimate, estimated, undefinedBecause } from '../statistics/estimate.ts';
import type { Span } from '../text/span.ts';
import { checkSpan, covered } from './markedSpan.ts';
import { noPairs, noVariation } from './percentAgreement.ts';
import type { Weights } from './unitCounts.ts';

/** A text that two observers or more divided into units and gaps. */
export interface UnitizedText {
  /** Where it begins; 0 unless told. */
  readonly begin?: number;
  readonly length: number;
  /** What each observer marked in it, an empty list for nothing. */
  readonly observers: readonly (readonly CategorisedSpan[])[];
}

export interface CategorisedSpan extends Span {
  readonly category: string;
}

export interface UnitizingAlpha {
  readonly alpha: Estimate;
  /** Do and De. */
  readonly observed: number;
  readonly expected: number;
}

export interface AlphaU extends UnitizingAlpha {
  readonly categories: ReadonlyMap<string, UnitizingAlpha>;
}

/**
 * Krippendorff's alpha for unitizing (1995; 2004, section 11.6), by category, and for all with Do and De summed over categories. Weights
 * are those of the texts. Over several texts the sums of the formula run over all of them, a gap ends where its text does, and each
 * text's pairs count by 1 / (observers - 1), as in alpha; texts with fewer than two observers are left out. Spans of one category of
 * one observer that overlap count as one, as units do not overlap. Throws a RangeError for spans without length or outside
 * their text.
 */
export function alphaU(texts: readonly UnitizedText[]): (weights: Weights) => AlphaU {
  const names = new Set(texts.flatMap(({ observers }) => observers.flatMap((spans) => spans.map((s) => s.category))));
  const kernels = [...names].sort().map((name) => [name, ofCategory(texts, name)] as const);
  return (weights) => {
    const categories = new Map<string, UnitizingAlpha>();
    let [observed, expected] = [0, 0];
    let texted = false;
    texts.forEach(({ observers }, text) => {
      texted ||= observers.length > 1 && weights[text]! > 0;
    });
    for (const [name, kernel] of kernels) {
      const of = kernel(weights);
      categories.set(name, withAlpha(of.observed, of.expected, texted));
      observed += of.observed;
      expected += of.expected;
    }
    return { ...withAlpha(observed, expected, texted), categories };
  };
}

/** One observer's division of a text by one category. */
interface Sections {
  readonly units: readonly Span[];
  readonly gaps: readonly Span[];
}

function sectionsOf(spans: readonly Span[], begin: number, length: number): Sections {
  for (const span of spans) {
    checkSpan(span);
    if (span.start < begin || span.end > begin + length)
      throw new RangeError(`outside the text: ${span.start}-${span.end}`);
  }
  const units = covered(spans.toSorted((a, b) => a.start - b.start));
  const gaps: Span[] = [];
  let end = begin;
  for (const unit of units) {
    if (unit.start > end) gaps.push({ start: end, end: unit.start });
    end = unit.end;
  }
  if (end < begin + length) gaps.push({ start: end, end: begin + length });
  return { units, gaps };
}

interface Sized {
  readonly text: number;
  readonly length: number;
  /** How many there are: observers who marked nothing in a text have the same gap. */
  readonly times: number;
}

type Disagreement = { readonly observed: number; readonly expected: number };

/** Do and De of one category. What does not depend on weights is done once. */
function ofCategory(texts: readonly UnitizedText[], name: string): (weights: Weights) => Disagreement {
  const apart = new Float64Array(texts.length);
  const units: Sized[] = [];
  const gaps: Sized[] = [];
  for (const [text, { begin = 0, length, observers }] of texts.entries()) {
    if (observers.length < 2) continue;
    const marked = observers.map((spans) => spans.filter(({ category }) => category === name));
    const empty = marked.filter((spans) => spans.length === 0).length;
    const sections = marked.filter((spans) => spans.length > 0).map((spans) => sectionsOf(spans, begin, length));
    const nothing = sectionsOf([], begin, length);
    for (const [i, first] of sections.entries()) {
      for (const second of sections.slice(i + 1)) apart[text]! += 2 * distance(first, second);
      apart[text]! += 2 * empty * distance(first, nothing);
      for (const { start, end } of first.units) units.push({ text, length: end - start, times: 1 });
      for (const { start, end } of first.gaps) gaps.push({ text, length: end - start, times: 1 });
    }
    apart[text]! /= observers.length - 1;
    gaps.push({ text, length, times: empty });
  }
  const place = places(texts.length, units, gaps);
  const cubes = sums(texts.length, units, (l) => 2 * l ** 3 - 3 * l ** 2 + l);
  const own = sums(texts.length, units, (l) => l * (l - 1));
  const number = sums(texts.length, units, () => 1);
  return (weights) => {
    let [raw, total, sum] = [0, 0, 0];
    for (const [text, { length, observers }] of texts.entries()) {
      if (observers.length < 2) continue;
      raw += weights[text]! * apart[text]!;
      total += weights[text]! * length;
      sum += weights[text]! * length * observers.length;
    }
    if (total === 0) return { observed: 0, expected: 0 };
    const chance = ((dot(number, weights) - 1) / 3) * dot(cubes, weights) + place(weights);
    const expected = ((2 / total) * chance) / (sum * (sum - 1) - dot(own, weights));
    return { observed: raw / (total * sum), expected };
  };
}

/**
 * Sum over units of length l, and gaps that can hold them, of l² (gap - l + 1): the ways in which units could lie in gaps. Gaps as long as
 * the longest unit hold all of them, so that sums by text will do; only shorter ones, which are few, are looked at one by one.
 */
function places(texts: number, units: readonly Sized[], gaps: readonly Sized[]): (weights: Weights) => number {
  const longest = units.reduce((most, { length }) => Math.max(most, length), 0);
  const long = gaps.filter(({ length }) => length >= longest);
  const short = gaps.filter(({ length }) => length < longest).sort((a, b) => b.length - a.length);
  const squares = sums(texts, units, (l) => l ** 2);
  const shifts = sums(texts, units, (l) => l ** 2 * (l - 1));
  const room = sums(texts, long, (l) => l);
  const count = sums(texts, long, () => 1);
  const fitting = units.filter(({ length }) => length <= (short[0]?.length ?? 0));
  const holding = fitting.map(({ length }) => countAtLeast(short, length));
  return (weights) => {
    let sum = dot(squares, weights) * dot(room, weights) - dot(shifts, weights) * dot(count, weights);
    if (fitting.length === 0) return sum;
    const counts = new Float64Array(short.length + 1);
    const lengths = new Float64Array(short.length + 1);
    for (const [i, { text, length, times }] of short.entries()) {
      counts[i + 1] = counts[i]! + weights[text]! * times;
      lengths[i + 1] = lengths[i]! + weights[text]! * times * length;
    }
    for (const [i, { text, length: l }] of fitting.entries())
      sum += weights[text]! * l ** 2 * (lengths[holding[i]!]! - counts[holding[i]!]! * (l - 1));
    return sum;
  };
}

function sums(texts: number, sections: readonly Sized[], of: (length: number) => number): Float64Array {
  const found = new Float64Array(texts);
  for (const { text, length, times } of sections) found[text]! += times * of(length);
  return found;
}

function dot(sums: Float64Array, weights: Weights): number {
  let total = 0;
  for (let text = 0; text < sums.length; text++) total += sums[text]! * weights[text]!;
  return total;
}

/** How many of the gaps, longest first, could hold a unit of this length. */
function countAtLeast(gaps: readonly Sized[], length: number): number {
  let [low, high] = [0, gaps.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (gaps[middle]!.length >= length) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Sum of the squared distances of two observers' sections, each pair of sections once. */
function distance(a: Sections, b: Sections): number {
  let sum = within(a.units, b.gaps) + within(b.units, a.gaps);
  let j = 0;
  for (const unit of a.units) {
    while (j < b.units.length && b.units[j]!.end <= unit.start) j++;
    for (let k = j; k < b.units.length && b.units[k]!.start < unit.end; k++) sum += unitDistance(unit, b.units[k]!);
  }
  return sum;
}

/** Of two overlapping units: the squared differences of their begins and ends. */
export function unitDistance(a: Span, b: Span): number {
  return (a.start - b.start) ** 2 + (a.end - b.end) ** 2;
}

/** Of units that lie wholly in another's gap: their squared lengths. */
function within(units: readonly Span[], gaps: readonly Span[]): number {
  let [sum, j] = [0, 0];
  for (const { start, end } of units) {
    while (j < gaps.length && gaps[j]!.end < end) j++;
    const gap = gaps[j];
    if (gap !== undefined && gap.start <= start && end <= gap.end) sum += (end - start) ** 2;
  }
  return sum;
}

function withAlpha(observed: number, expected: number, texted: boolean): UnitizingAlpha {
  if (!texted) return { alpha: undefinedBecause(noPairs), observed, expected };
  if (expected === 0) return { alpha: undefinedBecause(noVariation), observed, expected };
  return { alpha: estimated(1 - observed / expected), observed, expected };
}
