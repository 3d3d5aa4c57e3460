import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { allocate, drawItems, orderFor } from '../../../src/core/queue/drawQueue.ts';
import { type FrameItem, itemKey } from '../../../src/core/queue/queue.ts';
import { weightedRate } from '../../../src/core/queue/weightedRate.ts';
import { numberOf } from '../../../src/core/statistics/estimate.ts';
import { seededRandom } from '../../../src/core/statistics/random.ts';

const frameOf = (sizes: Readonly<Record<string, number>>): FrameItem[] =>
  Object.entries(sizes).flatMap(([stratum, n]) =>
    Array.from({ length: n }, (_, i) => ({ file: `${stratum}.jsonl`, transcript: `t${i}`, stratum })),
  );
const frame = frameOf({ a: 50, b: 30, c: 5 });
const options = { seed: 's', size: 20, overlap: 6, reviewers: ['ada', 'bo', 'cy'] };
const proportional = { by: 'file', allocation: 'proportional' } as const;
const equal = { by: 'file', allocation: 'equal' } as const;

describe('a draw', () => {
  it('is the same for one seed, whatever order the frame is in', () => {
    const again = drawItems([...frame].reverse(), { ...options, strata: proportional });
    assert.deepEqual(drawItems(frame, { ...options, strata: proportional }), again);
    assert.notDeepEqual(drawItems(frame, { ...options, strata: proportional, seed: 't' }), again);
  });

  it('takes no transcript twice, also where the frame has it twice', () => {
    const items = drawItems([...frame, ...frame], { ...options, size: 85 });
    assert.equal(new Set(items.map(itemKey)).size, 85);
    assert.ok(items.every(({ p }) => p === 1));
  });

  it('gives the overlap to all, or to so many, and deals out the rest evenly', () => {
    const items = drawItems(frame, options);
    assert.equal(items.filter(({ reviewers }) => reviewers.length === 3).length, 6);
    const dealt = items.filter(({ reviewers }) => reviewers.length === 1).map(({ reviewers }) => reviewers[0]);
    const counts = options.reviewers.map((name) => dealt.filter((each) => each === name).length);
    assert.ok(Math.max(...counts) - Math.min(...counts) <= 1, String(counts));
    const two = drawItems(frame, { ...options, each: 2 });
    assert.equal(two.filter(({ reviewers }) => new Set(reviewers).size === 2).length, 6);
  });

  it('gives each reviewer the same items in another order', () => {
    const items = drawItems(frame, { ...options, overlap: 20 });
    const order = (name: string): string[] => orderFor({ seed: 's', items }, name).map(itemKey);
    assert.deepEqual(order('ada'), order('ada'));
    assert.notDeepEqual(order('ada'), order('bo'));
    assert.deepEqual(order('ada').sort(), order('bo').sort());
  });

  it('needs a reviewer', () => assert.throws(() => drawItems(frame, { ...options, reviewers: [] }), RangeError));
});

describe('an allocation', () => {
  it('is what worked cases have', () => {
    assert.deepEqual(allocate([50, 30, 5], 20, 'proportional'), [12, 7, 1]);
    assert.deepEqual(allocate([50, 30, 5], 21, 'equal'), [8, 8, 5]);
    assert.deepEqual(allocate([2, 1], 9, 'equal'), [2, 1]);
    assert.deepEqual(allocate([], 3, 'proportional'), []);
  });

  it('adds up, and takes no more than there is (1 000 seeded cases)', () => {
    const random = seededRandom('allocate');
    for (let round = 0; round < 1000; round++) {
      const sizes = Array.from({ length: 1 + random.int(6) }, () => random.int(40));
      const size = random.int(150);
      for (const how of ['proportional', 'equal'] as const) {
        const counts = allocate(sizes, size, how);
        const total = sizes.reduce((sum, n) => sum + n, 0);
        assert.equal(
          counts.reduce((sum, n) => sum + n, 0),
          Math.min(size, total),
          `${how} ${sizes} ${size}`,
        );
        assert.ok(
          counts.every((n, i) => n <= (sizes[i] ?? 0)),
          `${how} ${sizes} ${size}: ${counts}`,
        );
      }
    }
  });
});

describe('inclusion probabilities', () => {
  it('are how often a transcript is drawn (2 000 draws)', () => {
    const times = new Map<string, number>();
    let stated = new Map<string, number>();
    const draws = 2000;
    for (let draw = 0; draw < draws; draw++) {
      const items = drawItems(frame, { ...options, seed: `draw ${draw}`, strata: equal });
      stated = new Map([...stated, ...items.map((item) => [itemKey(item), item.p] as const)]);
      for (const item of items) times.set(itemKey(item), (times.get(itemKey(item)) ?? 0) + 1);
    }
    for (const item of frame) {
      const p = stated.get(itemKey(item)) ?? 0;
      const error = Math.sqrt((p * (1 - p)) / draws);
      assert.ok(Math.abs((times.get(itemKey(item)) ?? 0) / draws - p) <= 4.5 * error, itemKey(item));
    }
  });

  it('make the rate of a stratified sample that of its frame', () => {
    const holds = ({ stratum }: FrameItem): number => Number(stratum === 'c');
    const truth = 5 / 85;
    const rates = Array.from({ length: 400 }, (_, draw) => {
      const items = drawItems(frame, { ...options, seed: `rate ${draw}`, strata: equal });
      return numberOf(weightedRate(items.map((item) => ({ y: holds(item), p: item.p })))) ?? Number.NaN;
    });
    const mean = rates.reduce((sum, rate) => sum + rate, 0) / rates.length;
    assert.ok(Math.abs(mean - truth) < 1e-9, `${mean}`);
    assert.equal(weightedRate([]).kind, 'undefined');
  });
});
