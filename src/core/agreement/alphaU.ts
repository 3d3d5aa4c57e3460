import { type Estimate, estimated, undefinedBecause } from '../statistics/estimate.ts';
import type { Span } from '../text/span.ts';
import { checkSpan, covered } from './markedSpan.ts';
import { noPairs, noVariation } from './percentAgreement.ts';

/** A text, or several laid end to end, that everyone divided into units and gaps. */
export interface Continuum {
  readonly begin: number;
  readonly length: number;
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
 * Krippendorff's alpha for unitizing (1995; 2004, section 11.6), by category, and for all with Do and De summed over categories. Each list is
 * what one observer marked; spans of one category that overlap count as one, as units do not overlap. Throws a RangeError for
 * spans without length or outside the continuum.
 */
export function alphaU(observers: readonly (readonly CategorisedSpan[])[], continuum: Continuum): AlphaU {
  const names = new Set(observers.flatMap((spans) => spans.map(({ category }) => category)));
  const categories = new Map<string, UnitizingAlpha>();
  let [observed, expected] = [0, 0];
  for (const name of [...names].sort()) {
    const sections = observers.map((spans) =>
      sectionsOf(
        spans.filter(({ category }) => category === name),
        continuum,
      ),
    );
    const of = ofCategory(sections, continuum.length);
    categories.set(name, of);
    observed += of.observed;
    expected += of.expected;
  }
  return { ...withAlpha(observed, expected, observers.length), categories };
}

/** One observer's division of the continuum by one category. */
interface Sections {
  readonly units: readonly Span[];
  readonly gaps: readonly Span[];
}

function sectionsOf(spans: readonly Span[], { begin, length }: Continuum): Sections {
  for (const span of spans) {
    checkSpan(span);
    if (span.start < begin || span.end > begin + length)
      throw new RangeError(`outside the continuum: ${span.start}-${span.end}`);
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

function ofCategory(sections: readonly Sections[], length: number): UnitizingAlpha {
  const m = sections.length;
  const units = sections.flatMap((section) => section.units);
  if (m < 2) return withAlpha(0, 0, m);
  let apart = 0;
  for (const [i, first] of sections.entries())
    for (const second of sections.slice(i + 1)) apart += 2 * distance(first, second);
  const observed = apart / (m * (m - 1) * length ** 2);
  const gaps = gapTotals(sections.flatMap((section) => section.gaps.map(({ start, end }) => end - start)));
  let chance = 0;
  let own = 0;
  for (const { start, end } of units) {
    const l = end - start;
    chance += ((units.length - 1) / 3) * (2 * l ** 3 - 3 * l ** 2 + l) + l ** 2 * gaps(l);
    own += l * (l - 1);
  }
  const expected = ((2 / length) * chance) / (m * length * (m * length - 1) - own);
  return withAlpha(observed, expected, m);
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

/** For a unit of length l, in how many places it could lie in gaps: sum of (gap - l + 1) over gaps of at least l. */
function gapTotals(lengths: readonly number[]): (l: number) => number {
  const sorted = Float64Array.from(lengths).sort().reverse();
  const sums = new Float64Array(sorted.length + 1);
  for (const [i, length] of sorted.entries()) sums[i + 1] = sums[i]! + length;
  return (l) => {
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle]! >= l) low = middle + 1;
      else high = middle;
    }
    return sums[low]! - low * (l - 1);
  };
}

function withAlpha(observed: number, expected: number, observers: number): UnitizingAlpha {
  if (observers < 2) return { alpha: undefinedBecause(noPairs), observed, expected };
  if (expected === 0) return { alpha: undefinedBecause(noVariation), observed, expected };
  return { alpha: estimated(1 - observed / expected), observed, expected };
}
