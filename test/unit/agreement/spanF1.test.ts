import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { MarkedSpan } from '../../../src/core/agreement/markedSpan.ts';
import { addSpanCounts, countSpans, meanF1, spanF1 } from '../../../src/core/agreement/spanF1.ts';
import { estimated } from '../../../src/core/statistics/estimate.ts';
import { makeRandom } from '../../support/random.ts';
import { someSpans, spans } from './someSpans.ts';

const random = makeRandom();
console.log(`seed ${random.seed}`);
const runs = 300;

const value = (a: MarkedSpan[], b: MarkedSpan[], of: 'exact' | 'overlap' | 'character') => {
  const estimate = spanF1(countSpans(a, b))[of];
  return estimate.kind === 'value' ? estimate.value : estimate.reason;
};

describe('span F1', () => {
  it('counts a match for each span, once', () => {
    assert.equal(value(spans('aaaaaaaa'), spans('aa.aa.aa'), 'overlap'), 2 / 4);
    assert.equal(value(spans('aa.aa.aa'), spans('aa.aa.aa'), 'overlap'), 1);
    assert.equal(value(spans('aaaa....', '...aaaa.'), spans('.aaaaa..', '.....aaa'), 'overlap'), 1);
    assert.equal(value(spans('aaa', 'aaa'), spans('aaa'), 'exact'), 2 / 3);
  });

  it('matches only the same label in the same text', () => {
    assert.equal(value(spans('aaa'), spans('bbb'), 'overlap'), 0);
    const [span] = spans('aaa') as [MarkedSpan];
    assert.equal(value([{ ...span, text: 'm1/0' }], [{ ...span, text: 'm2/0' }], 'character'), 0);
  });

  it('does not count what only touches as overlapping', () => {
    assert.equal(value(spans('aaa...'), spans('...aaa'), 'overlap'), 0);
  });

  it('counts a character once that a reviewer marked twice', () => {
    assert.equal(value(spans('aaaa', '.aaa'), spans('aaaa'), 'character'), 1);
  });

  it('is undefined where no one marked anything, and 0 where one did', () => {
    assert.equal(value([], [], 'exact'), 'no one marked a span');
    for (const name of ['exact', 'overlap', 'character'] as const) assert.equal(value(spans('aa'), [], name), 0);
  });

  it('refuses a span without length', () => {
    assert.throws(() => countSpans([{ start: 3, end: 3, label: 'a' }], []), /without length: 3-3/);
  });

  it('is symmetric, between 0 and 1, and 1 for the same spans; exact <= overlap', () => {
    for (let run = 0; run < runs; run++) {
      const [a, b] = [someSpans(random, 6), someSpans(random, 6)];
      assert.deepEqual(countSpans(a, b), countSpans(b, a));
      const { exact, overlap, character } = spanF1(countSpans(a, b));
      if (exact.kind !== 'value' || overlap.kind !== 'value' || character.kind !== 'value') continue;
      assert.ok(exact.value >= 0 && exact.value <= overlap.value && overlap.value <= 1);
      assert.ok(character.value >= 0 && character.value <= 1);
      if (a.length > 0) assert.deepEqual(Object.values(spanF1(countSpans(a, a))), Array(3).fill(estimated(1)));
    }
  });

  it('finds as many overlapping pairs, and characters, as trying everything does', () => {
    for (let run = 0; run < runs; run++) {
      const [a, b] = [someSpans(random, 5), someSpans(random, 5)];
      const { overlap, shared } = countSpans(a, b);
      assert.equal(overlap, mostPairs(a, b));
      const characters = (list: MarkedSpan[]) =>
        new Set(
          list.flatMap(({ start, end, label, text }) =>
            Array.from({ length: end - start }, (_, i) => `${text} ${label} ${start + i}`),
          ),
        );
      const other = characters(b);
      assert.equal(shared, [...characters(a)].filter((character) => other.has(character)).length);
    }
  });

  it('pools by sums, and means over pairs that have a value', () => {
    const [half, none] = [countSpans(spans('aa.aa'), spans('aa.bb')), countSpans([], [])];
    assert.deepEqual(spanF1(addSpanCounts([half, none])), spanF1(half));
    assert.deepEqual(
      meanF1([spanF1(half), spanF1(none), spanF1(countSpans(spans('aa'), spans('aa')))]).exact,
      estimated(0.75),
    );
  });
});

function mostPairs(a: readonly MarkedSpan[], b: readonly MarkedSpan[]): number {
  const [first, ...rest] = a;
  if (first === undefined) return 0;
  const meets = (s: MarkedSpan) =>
    s.label === first.label && s.text === first.text && s.start < first.end && first.start < s.end;
  const tried = b.flatMap((s, i) => (meets(s) ? [1 + mostPairs(rest, b.toSpliced(i, 1))] : []));
  return Math.max(mostPairs(rest, b), ...tried);
}
