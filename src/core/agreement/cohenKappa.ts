import { type Estimate, estimated, ratio, undefinedBecause } from '../statistics/estimate.ts';
import { defaultLevel, type IntervalEstimate, twoSidedZ } from '../statistics/interval.ts';
import { type Confusion, type Margins, margins, sum } from './confusion.ts';
import { type DisagreementWeights, weightTable } from './disagreementWeights.ts';
import { noPairs, noVariation } from './percentAgreement.ts';

export interface KappaOptions {
  readonly weights?: DisagreementWeights;
  /** Where the categories lie, for linear and quadratic weights; a step each unless told. */
  readonly positions?: readonly number[];
  readonly level?: number;
}

export interface CohenKappa {
  readonly kappa: Estimate;
  /** Observed and expected agreement, 0 to 1; weighted, where there are weights. */
  readonly observed: number;
  readonly expected: number;
  /** The largest kappa that the raters' own shares of the categories allow. Only of unweighted kappa. */
  readonly max: Estimate;
  readonly standardError: Estimate;
  readonly interval: IntervalEstimate;
  /** kappa over its standard error where true kappa is 0. */
  readonly z: Estimate;
  readonly nullStandardError: Estimate;
}

/**
 * Cohen's kappa of two raters (Cohen 1960), weighted by disagreements (Cohen 1968): 1 - sum(v p_ij) / sum(v p_i. p_.j). Standard
 * errors for large samples of Fleiss, Cohen and Everitt 1969; interval and z from them.
 */
export function cohenKappa(table: Confusion, options: KappaOptions = {}): CohenKappa {
  const { weights = 'unweighted', positions = [...table.keys()] } = options;
  const kappa = kappaOf(table, weightTable(weights, positions));
  const of = margins(table);
  if (of === undefined || kappa.kind === 'undefined') return withoutValue(kappa, of);
  const disagreements = weightTable(weights, positions);
  const most = Math.max(...disagreements.flat());
  const agreements = disagreements.map((row) => row.map((v) => 1 - v / most));
  const observed = sum(table.map((row, i) => sum(row.map((count, j) => (count * agreements[i]![j]!) / of.n))));
  const expected = expectation(of, agreements);
  const standardError = estimated(Math.sqrt(variance(table, of, agreements, kappa.value, expected)));
  const nullStandardError = estimated(Math.sqrt(nullVariance(of, agreements, expected)));
  const { level = defaultLevel } = options;
  const reach = twoSidedZ(level) * standardError.value;
  return {
    kappa,
    observed,
    expected,
    max: weights === 'unweighted' ? largest(of, expected) : undefinedBecause('only of unweighted kappa'),
    standardError,
    interval: {
      kind: 'interval',
      low: kappa.value - reach,
      high: kappa.value + reach,
      level,
      method: 'Fleiss, Cohen and Everitt',
    },
    z: ratio(kappa.value, nullStandardError.value, noVariation),
    nullStandardError,
  };
}

/** Kappa alone, for disagreements by category: what resampling needs. */
export function kappaOf(table: Confusion, disagreements: readonly (readonly number[])[]): Estimate {
  const of = margins(table);
  if (of === undefined) return undefinedBecause(noPairs);
  const observed = sum(table.map((row, i) => sum(row.map((count, j) => (count * disagreements[i]![j]!) / of.n))));
  const expected = expectation(of, disagreements);
  return expected === 0 ? undefinedBecause(noVariation) : estimated(1 - observed / expected);
}

function expectation({ rows, columns }: Margins, values: readonly (readonly number[])[]): number {
  return sum(rows.map((p, i) => sum(columns.map((q, j) => p * q * values[i]![j]!))));
}

function largest({ rows, columns }: Margins, expected: number): Estimate {
  const most = sum(rows.map((p, i) => Math.min(p, columns[i]!)));
  return ratio(most - expected, 1 - expected, noVariation);
}

/** Mean agreement of a category of the first rater with all of the second's, and the other way round. */
function meanWeights({ rows, columns }: Margins, agreements: readonly (readonly number[])[]) {
  return {
    ofRow: agreements.map((row) => sum(row.map((w, j) => w * columns[j]!))),
    ofColumn: columns.map((_, j) => sum(agreements.map((row, i) => row[j]! * rows[i]!))),
  };
}

function variance(
  table: Confusion,
  of: Margins,
  agreements: readonly (readonly number[])[],
  kappa: number,
  expected: number,
): number {
  const { ofRow, ofColumn } = meanWeights(of, agreements);
  const term = (count: number, i: number, j: number): number =>
    (count / of.n) * (agreements[i]![j]! - (ofRow[i]! + ofColumn[j]!) * (1 - kappa)) ** 2;
  const squares = sum(table.map((row, i) => sum(row.map((count, j) => term(count, i, j)))));
  return Math.max(0, squares - (kappa - expected * (1 - kappa)) ** 2) / (of.n * (1 - expected) ** 2);
}

function nullVariance(of: Margins, agreements: readonly (readonly number[])[], expected: number): number {
  const { ofRow, ofColumn } = meanWeights(of, agreements);
  const term = (p: number, q: number, i: number, j: number): number =>
    p * q * (agreements[i]![j]! - (ofRow[i]! + ofColumn[j]!)) ** 2;
  const squares = sum(of.rows.map((p, i) => sum(of.columns.map((q, j) => term(p, q, i, j)))));
  return Math.max(0, squares - expected ** 2) / (of.n * (1 - expected) ** 2);
}

function withoutValue(kappa: Estimate, of: Margins | undefined): CohenKappa {
  const why = kappa.kind === 'undefined' ? kappa : undefinedBecause(noPairs);
  const agreement = of?.agreement ?? 0;
  return {
    kappa: why,
    observed: agreement,
    expected: of === undefined ? 0 : 1,
    max: why,
    standardError: why,
    interval: why,
    z: why,
    nullStandardError: why,
  };
}
