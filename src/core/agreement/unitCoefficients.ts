import type { Bootstrap, BootstrapOptions } from '../statistics/bootstrap.ts';
import { type Estimate, undefinedBecause } from '../statistics/estimate.ts';
import type { IntervalEstimate } from '../statistics/interval.ts';
import { agreementIntervals } from './agreementIntervals.ts';
import { type CodedRatings, codeRatings } from './codeRatings.ts';
import { kappaOf } from './cohenKappa.ts';
import { confusion } from './confusion.ts';
import { type DisagreementWeights, positionsOn, weightTable } from './disagreementWeights.ts';
import { fleissKappa } from './fleissKappa.ts';
import { gwet } from './gwet.ts';
import { type Distance, krippendorffAlpha, setTable } from './krippendorffAlpha.ts';
import { noCategories, percentAgreement } from './percentAgreement.ts';
import type { Rating, Scale } from './scale.ts';
import { bennettS, scottPi } from './scottPi.ts';
import type { SetDistance } from './setDistance.ts';
import { countUnits, type Weights } from './unitCounts.ts';
import type { Unit } from './units.ts';

/** A coefficient with its bootstrap interval, where one was asked for. */
export interface Figure {
  readonly estimate: Estimate;
  readonly interval?: IntervalEstimate;
  /** Resamples in which it had no value. */
  readonly undefinedResamples?: number;
}

/**
 * `alpha` is Krippendorff's on the level of the scale; of sets by Jaccard distance, and by others where named so. `ac2`: weights by
 * squared distance. Kappa, pi and S are of two reviewers.
 */
export type CoefficientName =
  | 'percent'
  | 'alpha'
  | `alpha-${Exclude<SetDistance, 'jaccard'>}`
  | 'fleiss'
  | 'ac1'
  | 'ac2'
  | 'kappa'
  | 'kappa-linear'
  | 'kappa-quadratic'
  | 'pi'
  | 's';

export type Coefficients = Partial<Record<CoefficientName, Figure>>;

/** Units as ratings of the reviewers, in their order. */
export interface RatedUnits {
  readonly coded: CodedRatings;
  readonly times: Float64Array;
  /** Of each unit, the index of its transcript among those that have units. */
  readonly transcriptOf: Int32Array;
  readonly transcripts: number;
  /** Distances between the sets used, made when first asked for. */
  readonly tables: (name: SetDistance) => Distance;
}

export function rateUnits(units: readonly Unit[], reviewers: readonly string[], scale: Scale): RatedUnits {
  const columns = new Map(reviewers.map((reviewer, index) => [reviewer, index]));
  const ratings = units.map(({ answers, silent }) => {
    const row = new Array<Rating | undefined>(reviewers.length).fill(undefined);
    for (const reviewer of silent?.reviewers ?? []) row[columns.get(reviewer) as number] = silent?.value;
    for (const { reviewer, value } of answers) row[columns.get(reviewer) as number] = value;
    return row;
  });
  const transcripts = new Map<number, number>();
  for (const { transcript } of units) if (!transcripts.has(transcript)) transcripts.set(transcript, transcripts.size);
  const coded = codeRatings(ratings, scale);
  return {
    coded,
    times: Float64Array.from(units, ({ times }) => times),
    transcriptOf: Int32Array.from(units, ({ transcript }) => transcripts.get(transcript) ?? 0),
    transcripts: transcripts.size,
    tables: tablesOf(coded),
  };
}

function tablesOf({ categories }: CodedRatings): (name: SetDistance) => Distance {
  const made = new Map<SetDistance, Distance>();
  return (name) => {
    const table = made.get(name) ?? setTable(categories, name);
    made.set(name, table);
    return table;
  };
}

export interface CoefficientOptions {
  /** All coefficients that the scale has; else percent agreement and alpha. */
  readonly all: boolean;
  /** Intervals over transcripts, with all their units; none where absent. */
  readonly bootstrap?: BootstrapOptions;
}

/** Of all reviewers together. */
export function coefficientsOf(
  { coded, times, transcriptOf, transcripts, tables }: RatedUnits,
  options: CoefficientOptions,
): Coefficients {
  const kernels = kernelsOf(coded, options.all, tables);
  const estimates = kernels.map(([, kernel]) => kernel(times));
  const intervals =
    options.bootstrap &&
    agreementIntervals(
      (weights) => kernels.map(([, kernel]) => kernel(weights)),
      { count: transcripts, of: transcriptOf, times },
      options.bootstrap,
    );
  return Object.fromEntries(kernels.map(([name], i) => [name, figure(estimates[i] as Estimate, intervals?.[i])]));
}

/** Of two reviewers, over the units on which both have a value. */
export function pairCoefficients(
  rated: RatedUnits,
  first: number,
  second: number,
  options: CoefficientOptions,
): { readonly units: number; readonly coefficients: Coefficients } {
  const { codes, raters, units: all, categories } = rated.coded;
  // Units with the same two values count alike: of a transcript where intervals are drawn over transcripts, else of all.
  const alike = new Map<number, number>();
  let units = 0;
  for (let unit = 0; unit < all; unit++) {
    const [a, b] = [codes[unit * raters + first]!, codes[unit * raters + second]!];
    if (a < 0 || b < 0) continue;
    const cluster = options.bootstrap === undefined ? 0 : rated.transcriptOf[unit]!;
    const key = (cluster * categories.length + a) * categories.length + b;
    alike.set(key, (alike.get(key) ?? 0) + rated.times[unit]!);
    units += rated.times[unit]!;
  }
  const keys = [...alike.keys()];
  const clusters = new Map<number, number>();
  const transcriptOf = Int32Array.from(keys, (key) => {
    const cluster = Math.floor(key / categories.length ** 2);
    if (!clusters.has(cluster)) clusters.set(cluster, clusters.size);
    return clusters.get(cluster)!;
  });
  const pairCodes = keys.flatMap((key) => [
    Math.floor(key / categories.length) % categories.length,
    key % categories.length,
  ]);
  const coded = { ...rated.coded, units: keys.length, raters: 2, codes: Int32Array.from(pairCodes) };
  const times = Float64Array.from(alike.values());
  const of = { ...rated, coded, times, transcriptOf, transcripts: clusters.size };
  return { units, coefficients: coefficientsOf(of, options) };
}

export function figure(estimate: Estimate, bootstrap: Bootstrap | undefined): Figure {
  if (bootstrap === undefined) return { estimate };
  return { estimate, interval: bootstrap.interval, undefinedResamples: bootstrap.undefinedResamples };
}

type Kernel = readonly [CoefficientName, (weights: Weights) => Estimate];

function kernelsOf(coded: CodedRatings, all: boolean, tables: RatedUnits['tables']): readonly Kernel[] {
  const counts = countUnits(coded);
  const sets = coded.scale.level === 'set';
  const alpha = krippendorffAlpha(coded, sets ? { table: tables('jaccard') } : {});
  const leading: Kernel[] = [
    ['percent', percentAgreement(counts)],
    ['alpha', (weights) => alpha(weights).alpha],
  ];
  if (!all) return leading;
  if (sets) {
    const others = (['passonneau', 'masi-dkpro', 'masi-nltk'] as const).map((setDistance): Kernel => {
      const kernel = krippendorffAlpha(coded, { table: tables(setDistance) });
      return [`alpha-${setDistance}`, (weights) => kernel(weights).alpha];
    });
    return [...leading, ...others];
  }
  const positions = positionsOn(coded.scale, coded.categories);
  const graded = coded.scale.level !== 'nominal';
  const listed = (name: CoefficientName, make: () => (weights: Weights) => Estimate): Kernel => [
    name,
    coded.listed ? make() : () => undefinedBecause(noCategories),
  ];
  const gwetKernel = (weights: DisagreementWeights) => () => {
    const kernel = gwet(counts, weightTable(weights, positions));
    return (of: Weights) => kernel(of).coefficient;
  };
  const fleiss = () => {
    const kernel = fleissKappa(counts, coded.categories.length);
    return (weights: Weights) => kernel(weights).kappa;
  };
  const any = [
    listed('fleiss', fleiss),
    listed('ac1', gwetKernel('unweighted')),
    ...(graded ? [listed('ac2', gwetKernel('quadratic'))] : []),
  ];
  if (coded.raters !== 2) return [...leading, ...any];
  const kappa = (weights: DisagreementWeights) => () => {
    const table = weightTable(weights, positions);
    return (of: Weights) => kappaOf(confusion(coded, 0, 1, of), table);
  };
  return [
    ...leading,
    ...any,
    listed('kappa', kappa('unweighted')),
    ...(graded ? [listed('kappa-linear', kappa('linear')), listed('kappa-quadratic', kappa('quadratic'))] : []),
    listed('pi', () => (weights) => scottPi(confusion(coded, 0, 1, weights))),
    listed('s', () => (weights) => bennettS(confusion(coded, 0, 1, weights))),
  ];
}
