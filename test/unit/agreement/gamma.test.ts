import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { bestDisorder, combinedDissimilarity, type GammaUnit } from '../../../src/core/agreement/bestAlignment.ts';
import { gamma } from '../../../src/core/agreement/gamma.ts';
import { makeRandom } from '../../support/random.ts';
import { someSpans } from './someSpans.ts';

const random = makeRandom();
console.log(`seed ${random.seed}`);

describe('gamma', () => {
  const options = { alpha: 1, beta: 1, empty: 1 };
  const someUnits = (): GammaUnit[] =>
    someSpans(random, 3, 12).map(({ start, end, label }) => ({ start, end, category: label }));

  it('aligns as well as trying everything does', () => {
    for (let run = 0; run < 60; run++) {
      const annotators = Array.from({ length: 2 + random.int(2) }, someUnits);
      if (annotators.every((units) => units.length === 0)) continue;
      const mean = annotators.flat().length / annotators.length;
      const found = bestDisorder(annotators, options);
      assert.ok(found !== undefined && Math.abs(found - leastCost(annotators) / mean) < 1e-9);
    }
  });

  /** The first unit left goes with one or none of each other annotator's. */
  function leastCost(annotators: readonly (readonly GammaUnit[])[]): number {
    const at = annotators.findIndex((units) => units.length > 0);
    if (at < 0) return 0;
    const choices = annotators.map((units, i): (GammaUnit | undefined)[] =>
      i === at ? [units[0]] : [undefined, ...units],
    );
    const groups = choices.reduce<(GammaUnit | undefined)[][]>(
      (all, choice) => all.flatMap((group) => choice.map((unit) => [...group, unit])),
      [[]],
    );
    return Math.min(
      ...groups.map((group) => {
        const left = annotators.map((units, i) => units.filter((unit) => unit !== group[i]));
        return cost(group) + leastCost(left);
      }),
    );
  }

  function cost(group: readonly (GammaUnit | undefined)[]): number {
    const pairs = group.flatMap((u, i) =>
      group.slice(i + 1).map((v) => (u && v ? combinedDissimilarity(u, v, options) : 1)),
    );
    return pairs.reduce((sum, one) => sum + one, 0) / pairs.length;
  }

  it('is undefined where there is nothing to align, and gives up on a heap of spans instead of searching for ever', () => {
    assert.deepEqual(gamma([[], []], { seed: 'x' }).gamma, { kind: 'undefined', reason: 'no one marked a span' });
    assert.throws(() => bestDisorder([[{ start: 3, end: 3, category: 'a' }], []], options), /without length/);
    const heap = Array.from({ length: 40 }, (_, i) => ({ start: i, end: i + 100, category: 'a' }));
    const found = gamma([heap, heap, heap, heap], { seed: 'x' });
    assert.deepEqual(found.disorder, { kind: 'undefined', reason: 'too many overlapping spans' });
  });
});
