import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { clusterTags } from '../../../src/core/adjudication/clusterTags.ts';
import type { ReviewerTag } from '../../../src/core/adjudication/reviewerTag.ts';
import { makeRandom } from '../../support/random.ts';
import { codebook, tagged } from './weighed.ts';

const clusters = (...tags: readonly ReviewerTag[]): readonly string[] =>
  clusterTags(tags, codebook)
    .map(({ members }) => members.map(({ tag }) => tag.id).join(' '))
    .sort();

describe('tags of one thing', () => {
  it('are those whose spans meet, of different reviewers or of one', () => {
    const tags = [tagged('ann/1', 't1 m2 3-8'), tagged('bob/1', 't1 m2 7-20'), tagged('bob/2', 't1 m2 20-30')];
    assert.deepEqual(clusters(...tags), ['ann/1 bob/1', 'bob/2']);
  });

  it('are not those that only touch, or stand in another message, transcript, file or part', () => {
    const others = ['t1 m2 8-9', 't1 m3 3-8', 't2 m2 3-8', 't1 m2 3-8@/data/other.jsonl'];
    const tags = [tagged('ann/1', 't1 m2 3-8'), ...others.map((place, i) => tagged(`bob/${i}`, place))];
    assert.equal(clusters(...tags).length, 5);
  });

  it('are not those of another kind', () => {
    const other = tagged('bob/1', 't1 m2 3-8');
    const note = { ...other, tag: { ...other.tag, kind: 'note' } };
    assert.equal(clusters(tagged('ann/1', 't1 m2 3-8'), note).length, 2);
  });

  it('lie under one that is of their whole message; a whole transcript is a thing of its own', () => {
    const tags = [tagged('ann/1', 't1 m2'), tagged('bob/1', 't1 m2 3-8'), tagged('cem/1', 't1'), tagged('dee/1', 't1')];
    assert.deepEqual(clusters(...tags), ['ann/1 bob/1', 'cem/1 dee/1']);
  });

  it('meet on both sides where they are pairs', () => {
    const pair = (name: string, stated: string, revealed: string): ReviewerTag =>
      tagged(name, `stated:t1 m1 ${stated},revealed:t2 m9 ${revealed}`);
    const same = [pair('ann/1', '0-10', '0-10'), pair('bob/1', '5-15', '2-4')];
    const half = pair('cem/1', '0-10', '50-60');
    assert.deepEqual(clusters(...same, half), ['ann/1 bob/1', 'cem/1']);
  });

  it('meet on the side that an open pair has', () => {
    const whole = tagged('ann/1', 'stated:t1 m1 0-10,revealed:t2 m9 0-10');
    assert.deepEqual(clusters(whole, tagged('bob/1', 'stated:t1 m1 0-10')), ['ann/1 bob/1']);
  });

  it('meet whatever they say of a side that a kind does not ask for', () => {
    const tags = [
      tagged('ann/1', 't1 m2 3-8,acknowledged:t1 m4 0-5'),
      tagged('bob/1', 't1 m2 3-8,acknowledged:t1 m6 0-5'),
    ];
    assert.deepEqual(clusters(...tags), ['ann/1 bob/1']);
  });

  it('have the same id and home in whatever order they come', () => {
    const random = makeRandom();
    const tags = [
      tagged('ann/2', 'stated:t1 m1 0-10,revealed:t2 m9 0-10'),
      tagged('bob/1', 'stated:t1 m1 0-10@/data/a.jsonl,revealed:t2 m9 5-6'),
      tagged('cem/3', 'stated:t1 m1 2-4,revealed:t2 m9 5-6'),
    ];
    const expected = clusterTags(tags, codebook).map(({ id, home }) => ({ id, home }));
    for (let run = 0; run < 20; run++) {
      const shuffled = tags.map((tag) => ({ tag, at: random.next() })).sort((a, b) => a.at - b.at);
      const found = clusterTags(
        shuffled.map(({ tag }) => tag),
        codebook,
      ).map(({ id, home }) => ({ id, home }));
      const byId = (list: typeof found) => [...list].sort((a, b) => (a.id < b.id ? -1 : 1));
      assert.deepEqual(byId(found), byId(expected), `seed ${random.seed}`);
    }
  });

  it('of 40 reviewers with 1 000 tags each are found by sweeps, not by comparing all with all', () => {
    const tags: ReviewerTag[] = [];
    for (let reviewer = 0; reviewer < 40; reviewer++)
      for (let at = 0; at < 1000; at++)
        tags.push(tagged(`r${reviewer}/${at}`, `t1 m${at % 50} ${at * 10}-${at * 10 + 5}`));
    const started = performance.now();
    assert.equal(clusters(...tags).length, 1000);
    // 800 million comparisons would take minutes.
    assert.ok(performance.now() - started < 10_000);
  });
});
