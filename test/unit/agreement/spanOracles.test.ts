import assert from 'node:assert/strict';
import { it } from 'node:test';
import { alphaU, type CategorisedSpan, unitDistance } from '../../../src/core/agreement/alphaU.ts';
import { bestDisorder, positionalDissimilarity } from '../../../src/core/agreement/bestAlignment.ts';
import { codeRatings } from '../../../src/core/agreement/codeRatings.ts';
import { cohenKappa } from '../../../src/core/agreement/cohenKappa.ts';
import { gamma } from '../../../src/core/agreement/gamma.ts';
import { krippendorffAlpha } from '../../../src/core/agreement/krippendorffAlpha.ts';
import { scottPi } from '../../../src/core/agreement/scottPi.ts';
import { countSpans, spanF1 } from '../../../src/core/agreement/spanF1.ts';
import { evenWeights } from '../../../src/core/agreement/unitCounts.ts';
import { check, type Entry, entries, type WrittenSpan } from './oracles.ts';

// Every number of oracles.json that is about spans.

/** Written as begin and length, by observer. */
type Units = readonly (readonly (readonly [number, number])[])[];

function observersOf(units: Units, category: string, stretch = 1): CategorisedSpan[][] {
  return units.map((of) =>
    of.map(([start, length]) => ({ start: start * stretch, end: (start + length) * stretch, category })),
  );
}

function unitizing(e: Entry) {
  const units = (Array.isArray(e.units) ? { x: e.units } : e.units) as Record<string, Units>;
  const byCategory = Object.entries(units).map(([category, of]) => observersOf(of, category));
  const observers = byCategory[0]!.map((_, observer) => byCategory.flatMap((lists) => lists[observer]!));
  return alphaU([{ begin: e.begin, length: e.length, observers }])([1]);
}

function checkCategory(e: Entry, oracle: unknown, key: string): void {
  const of = unitizing(e).categories.get(key)!;
  const { Do, De, alpha, ...rest } = oracle as Record<string, unknown>;
  assert.deepEqual(rest, {});
  check(of.observed, Do);
  check(of.expected, De);
  check(of.alpha, alpha);
}

interface Stretched {
  readonly units: Units;
  readonly Do: unknown;
  readonly De: number;
  readonly alpha: number;
  readonly published: { readonly Do: number; readonly De: number; readonly alpha: number };
}

entries(
  'alpha_unitizing',
  {
    c: checkCategory,
    k: checkCategory,
    Do: (e, oracle) => check(unitizing(e).observed, oracle),
    De: (e, oracle) => check(unitizing(e).expected, oracle),
    alpha: (e, oracle) => check(unitizing(e).alpha, oracle),
    categories: (e, oracle) => {
      for (const { units, Do, De, alpha, published } of Object.values(oracle as Record<string, Stretched>)) {
        const observers = observersOf(units, 'x', e.stretch);
        const found = alphaU([{ length: e.length * e.stretch, observers }])([1]);
        check(found.observed, Do);
        check(found.expected, De, 1e-9);
        check(found.alpha, alpha, 1e-9);
        check(found.observed, published.Do, 1e-5);
        check(found.expected, published.De, 0.005);
        check(found.alpha, published.alpha, 0.02);
      }
    },
    cases: (_, oracle) => {
      for (const { u, v, d } of oracle as { u: Section; v: Section; d: number }[]) check(sectionDistance(u, v), d);
    },
    kappa: (e, oracle) => check(cohenKappa(e.table).kappa, oracle),
    scott_pi: (e, oracle) => check(scottPi(e.table), oracle),
    alpha_nominal: (e, oracle) => {
      const units = e.table.flatMap((row, i) => row.flatMap((count, j) => Array.from({ length: count }, () => [i, j])));
      check(krippendorffAlpha(codeRatings(units, { level: 'nominal' }))(evenWeights(units.length)).alpha, oracle);
    },
  },
  ['begin', 'length', 'units', 'stretch', 'table'],
);

/** Begin, length, category; a gap where that is null. */
type Section = readonly [number, number, string | null];

/** The squared distance of a unit and a unit; of a gap and a unit as the observed disagreement has it, times 2 L² over two orders. */
function sectionDistance([start, length, category]: Section, [begin, size]: Section): number {
  const unit = { start: begin, end: begin + size, category: 'x' };
  if (category !== null) return unitDistance({ start, end: start + length }, unit);
  return alphaU([{ begin: start, length, observers: [[], [unit]] }])([1]).observed * length ** 2;
}

const labelled = (spans: readonly WrittenSpan[]) => spans.map(([start, end, label]) => ({ start, end, label }));
const annotators = (e: Entry) =>
  e.annotators.map((units) => units.map(([start, end, category]) => ({ start, end, category })));
const dissimilarity = (e: Entry) => ({ alpha: e.alpha, beta: e.beta, empty: e.delta_empty });

entries(
  'gamma',
  {
    best_alignment_disorder: (e, oracle) => check(bestDisorder(annotators(e), dissimilarity(e))!, oracle),
    gamma_montecarlo: (e, oracle) =>
      check(gamma(annotators(e), { ...dissimilarity(e), seed: 'oracle' }).gamma, oracle, oracle === 1 ? 0 : 0.2),
    cases: (_, oracle) => {
      for (const { u, v, d } of oracle as { u: [number, number]; v: [number, number]; d: number }[])
        check(positionalDissimilarity({ start: u[0], end: u[1] }, { start: v[0], end: v[1] }), d);
    },
  },
  ['annotators', 'alpha', 'beta', 'delta_empty'],
);

const f1 = (e: Entry) => spanF1(countSpans(labelled(e.a), labelled(e.b)));

entries(
  'span_f1',
  {
    exact: (e, oracle) => check(f1(e).exact, oracle),
    char_level: (e, oracle) => check(f1(e).character, oracle),
  },
  ['a', 'b'],
);

it('gives the same gamma for the same seed, and another for another', () => {
  const units = labelled([
    [1, 5, 'a'],
    [6, 10, 'b'],
    [20, 24, 'a'],
  ]).map((span) => ({ ...span, category: span.label }));
  const of = (seed: string) => gamma([units, units.slice(1)], { seed }).gamma;
  assert.deepEqual(of('a'), of('a'));
  assert.notDeepEqual(of('a'), of('b'));
});
