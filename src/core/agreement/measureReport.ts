import type { Kind } from '../codebook/codebook.ts';
import type { BootstrapOptions } from '../statistics/bootstrap.ts';
import { isSet } from './codeRatings.ts';
import type { Confusion } from './confusion.ts';
import type { Category, Scale } from './scale.ts';
import { type SpanAgreement, spanAgreement } from './spanAgreement.ts';
import type { SpanF1 } from './spanF1.ts';
import { type Coefficients, coefficientsOf, pairCoefficients, type RatedUnits, rateUnits } from './unitCoefficients.ts';
import { countUnits } from './unitCounts.ts';
import { answerIn, disagrees, spanUnits, type Unit, type UnitLevel, type UnitSource } from './units.ts';

/** What was measured: presence of a kind, or a field of it; without a kind, the spans of all kinds. */
export interface MeasureName {
  readonly level: UnitLevel;
  readonly kind?: string;
  readonly field?: string;
}

/** How far reviewers agree on one thing. Values are counted in `coefficients`, places of spans in `spans`. */
export interface MeasureReport extends MeasureName {
  readonly scale: Scale | undefined;
  /** Units with two values or more; of spans, transcripts that two looked through. */
  readonly units: number;
  /** Of all reviewers together. */
  readonly coefficients: Coefficients;
  readonly spans?: SpanAgreement;
  /** Of two reviewers each, where they share a unit: the matrix. */
  readonly pairs: readonly PairCell[];
  /** How often two values met on a unit, over all pairs of reviewers, both ways round; where the codebook lists values. */
  readonly confusions?: { readonly categories: readonly Category[]; readonly table: Confusion };
  /** The units on which answers differ: all that the figures count against agreement. See `disagreementsOf`. */
  readonly disagreements: readonly Unit[];
}

export interface PairCell {
  /** Indices into the round's reviewers, `first` below `second`. */
  readonly first: number;
  readonly second: number;
  readonly units: number;
  readonly coefficients: Coefficients;
  readonly f1?: SpanF1;
}

export interface MeasureOptions {
  readonly all: boolean;
  readonly pairIntervals: boolean;
  readonly bootstrap: BootstrapOptions;
}

/** The disagreements that one cell counts: those of two reviewers, with their answers alone. */
export function disagreementsOf(measure: MeasureReport, first: string, second: string): readonly Unit[] {
  return measure.disagreements.flatMap((whole) => {
    const { silent: _, ...unit } = whole;
    const answers = [first, second].flatMap((reviewer) => answerIn(whole, reviewer) ?? []);
    return answers.length === 2 && disagrees({ answers }) ? [{ ...unit, answers }] : [];
  });
}

export function measureUnits(
  name: MeasureName,
  scale: Scale,
  units: readonly Unit[],
  reviewers: readonly string[],
  { all, pairIntervals, bootstrap }: MeasureOptions,
): MeasureReport {
  const rated = rateUnits(units, reviewers, scale);
  const interval = bootstrap.resamples === 0 ? {} : { bootstrap };
  const pairs: PairCell[] = [];
  for (const [first, second] of sharingPairs(rated)) {
    const options = { all, ...(pairIntervals && interval) };
    pairs.push({ first, second, ...pairCoefficients(rated, first, second, options) });
  }
  // Two reviewers are a pair, and have the coefficients of one.
  const [only] = pairs.length === 1 ? pairs : [];
  const coefficients =
    only === undefined
      ? coefficientsOf(rated, { all, ...interval })
      : pairCoefficients(rated, only.first, only.second, { all, ...interval }).coefficients;
  return {
    ...name,
    scale,
    units: rated.times.reduce((sum, times) => sum + times, 0),
    coefficients,
    pairs,
    ...confusionsOf(rated),
    disagreements: units.filter(disagrees),
  };
}

export function measureSpans(
  source: UnitSource,
  kinds: readonly Kind[],
  reviewers: readonly string[],
  { bootstrap }: MeasureOptions,
): MeasureReport {
  const [kind] = kinds.length === 1 ? kinds : [];
  const ids = kinds.map(({ id }) => id);
  const found = spanAgreement(source, reviewers, ids, bootstrap.resamples === 0 ? undefined : bootstrap);
  return {
    level: 'span',
    ...(kind !== undefined && { kind: kind.id }),
    scale: undefined,
    units: found.transcripts,
    coefficients: {},
    spans: found.together,
    pairs: found.pairs.map((pair) => ({ ...pair, coefficients: {} })),
    disagreements: kinds.flatMap((one) => spanUnits(source, one).filter(disagrees)),
  };
}

/** Pairs of reviewers with a value on the same unit, by index. */
function sharingPairs({ coded: { codes, units, raters } }: RatedUnits): readonly (readonly [number, number])[] {
  const shared = new Uint8Array(raters * raters);
  for (let unit = 0; unit < units; unit++) {
    const there: number[] = [];
    for (let rater = 0; rater < raters; rater++) if (codes[unit * raters + rater]! >= 0) there.push(rater);
    for (const [i, first] of there.entries())
      for (let j = i + 1; j < there.length; j++) shared[first * raters + there[j]!] = 1;
  }
  return [...shared.keys()].flatMap((at) =>
    shared[at] === 1 ? [[Math.floor(at / raters), at % raters] as const] : [],
  );
}

function confusionsOf({ coded, times }: RatedUnits): Pick<MeasureReport, 'confusions'> {
  const { categories, listed } = coded;
  if (!listed) return {};
  const table = categories.map(() => new Array<number>(categories.length).fill(0));
  const { from, category, count } = countUnits(coded);
  for (let unit = 0; unit < coded.units; unit++) {
    for (let i = from[unit]!; i < from[unit + 1]!; i++) {
      for (let j = from[unit]!; j < from[unit + 1]!; j++)
        table[category[i]!]![category[j]!]! += times[unit]! * count[i]! * (count[j]! - (i === j ? 1 : 0));
    }
  }
  return { confusions: { categories: categories.flatMap((value) => (isSet(value) ? [] : [value])), table } };
}
