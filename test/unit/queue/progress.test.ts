import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { drawItems, orderFor } from '../../../src/core/queue/drawQueue.ts';
import { firstSkipped, nextItem, progressOf, type Work } from '../../../src/core/queue/progress.ts';
import { itemKey } from '../../../src/core/queue/queue.ts';
import { scoreStrata, stageOf, stratify } from '../../../src/core/queue/strataOf.ts';

const frame = Array.from({ length: 9 }, (_, i) => ({ file: 'a.jsonl', transcript: `t${i}` }));
const queue = { seed: 's', items: drawItems(frame, { seed: 's', size: 9, overlap: 3, reviewers: ['ada', 'bo'] }) };
const order = orderFor(queue, 'ada').map(itemKey);
const work = (reviewed: readonly number[], skipped: readonly number[] = []): Work => ({
  reviewed: new Set(reviewed.map((i) => order[i] as string)),
  skipped: skipped.map((i) => order[i] as string),
});
const next = (done: Work, after?: number): number => {
  const item = nextItem(queue, 'ada', done, after === undefined ? undefined : order[after]);
  return item === undefined ? -1 : order.indexOf(itemKey(item));
};

describe('what comes next', () => {
  it('is the first open one behind where one is, and then from the beginning', () => {
    assert.equal(order.length, 6);
    assert.equal(next(work([])), 0);
    assert.equal(next(work([0, 1])), 2);
    assert.equal(next(work([0, 1], [2]), 1), 3);
    assert.equal(next(work([]), 5), 0);
    assert.equal(next(work([0, 1, 2, 3, 4]), 5), -1);
    assert.equal(next(work([1, 2, 3, 4], [0])), 5);
    assert.equal(next(work([1, 2, 3, 4, 5], [0])), -1);
  });

  it('goes through all that are open by pressing one key', () => {
    const seen: number[] = [];
    for (let at = next(work([3], [4])); !seen.includes(at); at = next(work([3], [4]), at)) seen.push(at);
    assert.deepEqual(seen, [0, 1, 2, 5]);
  });

  it('is none for who is not of the queue', () => assert.equal(nextItem(queue, 'eve', work([])), undefined));

  it('comes back to what was skipped first, unless it was reviewed since', () => {
    const back = (done: Work): string | undefined => {
      const item = firstSkipped(queue, 'ada', done);
      return item && itemKey(item);
    };
    assert.equal(back(work([], [4, 2])), order[4]);
    assert.equal(back(work([4], [4, 2])), order[2]);
    assert.equal(back(work([4, 2], [4, 2])), undefined);
  });
});

describe('progress', () => {
  it('counts what is reviewed, and of the rest what is skipped', () => {
    assert.deepEqual(progressOf(queue, 'ada', work([0, 1], [1, 2])), {
      reviewer: 'ada',
      total: 6,
      reviewed: 2,
      skipped: 1,
    });
    assert.equal(progressOf(queue, 'bo', work([])).total, 6);
  });
});

describe('strata', () => {
  it('of a score are its values', () => {
    assert.deepEqual(scoreStrata(['C', 'I', undefined, true, 0]), ['C', 'I', 'none', 'true', '0']);
  });

  it('of a score with many numbers are quarters by rank', () => {
    const names = scoreStrata(Array.from({ length: 20 }, (_, i) => i));
    assert.deepEqual([...new Set(names)], ['0 to 4', 'above 4 to 9', 'above 9 to 14', 'above 14 to 19']);
    assert.deepEqual(
      [...new Set(names)].map((name) => names.filter((each) => each === name).length),
      [5, 5, 5, 5],
    );
    assert.equal(scoreStrata([...Array.from({ length: 9 }, (_, i) => i), undefined]).at(-1), 'none');
    // Most in one value: fewer strata, none of them empty.
    const skewed = scoreStrata([
      ...Array.from({ length: 90 }, () => 0),
      ...Array.from({ length: 10 }, (_, i) => i + 1),
    ]);
    assert.deepEqual([...new Set(skewed)], ['0 to 0', 'above 0 to 10']);
  });

  it('are by file, stage or score, or there is one', () => {
    const found = [
      { file: 'a', transcript: '1', stage: 'sft', scores: [{ name: 'acc', value: 1 }] },
      { file: 'b', transcript: '1', scores: [{ name: 'other', value: 0 }] },
    ];
    const strata = (by: Parameters<typeof stratify>[1]) => stratify(found, by).map(({ stratum }) => stratum);
    assert.deepEqual(strata(undefined), [undefined, undefined]);
    assert.deepEqual(strata({ by: 'file' }), ['a', 'b']);
    assert.deepEqual(strata({ by: 'stage' }), ['sft', 'none']);
    assert.deepEqual(strata({ by: 'score', score: 'acc' }), ['1', 'none']);
    assert.deepEqual(Object.keys(stratify(found, undefined)[0] ?? {}), ['file', 'transcript']);
  });

  it('of stages are as the metadata say, the transcript before its file', () => {
    assert.equal(stageOf({ metadata: { checkpoint: 300 } }, { stage: 'sft' }), '300');
    assert.equal(stageOf({ metadata: {} }, { stage: 'sft' }), 'sft');
    assert.equal(stageOf({ metadata: { stage: ['x'] } }, {}), undefined);
  });
});
