import assert from 'node:assert/strict';
import { it } from 'node:test';
import { codeRatings, type Ratings } from '../../../src/core/agreement/codeRatings.ts';
import { cohenKappa } from '../../../src/core/agreement/cohenKappa.ts';
import { weightTable } from '../../../src/core/agreement/disagreementWeights.ts';
import { fleissKappa } from '../../../src/core/agreement/fleissKappa.ts';
import { gwet } from '../../../src/core/agreement/gwet.ts';
import { type Alpha, type AlphaOptions, krippendorffAlpha } from '../../../src/core/agreement/krippendorffAlpha.ts';
import { percentAgreement } from '../../../src/core/agreement/percentAgreement.ts';
import type { Category, Level, Rating } from '../../../src/core/agreement/scale.ts';
import { bennettS, scottPi } from '../../../src/core/agreement/scottPi.ts';
import { countUnits, evenWeights } from '../../../src/core/agreement/unitCounts.ts';
import { estimated } from '../../../src/core/statistics/estimate.ts';
import { check, type Entry, entries, topicNames } from './oracles.ts';

// Every number of oracles.json that is about values given to units.

it('knows every topic of the file', () => {
  const ratings = ['cohen_kappa', 'weighted_kappa', 'fleiss_kappa', 'krippendorff_alpha', 'gwet'];
  const spans = ['alpha_unitizing', 'gamma', 'span_f1'];
  assert.deepEqual([...topicNames].sort(), [...ratings, ...spans, 'brier', 'ece', '_meta'].sort());
});

const kappa = (e: Entry) => cohenKappa(e.table ?? e.table_percent);
const linear = (e: Entry) => cohenKappa(e.table, { weights: 'linear' });
const ofTable = (e: Entry, options?: AlphaOptions) => alphaOf(unitsOf(e.table), 'nominal', options).alpha;

entries(
  'cohen_kappa',
  {
    po: (e, oracle) => check(kappa(e).observed, oracle),
    pe: (e, oracle) => check(kappa(e).expected, oracle),
    kappa: (e, oracle) => check(kappa(e).kappa, oracle),
    kappa_max: (e, oracle) => check(kappa(e).max, oracle),
    ase: (e, oracle) => check(kappa(e).standardError, oracle),
    ase0: (e, oracle) => check(kappa(e).nullStandardError, oracle),
    z: (e, oracle) => check(kappa(e).z, oracle),
    ci95: (e, oracle) => {
      const { interval } = kappa(e);
      assert.ok(interval.kind === 'interval');
      check([interval.low, interval.high].map(estimated), oracle);
    },
    linear_kappa: (e, oracle) => check(linear(e).kappa, oracle),
    linear_ase: (e, oracle) => check(linear(e).standardError, oracle),
    weighted_kappa: (e, oracle) => check(cohenKappa(e.table, { weights: e.weights }).kappa, oracle),
    scott_pi: (e, oracle) => check(scottPi(e.table), oracle),
    bennett_s: (e, oracle) => check(bennettS(e.table), oracle),
    alpha: (e, oracle) => check(ofTable(e), oracle),
    weighted_alpha: (e, oracle) => check(ofTable(e, { disagreements: e.weights }), oracle),
  },
  ['table', 'weights'],
);

const graded = (e: Entry, weights: 'linear' | 'quadratic', positions = [...e.table.keys()]) =>
  cohenKappa(e.table, { weights, positions }).kappa;

entries(
  'weighted_kappa',
  {
    kappa: (e, oracle) => check(kappa(e).kappa, oracle),
    weighted_kappa: (e, oracle) => check(cohenKappa(e.table_percent, { weights: e.weights }).kappa, oracle),
    linear_rank_index: (e, oracle) => check(graded(e, 'linear'), oracle),
    quadratic_rank_index: (e, oracle) => check(graded(e, 'quadratic'), oracle),
    linear_value: (e, oracle) => check(graded(e, 'linear', e.categories_observed), oracle),
    quadratic_value: (e, oracle) => check(graded(e, 'quadratic', e.categories_observed), oracle),
    published: (e, oracle) => {
      const { unweighted, linear, quadratic, ...rest } = oracle as Record<string, number>;
      assert.deepEqual(rest, {});
      check(kappa(e).kappa, unweighted, 1e-6);
      check(graded(e, 'linear'), linear, 1e-6);
      check(graded(e, 'quadratic'), quadratic, 1e-6);
    },
  },
  ['table', 'table_percent', 'weights', 'rater2', 'rater3', 'categories_observed'],
);

const fleissRatings = ({ counts }: Entry): number[][] =>
  counts.map((row) => row.flatMap((count, category) => new Array<number>(count).fill(category + 1)));

function fleiss(ratings: Ratings) {
  const values = [1, 2, 3, 4, 5];
  return fleissKappa(countUnits(codeRatings(ratings, { level: 'nominal', values })), 5)(evenWeights(ratings.length));
}

entries(
  'fleiss_kappa',
  {
    kappa: (e, oracle) => check(fleiss(fleissRatings(e)).kappa, oracle),
    P: (e, oracle) => check(fleiss(fleissRatings(e)).observed, oracle),
    Pe: (e, oracle) => check(fleiss(fleissRatings(e)).expected, oracle),
    per_category: (e, oracle) => check(fleiss(fleissRatings(e)).categories, oracle),
    // Expected agreement is the sum of the squared shares: the shares of the file must give it.
    p: (e, oracle) =>
      check(
        fleiss(fleissRatings(e)).expected,
        (oracle as number[]).reduce((sum, p) => sum + p * p, 0),
      ),
    P_i: (e, oracle) =>
      check(
        fleissRatings(e).map((unit) => percentOf([unit])),
        oracle,
      ),
    ratings: (e, oracle) => {
      const written = (oracle as string[]).map((row) => [...row].map(Number));
      assert.deepEqual(fleiss(written), fleiss(fleissRatings(e)));
    },
  },
  ['counts'],
);

const unitsIn = (e: Entry) => ratingsOf(e.units ?? e.units_by_4_coders);
const letters = (e: Entry) => (e.units as string[][]).map((unit) => unit.map((value) => [...value]));

entries(
  'krippendorff_alpha',
  {
    nominal: (e, oracle) => checkAlpha(alphaOf(unitsIn(e), 'nominal'), oracle),
    ordinal: (e, oracle) => checkAlpha(alphaOf(unitsIn(e), 'ordinal'), oracle),
    interval: (e, oracle) => checkAlpha(alphaOf(unitsIn(e), 'interval'), oracle),
    ratio: (e, oracle) => checkAlpha(alphaOf(unitsIn(e), 'ratio'), oracle),
    alpha: (e, oracle) => check(alphaOf(unitsIn(e), 'nominal').alpha, oracle),
    Do: (e, oracle) => check(alphaOf(unitsIn(e), 'nominal').observed, oracle),
    De: (e, oracle) => check(alphaOf(unitsIn(e), 'nominal').expected, oracle),
    n: (e, oracle) => check(alphaOf(unitsIn(e), 'nominal').values, oracle),
    n_v: (e, oracle) => {
      const rows = coincidences(unitsIn(e), e.coincidence_values).map((row) => row.reduce((sum, o) => sum + o));
      check(rows.map(estimated), oracle);
    },
    coincidence: (e, oracle) => {
      const found = coincidences(unitsIn(e), e.coincidence_values);
      check(found.flat().map(estimated), (oracle as number[][]).flat());
    },
    passonneau2004_set: (e, oracle) => checkAlpha(alphaOf(letters(e), 'set', { setDistance: 'passonneau' }), oracle),
    masi_dkpro: (e, oracle) => checkAlpha(alphaOf(letters(e), 'set', { setDistance: 'masi-dkpro' }), oracle),
  },
  ['units', 'units_by_4_coders', 'coincidence_values'],
);

const gwetOf = (e: Entry, weights: 'unweighted' | 'quadratic') => {
  const values = [...e.table.keys()];
  const coded = codeRatings(unitsOf(e.table), { level: 'nominal', values });
  return gwet(countUnits(coded), weightTable(weights, values))(evenWeights(coded.units));
};

entries(
  'gwet',
  {
    pa: (e, oracle) => check(gwetOf(e, 'unweighted').observed, oracle),
    pe: (e, oracle) => check(gwetOf(e, 'unweighted').expected, oracle),
    ac1: (e, oracle) => check(gwetOf(e, 'unweighted').coefficient, oracle),
    ac2_quadratic: (e, oracle) => check(gwetOf(e, 'quadratic').coefficient, oracle),
  },
  ['table'],
);

function unitsOf(table: number[][]): Ratings {
  return table.flatMap((row, i) => row.flatMap((count, j) => Array.from({ length: count }, () => [i, j])));
}

function ratingsOf(units: unknown): Ratings {
  return (units as (Category | null)[][]).map((unit) => unit.map((value) => value ?? undefined));
}

function alphaOf(ratings: Ratings, level: Level, options?: AlphaOptions): Alpha {
  return krippendorffAlpha(codeRatings(ratings, { level }), options)(evenWeights(ratings.length));
}

/** A number, or Do, De and alpha. */
function checkAlpha(actual: Alpha, oracle: unknown): void {
  if (typeof oracle !== 'object' || oracle === null || 'exact' in oracle) {
    check(actual.alpha, oracle);
    return;
  }
  const { Do, De, alpha, ...rest } = oracle as Record<string, unknown>;
  assert.deepEqual(rest, {});
  check(actual.observed, Do);
  check(actual.expected, De);
  check(actual.alpha, alpha);
}

function percentOf(ratings: Ratings) {
  return percentAgreement(countUnits(codeRatings(ratings, { level: 'nominal' })))(evenWeights(ratings.length));
}

/** The coincidence matrix, read off the observed disagreement: what differs by 1 and all else by 0 counts itself. */
function coincidences(ratings: Ratings, values: readonly Rating[]): number[][] {
  const counted = (differ: (a: number, b: number) => boolean): number => {
    const disagreements = values.map((_, a) => values.map((_, b) => (differ(a, b) ? 1 : 0)));
    const { observed, values: n } = alphaOf(ratings, 'nominal', { disagreements });
    return (observed * n) / 2;
  };
  const paired = ratings.filter((unit) => unit.filter((value) => value !== undefined).length > 1).flat();
  return values.map((c, i) =>
    values.map((_, j) => {
      if (i !== j) return counted((a, b) => (a === i && b === j) || (a === j && b === i));
      return paired.filter((value) => value === c).length - counted((a, b) => (a === i) !== (b === i));
    }),
  );
}
