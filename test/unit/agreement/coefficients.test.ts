import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { codeRatings, type Ratings } from '../../../src/core/agreement/codeRatings.ts';
import { cohenKappa } from '../../../src/core/agreement/cohenKappa.ts';
import { confusion } from '../../../src/core/agreement/confusion.ts';
import { weightTable } from '../../../src/core/agreement/disagreementWeights.ts';
import { fleissKappa } from '../../../src/core/agreement/fleissKappa.ts';
import { gwet, gwetError } from '../../../src/core/agreement/gwet.ts';
import { krippendorffAlpha } from '../../../src/core/agreement/krippendorffAlpha.ts';
import { percentAgreement } from '../../../src/core/agreement/percentAgreement.ts';
import { isOn, type Scale } from '../../../src/core/agreement/scale.ts';
import { bennettS, scottPi } from '../../../src/core/agreement/scottPi.ts';
import { type SetDistance, setDistances } from '../../../src/core/agreement/setDistance.ts';
import { countUnits, evenWeights } from '../../../src/core/agreement/unitCounts.ts';
import { type Estimate, estimated, mapEstimate } from '../../../src/core/statistics/estimate.ts';

const none = undefined;

function near(actual: Estimate, expected: number, tolerance: number): void {
  assert.ok(actual.kind === 'value' && Math.abs(actual.value - expected) <= tolerance, JSON.stringify(actual));
}

/** Every coefficient of the ratings; those of two raters for the first two. */
function all(ratings: Ratings, scale: Scale): Record<string, Estimate> {
  const coded = codeRatings(ratings, scale);
  const counts = countUnits(coded);
  const even = evenWeights(coded.units);
  const q = coded.categories.length;
  const table = confusion(coded, 0, 1, even);
  return {
    percent: percentAgreement(counts)(even),
    alpha: krippendorffAlpha(coded)(even).alpha,
    fleiss: fleissKappa(counts, q)(even).kappa,
    ac1: gwet(counts, weightTable('unweighted', [...coded.categories.keys()]))(even).coefficient,
    kappa: cohenKappa(table).kappa,
    pi: scottPi(table),
    s: bennettS(table),
  };
}

const reasons = (estimates: Record<string, Estimate>) =>
  Object.fromEntries(
    Object.entries(estimates).map(([name, one]) => [name, one.kind === 'undefined' ? one.reason : one.value]),
  );

const yesNo: Scale = { level: 'nominal', values: ['yes', 'no'] };

describe('where there is no coefficient', () => {
  it('shows percent agreement alone when everyone gave one value', () => {
    const why = 'no variation';
    const found = reasons(
      all(
        [
          ['yes', 'yes'],
          ['yes', 'yes'],
        ],
        yesNo,
      ),
    );
    assert.deepEqual(found, { percent: 1, alpha: why, fleiss: why, ac1: why, kappa: why, pi: why, s: why });
  });

  it('has none at all when no unit has two values', () => {
    const found = reasons(
      all(
        [
          ['yes', none],
          [none, 'no'],
        ],
        yesNo,
      ),
    );
    for (const [name, reason] of Object.entries(found)) assert.equal(reason, 'no unit has two values', name);
    assert.deepEqual(reasons(all([], yesNo)), found);
  });

  it("leaves Fleiss' kappa out where units differ in their number of values, and alpha not", () => {
    const found = reasons(
      all(
        [
          ['yes', 'yes', 'no'],
          ['no', 'no', none],
        ],
        yesNo,
      ),
    );
    assert.equal(found['fleiss'], 'units differ in their number of values');
    assert.equal(typeof found['alpha'], 'number');
  });

  it('refuses a value that the codebook does not list', () => {
    assert.throws(() => codeRatings([['maybe', 'no']], yesNo), /not on the nominal scale: "maybe"/);
    assert.throws(() => codeRatings([['low', 'high']], { level: 'ordinal' }), /needs its values in order/);
    assert.equal(isOn({ level: 'interval' }, Number.NaN), false);
    assert.equal(isOn({ level: 'set', values: ['a'] }, ['a', 'b']), false);
    assert.equal(isOn({ level: 'set', values: ['a'] }, 'a'), false);
    assert.equal(isOn({ level: 'set', values: ['a'] }, []), true);
  });
});

describe('the scale is that of the codebook', () => {
  const units: Ratings = [
    [1, 2],
    [2, 2],
    [3, 2],
    [3, 3],
  ];

  it('counts categories that no one used: S and AC1 change, alpha does not', () => {
    const three = all(units, { level: 'nominal', values: [1, 2, 3] });
    const nine = all(units, { level: 'nominal', values: [1, 2, 3, 4, 5, 6, 7, 8, 9] });
    near(three['s']!, (1 / 2 - 1 / 3) / (2 / 3), 1e-12);
    near(nine['s']!, (1 / 2 - 1 / 9) / (8 / 9), 1e-12);
    assert.notDeepEqual(three['ac1'], nine['ac1']);
    assert.deepEqual(three['alpha'], nine['alpha']);
  });

  it('takes the order of ordinal values from the list', () => {
    const graded = (values: string[]) =>
      krippendorffAlpha(
        codeRatings(
          [
            ['a', 'b'],
            ['b', 'b'],
            ['c', 'a'],
            ['c', 'c'],
          ],
          { level: 'ordinal', values },
        ),
      )(evenWeights(4)).alpha;
    assert.notDeepEqual(graded(['a', 'b', 'c']), graded(['b', 'a', 'c']));
    assert.deepEqual(graded(['a', 'b', 'c']), graded(['c', 'b', 'a']));
  });
});

describe('Gwet', () => {
  it('has the standard errors that irrCAC prints', () => {
    // irrCAC 1.0, vignette "overview": gwet.ac1.table(cont3x3abstractors).
    const table = [
      [13, 0, 0],
      [0, 20, 7],
      [0, 4, 56],
    ];
    const abstractors = table.flatMap((row, i) => row.flatMap((n, j) => Array.from({ length: n }, () => [i, j])));
    const counts = countUnits(codeRatings(abstractors, { level: 'nominal', values: [0, 1, 2] }));
    const weights = weightTable('unweighted', [0, 1, 2]);
    near(gwet(counts, weights)(evenWeights(100)).coefficient, 0.8493305, 5e-8);
    // Its form for tables divides by n where the form for ratings, ours, has n - 1.
    near(
      mapEstimate(gwetError(counts, weights).standardError, (error) => error * Math.sqrt(99 / 100)),
      0.04321747,
      5e-9,
    );
  });

  it('bears missing values: gwet.ac1.raw(cac.raw4raters) of the same vignette', () => {
    const raters: Ratings = [
      [1, 1, none, 1],
      [2, 2, 3, 2],
      [3, 3, 3, 3],
      [3, 3, 3, 3],
      [2, 2, 2, 2],
      [1, 2, 3, 4],
      [4, 4, 4, 4],
      [1, 1, 2, 1],
      [2, 2, 2, 2],
      [none, 5, 5, 5],
      [none, none, 1, 1],
      [none, none, 3, none],
    ];
    const counts = countUnits(codeRatings(raters, { level: 'nominal', values: [1, 2, 3, 4, 5] }));
    const weights = weightTable('unweighted', [1, 2, 3, 4, 5]);
    const { coefficient, observed, expected } = gwet(counts, weights)(evenWeights(12));
    near(coefficient, 0.77544, 5e-6);
    near(estimated(observed), 0.8181818, 5e-8);
    near(estimated(expected), 0.1903212, 5e-8);
    near(gwetError(counts, weights).standardError, 0.14295, 5e-6);
  });
});

describe('distances of sets', () => {
  const cases: readonly (readonly [string, string, Record<SetDistance, number>])[] = [
    ['ab', 'ba', { jaccard: 0, passonneau: 0, 'masi-dkpro': 0, 'masi-nltk': 0 }],
    ['', '', { jaccard: 0, passonneau: 0, 'masi-dkpro': 0, 'masi-nltk': 0 }],
    ['a', 'b', { jaccard: 1, passonneau: 1, 'masi-dkpro': 1, 'masi-nltk': 1 }],
    ['', 'a', { jaccard: 1, passonneau: 1 / 3, 'masi-dkpro': 1 / 3, 'masi-nltk': 1 }],
    ['a', 'ab', { jaccard: 1 / 2, passonneau: 1 / 3, 'masi-dkpro': 1 / 6, 'masi-nltk': 1 - 0.67 / 2 }],
    ['ab', 'bc', { jaccard: 2 / 3, passonneau: 2 / 3, 'masi-dkpro': 4 / 9, 'masi-nltk': 1 - 0.33 / 3 }],
  ];
  for (const [a, b, expected] of cases) {
    it(`{${a}} {${b}}`, () => {
      for (const name of Object.keys(setDistances) as SetDistance[]) {
        near(estimated(setDistances[name](new Set(a), new Set(b))), expected[name], 1e-12);
        near(estimated(setDistances[name](new Set(b), new Set(a))), expected[name], 1e-12);
      }
    });
  }
});
