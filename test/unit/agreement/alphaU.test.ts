import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { alphaU, type CategorisedSpan } from '../../../src/core/agreement/alphaU.ts';
import { estimated } from '../../../src/core/statistics/estimate.ts';
import { makeRandom } from '../../support/random.ts';
import { spans } from './someSpans.ts';

const random = makeRandom();
console.log(`seed ${random.seed}`);
const runs = 300;

describe('alpha-U', () => {
  const continuum = { begin: 10, length: 60 };
  const of = (observers: readonly (readonly CategorisedSpan[])[]) => alphaU([{ ...continuum, observers }])([1]);

  /** Units of one category that do not overlap. */
  function someUnits(category: string): CategorisedSpan[] {
    const units: CategorisedSpan[] = [];
    for (let at = 10 + random.int(20); at < 60; ) {
      const end = at + 1 + random.int(9);
      units.push({ start: at, end, category });
      at = end + random.int(20);
    }
    return units;
  }

  const made = () => Array.from({ length: 2 + random.int(3) }, () => [...someUnits('a'), ...someUnits('b')]);

  it('is the formula, section by section', () => {
    for (let run = 0; run < runs; run++) {
      const observers = made();
      const { observed, expected } = of(observers);
      const byHand = (category: string) =>
        bySections(observers.map((units) => units.filter((u) => u.category === category)));
      const [a, b] = [byHand('a'), byHand('b')];
      assert.ok(Math.abs(observed - a.observed - b.observed) < 1e-9);
      assert.ok(Math.abs(expected - a.expected - b.expected) < 1e-9);
    }
  });

  it('is the same for observers and units in another order, and categories by other names; 1 for the same units', () => {
    for (let run = 0; run < runs; run++) {
      const observers = made();
      const others = observers.toReversed().map((units) => units.toReversed());
      const renamed = observers.map((units) =>
        units.map((unit) => ({ ...unit, category: unit.category === 'a' ? 'z' : 'y' })),
      );
      const { alpha } = of(observers);
      for (const list of [others, renamed]) {
        const other = of(list).alpha;
        assert.ok(alpha.kind === 'value' && other.kind === 'value' && Math.abs(alpha.value - other.value) < 1e-9);
      }
      assert.deepEqual(of([observers[0]!, observers[0]!]).alpha, estimated(1));
    }
  });

  it('takes overlapping spans of a reviewer as one unit, and touching ones as two', () => {
    const reviewer = (...lines: string[]) => spans(...lines).map((span) => ({ ...span, category: span.label }));
    const beside = (...lines: string[]) => {
      const { alpha, observed, expected } = alphaU([
        { length: 10, observers: [reviewer(...lines), reviewer('.aaaa.....')] },
      ])([1]);
      return { alpha, observed, expected };
    };
    assert.deepEqual(beside('.aaa......', '..aaa.....'), beside('.aaaa.....'));
    assert.notDeepEqual(beside('.aa.......', '...aa.....'), beside('.aaaa.....'));
  });

  it('counts a text of weight 2 like two such texts, and one of weight 0 not at all', () => {
    for (let run = 0; run < runs; run++) {
      const texts = Array.from({ length: 3 }, () => ({ ...continuum, observers: made() }));
      const [first, second] = texts as [(typeof texts)[0], (typeof texts)[0]];
      const weighted = alphaU(texts)([2, 1, 0]);
      const repeated = alphaU([first, first, second])([1, 1, 1]);
      assert.ok(Math.abs(weighted.observed - repeated.observed) < 1e-9);
      assert.ok(Math.abs(weighted.expected - repeated.expected) < 1e-9);
    }
  });

  it('is undefined with one observer or nothing marked, and refuses what lies outside', () => {
    const unit = { start: 12, end: 14, category: 'a' };
    assert.deepEqual(of([[unit]]).alpha, { kind: 'undefined', reason: 'no unit has two values' });
    assert.deepEqual(of([[], []]).alpha, { kind: 'undefined', reason: 'no variation' });
    assert.throws(() => of([[{ ...unit, end: 12 }], []]), /without length: 12-12/);
    assert.throws(() => of([[{ ...unit, start: 8 }], []]), /outside the text: 8-14/);
  });

  interface Section {
    readonly begin: number;
    readonly length: number;
    readonly unit: boolean;
  }

  /** Krippendorff's formulas written out, with no thought for time. */
  function bySections(observers: readonly (readonly CategorisedSpan[])[]) {
    const L = continuum.length;
    const m = observers.length;
    const sections = observers.map((units): Section[] => {
      const found: Section[] = [];
      let at = continuum.begin;
      for (const { start, end } of units) {
        if (start > at) found.push({ begin: at, length: start - at, unit: false });
        found.push({ begin: start, length: end - start, unit: true });
        at = end;
      }
      const rest = continuum.begin + L - at;
      return rest > 0 ? [...found, { begin: at, length: rest, unit: false }] : found;
    });
    const distance = (g: Section, h: Section): number => {
      const [from, to] = [g.begin - h.begin, g.begin + g.length - h.begin - h.length];
      if (g.unit && h.unit) return -g.length < from && from < h.length ? from ** 2 + to ** 2 : 0;
      if (g.unit && !h.unit) return from >= 0 && to <= 0 ? g.length ** 2 : 0;
      return h.unit && !g.unit ? distance(h, g) : 0;
    };
    const pairs = sections.flatMap((a, i) =>
      sections.flatMap((b, j) => (i === j ? [] : a.flatMap((g) => b.map((h) => distance(g, h))))),
    );
    const all = sections.flat();
    const units = all.filter(({ unit }) => unit);
    const chance = units.map(({ length: l }) => {
      const gaps = all.filter(({ unit, length }) => !unit && length >= l).reduce((sum, h) => sum + h.length - l + 1, 0);
      return ((units.length - 1) / 3) * (2 * l ** 3 - 3 * l ** 2 + l) + l ** 2 * gaps;
    });
    const own = units.reduce((sum, { length: l }) => sum + l * (l - 1), 0);
    const add = (values: readonly number[]) => values.reduce((sum, one) => sum + one, 0);
    return {
      observed: add(pairs) / (m * (m - 1) * L ** 2),
      expected: ((2 / L) * add(chance)) / (m * L * (m * L - 1) - own),
    };
  }
});
