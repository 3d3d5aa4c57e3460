import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { agreementIntervals, ownClusters } from '../../../src/core/agreement/agreementIntervals.ts';
import { codeRatings, type Ratings } from '../../../src/core/agreement/codeRatings.ts';
import { cohenKappa } from '../../../src/core/agreement/cohenKappa.ts';
import { confusion } from '../../../src/core/agreement/confusion.ts';
import { weightTable } from '../../../src/core/agreement/disagreementWeights.ts';
import { fleissKappa } from '../../../src/core/agreement/fleissKappa.ts';
import { gwet } from '../../../src/core/agreement/gwet.ts';
import { krippendorffAlpha } from '../../../src/core/agreement/krippendorffAlpha.ts';
import { percentAgreement } from '../../../src/core/agreement/percentAgreement.ts';
import type { Level, Rating, Scale } from '../../../src/core/agreement/scale.ts';
import { bennettS, scottPi } from '../../../src/core/agreement/scottPi.ts';
import { countUnits, evenWeights, type Weights } from '../../../src/core/agreement/unitCounts.ts';
import type { Estimate } from '../../../src/core/statistics/estimate.ts';
import { makeRandom } from '../../support/random.ts';

const random = makeRandom();
console.log(`seed ${random.seed}`);
const runs = 200;

interface Made {
  readonly ratings: Ratings;
  readonly scale: Scale;
}

const levels: readonly Level[] = ['nominal', 'ordinal', 'interval', 'ratio', 'set'];

/** Units that mostly have a value of their own, which raters mostly see; some values missing. */
function made(level: Level, raters = 2 + random.int(4), missing = 0.15): Made {
  const values = Array.from({ length: 2 + random.int(4) }, (_, i) => i + 1);
  const one = (): Rating => (level === 'set' ? values.filter(() => random.chance(0.4)) : random.pick(values));
  const ratings = Array.from({ length: 5 + random.int(20) }, () => {
    const truth = one();
    const rating = () => (random.chance(missing) ? undefined : random.chance(0.6) ? truth : one());
    return Array.from({ length: raters }, rating);
  });
  return { ratings, scale: { level, values } };
}

function coefficients(
  { ratings, scale }: Made,
  weights: Weights = evenWeights(ratings.length),
): Record<string, Estimate> {
  const coded = codeRatings(ratings, scale);
  const counts = countUnits(coded);
  const found: Record<string, Estimate> = {
    percent: percentAgreement(counts)(weights),
    alpha: krippendorffAlpha(coded)(weights).alpha,
  };
  if (scale.level === 'set') return found;
  const indices = [...coded.categories.keys()];
  const table = confusion(coded, 0, 1, weights);
  return {
    ...found,
    fleiss: fleissKappa(counts, indices.length)(weights).kappa,
    ac1: gwet(counts, weightTable('unweighted', indices))(weights).coefficient,
    kappa: cohenKappa(table).kappa,
    linear: cohenKappa(table, { weights: 'linear' }).kappa,
    pi: scottPi(table),
    s: bennettS(table),
  };
}

function same(a: Record<string, Estimate>, b: Record<string, Estimate>): void {
  assert.deepEqual(Object.keys(a), Object.keys(b));
  for (const [name, one] of Object.entries(a)) {
    const other = b[name]!;
    assert.equal(one.kind, other.kind, name);
    if (one.kind === 'value' && other.kind === 'value')
      assert.ok(Math.abs(one.value - other.value) < 1e-9, `${name}: ${one.value} ${other.value}`);
  }
}

function shuffled<T>(list: readonly T[]): T[] {
  return list
    .map((item) => ({ item, key: random.next() }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item);
}

for (const level of levels) {
  describe(`every coefficient, ${level}`, () => {
    it('is the same for two raters the other way round', () => {
      for (let run = 0; run < runs; run++) {
        const { ratings, scale } = made(level, 2);
        same(
          coefficients({ ratings, scale }),
          coefficients({ ratings: ratings.map((unit) => unit.toReversed()), scale }),
        );
      }
    });

    it('is the same for the units in another order', () => {
      for (let run = 0; run < runs; run++) {
        const { ratings, scale } = made(level);
        same(coefficients({ ratings, scale }), coefficients({ ratings: shuffled(ratings), scale }));
      }
    });

    it('counts a unit drawn twice like two such units', () => {
      for (let run = 0; run < runs; run++) {
        const { ratings, scale } = made(level);
        const weights = ratings.map(() => random.int(3));
        if (weights.every((weight) => weight === 0)) continue;
        const repeated = ratings.flatMap((unit, i) => Array.from({ length: weights[i]! }, () => unit));
        // Which number of values units have is seen in the data, not in the resample.
        const { fleiss: _, ...weighted } = coefficients({ ratings, scale }, weights);
        const { fleiss: __, ...plain } = coefficients({ ratings: repeated, scale });
        same(weighted, plain);
      }
    });

    it('is 1 where all raters agree and units differ', () => {
      for (let run = 0; run < runs; run++) {
        const { ratings, scale } = made(level, 3, 0);
        const agreed = ratings.map((unit) => unit.map(() => unit[0]));
        for (const [name, one] of Object.entries(coefficients({ ratings: agreed, scale })))
          if (one.kind === 'value') assert.equal(one.value, 1, name);
      }
    });

    it('is at most 1', () => {
      for (let run = 0; run < runs; run++)
        for (const [name, one] of Object.entries(coefficients(made(level))))
          if (one.kind === 'value') assert.ok(one.value <= 1, name);
    });
  });
}

describe('alpha', () => {
  it('is the same for nominal categories by other names', () => {
    for (let run = 0; run < runs; run++) {
      const { ratings, scale } = made('nominal');
      const names = new Map(shuffled(scale.values ?? []).map((value, i) => [value, `name ${i}`]));
      const renamed = ratings.map((unit) => unit.map((value) => names.get(value as number)));
      const { linear: _, ...plain } = coefficients({ ratings, scale });
      const { linear: __, ...others } = coefficients({
        ratings: renamed,
        scale: { level: 'nominal', values: [...names.values()].sort() },
      });
      same(plain, others);
    }
  });

  it('is the same for any raters in any order, unit by unit', () => {
    for (const level of levels) {
      for (let run = 0; run < runs; run++) {
        const { ratings, scale } = made(level);
        const mixed = { ratings: ratings.map((unit) => shuffled(unit)), scale };
        const { percent, alpha } = coefficients({ ratings, scale });
        const other = coefficients(mixed);
        same({ percent: percent!, alpha: alpha! }, { percent: other['percent']!, alpha: other['alpha']! });
      }
    }
  });

  it('does not change with the unit of an interval, nor of a ratio', () => {
    for (const level of ['interval', 'ratio'] as const) {
      for (let run = 0; run < runs; run++) {
        const { ratings } = made(level);
        const factor = 0.5 + random.next() * 10;
        const scaled = ratings.map((unit) => unit.map((value) => value && Number(value) * factor));
        const of = (values: Ratings) => ({ alpha: coefficients({ ratings: values, scale: { level } })['alpha']! });
        same(of(ratings), of(scaled));
      }
    }
  });
});

describe('intervals', () => {
  const { ratings, scale } = made('ordinal', 4);
  const coded = codeRatings(ratings, scale);
  const alpha = krippendorffAlpha(coded);
  const of = (seed: string, clusters = ownClusters(ratings.length)) =>
    agreementIntervals((weights) => [alpha(weights).alpha], clusters, { seed, resamples: 500 })[0]!;

  it('are the same for the same seed, hold the estimate, and name what they are', () => {
    const { interval } = of('one');
    assert.deepEqual(interval, of('one').interval);
    assert.notDeepEqual(interval, of('two').interval);
    const estimate = alpha(evenWeights(ratings.length)).alpha;
    assert.ok(interval.kind === 'interval' && estimate.kind === 'value');
    assert.ok(interval.low <= estimate.value && estimate.value <= interval.high);
    assert.match(interval.method, /bootstrap, 500 resamples/);
  });

  it('draw whole clusters, and are undefined of one cluster', () => {
    const one = { count: 1, of: new Int32Array(ratings.length) };
    assert.deepEqual(of('one', one).interval, { kind: 'undefined', reason: 'only one unit was sampled' });
    const { interval } = of('one', ownClusters(ratings.length));
    const halves = { count: 2, of: Int32Array.from({ length: ratings.length }, (_, unit) => unit % 2) };
    assert.notDeepEqual(of('one', halves).interval, interval);
  });
});

describe('speed', () => {
  it('40 raters, 1000 units, 1000 resamples of alpha on every level: seconds', () => {
    for (const level of levels) {
      const values = Array.from({ length: 8 }, (_, i) => i + 1);
      const one = (): Rating => (level === 'set' ? values.filter(() => random.chance(0.3)) : random.pick(values));
      const ratings = Array.from({ length: 1000 }, () => Array.from({ length: 40 }, one));
      const started = performance.now();
      const alpha = krippendorffAlpha(codeRatings(ratings, { level, values }));
      agreementIntervals((weights) => [alpha(weights).alpha], ownClusters(1000), { seed: 'speed' });
      const took = performance.now() - started;
      console.log(`${level}: ${Math.round(took)} ms`);
      assert.ok(took < 20_000, `${level} took ${took} ms`);
    }
  });
});
