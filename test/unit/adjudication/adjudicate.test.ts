import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { adjudicate, type Consensus, seenOf } from '../../../src/core/adjudication/adjudicate.ts';
import { clusterTags } from '../../../src/core/adjudication/clusterTags.ts';
import { disagreementOf } from '../../../src/core/adjudication/disagreement.ts';
import { mergeTags } from '../../../src/core/adjudication/mergeTags.ts';
import { orderTranscripts } from '../../../src/core/adjudication/orderTranscripts.ts';
import type { ReviewerTag } from '../../../src/core/adjudication/reviewerTag.ts';
import { kindOf } from '../../../src/core/codebook/codebook.ts';
import type { Tag } from '../../../src/core/tags/tag.ts';
import { codebook, nothing, tagged } from './weighed.ts';

const mistake = kindOf(codebook, 'mistake');
const place = 't1 m2 3-8';

function decide(tags: readonly ReviewerTag[], consensus: Consensus = nothing, reviewers: readonly string[] = []) {
  const clusters = clusterTags(tags, codebook);
  return adjudicate({ clusters, consensus, codebook, reviewersOf: () => reviewers });
}

/** The consensus that was made when the tags were as given. */
function made(members: readonly ReviewerTag[], from: readonly string[], more: Partial<Tag> = {}): Consensus {
  const tag: Tag = {
    id: 'c/1',
    kind: 'mistake',
    status: 'complete',
    targets: [],
    fields: {},
    from,
    seen: seenOf(members),
    ...more,
  };
  return { tags: [tag], replies: [] };
}

function rejected(members: readonly ReviewerTag[]): Consensus {
  const seen = seenOf(members);
  const reply = (to: string) => ({
    id: `r${to}`,
    to,
    stance: 'disagree' as const,
    text: '',
    seen: seen[to] as string,
    reason: 'slip',
  });
  return { tags: [], replies: members.map(({ tag }) => reply(tag.id)) };
}

describe('what was decided on a cluster', () => {
  const both = [tagged('ann/1', place, { category: 'factual' }), tagged('bob/1', place, { category: 'reasoning' })];

  it('is nothing as long as the consensus has nothing of it', () => {
    const [cluster] = decide(both).clusters;
    assert.equal(cluster?.state, 'open');
    assert.equal(cluster?.stale, undefined);
  });

  it('is that one was accepted, several merged, or all rejected, with the reason', () => {
    assert.equal(decide(both, made(both, ['bob/1'])).clusters[0]?.state, 'accepted');
    const merged = decide(both, made(both, ['ann/1', 'bob/1'], { reason: 'guideline unclear' })).clusters[0];
    assert.deepEqual([merged?.state, merged?.reason], ['merged', 'guideline unclear']);
    const none = decide(both, rejected(both)).clusters[0];
    assert.deepEqual([none?.state, none?.reason], ['rejected', 'slip']);
  });

  it('is flagged when a tag changed since, came since or went since', () => {
    const consensus = made(both, ['ann/1']);
    assert.equal(decide(both, consensus).clusters[0]?.stale, undefined);
    const changed = [both[0] as ReviewerTag, tagged('bob/1', place, { category: 'factual' })];
    assert.deepEqual(decide(changed, consensus).clusters[0]?.stale, { changed: ['bob/1'], added: [], gone: [] });
    const added = [...both, tagged('cem/1', place)];
    assert.deepEqual(decide(added, consensus).clusters[0]?.stale, { changed: [], added: ['cem/1'], gone: [] });
    assert.deepEqual(decide(both.slice(1), consensus).clusters[0]?.stale, { changed: [], added: [], gone: ['ann/1'] });
  });

  it('is flagged on a rejection too', () => {
    const consensus = rejected(both);
    assert.equal(decide(both, consensus).clusters[0]?.stale, undefined);
    const changed = [tagged('ann/1', place, { category: 'other' }), both[1] as ReviewerTag];
    assert.deepEqual(decide(changed, consensus).clusters[0]?.stale?.changed, ['ann/1']);
  });

  it('stays as it is when a quote moved inside its message, or only the time changed', () => {
    const [first, second] = both;
    const moved = tagged('ann/1', place, { category: 'factual' }, { updated: '2026-12-01T00:00:00Z' });
    const sides = moved.sides.map((side) => ({ ...side, target: { ...side.target, start: 4, end: 9 } }));
    const consensus = made([first as ReviewerTag, second as ReviewerTag], ['ann/1']);
    assert.equal(decide([{ ...moved, sides }, second as ReviewerTag], consensus).clusters[0]?.stale, undefined);
  });

  it('made by hand, without a record, is flagged by times', () => {
    const byHand: Consensus = {
      tags: [
        {
          id: 'c',
          kind: 'mistake',
          status: 'complete',
          targets: [],
          fields: {},
          from: ['ann/1'],
          updated: '2026-11-20T10:00:00Z',
        },
      ],
      replies: [],
    };
    const at = (updated: string) =>
      decide([tagged('ann/1', place, {}, { updated })], byHand).clusters[0]?.stale?.changed;
    assert.equal(at('2026-11-20T09:00:00Z'), undefined);
    assert.deepEqual(at('2026-11-20T11:00:00Z'), ['ann/1']);
  });

  it('is an orphan when all it was made from is gone; a tag that the adjudicator made is none', () => {
    const consensus = made(both, ['ann/1']);
    const own: Tag = { id: 'own', kind: 'mistake', status: 'complete', targets: [], fields: {} };
    const { clusters, orphans } = decide([], { tags: [...consensus.tags, own], replies: [] });
    assert.deepEqual([clusters.length, orphans.map(({ id }) => id)], [0, ['c/1']]);
  });
});

describe('disagreement', () => {
  const value = (tags: readonly ReviewerTag[], reviewers: readonly string[]) =>
    disagreementOf(tags, reviewers, mistake);

  it('is 0 where all say the same, and where there is nobody to disagree with', () => {
    const same = ['ann/1', 'bob/1'].map((name) => tagged(name, place, { category: 'factual' }));
    assert.equal(value(same, ['ann', 'bob']).value, 0);
    assert.equal(value(same.slice(1), ['bob']).value, 0);
  });

  it('is 1 between who tagged and who looked and did not, and counts pairs', () => {
    assert.deepEqual(value([tagged('ann/1', place)], ['ann', 'bob']), { value: 1, fields: [], absent: ['bob'] });
    const two = ['ann/1', 'bob/1'].map((name) => tagged(name, place));
    assert.equal(value(two, ['ann', 'bob', 'cem']).value, 2 / 3);
  });

  it('is the share of coded fields that differ; free text is not coded, unset differs from set', () => {
    const tags = [
      tagged('ann/1', place, { category: 'factual', severity: 2, ownership: 'owned' }),
      tagged('bob/1', place, { category: 'reasoning', severity: 2 }),
    ];
    assert.deepEqual(value(tags, []), { value: 2 / 3, fields: ['category', 'ownership'], absent: [] });
  });
});

describe('a merge', () => {
  const merge = (...fields: readonly Tag['fields'][]) =>
    mergeTags(
      fields.map((each, i) => tagged(`${'abc'[i]}/1`, place, each)),
      mistake,
    );

  it('takes what most say, and leaves unset what is tied', () => {
    const merged = merge(
      { category: 'factual', severity: 1 },
      { category: 'factual', severity: 2 },
      { category: 'other' },
    );
    assert.deepEqual(merged.fields, { category: 'factual' });
    assert.deepEqual(merged.undecided, ['severity']);
  });

  it('does not count who did not say', () => {
    assert.deepEqual(merge({ ownership: 'owned' }, {}, {}).fields, { ownership: 'owned' });
  });

  it('gives a reviewer with two tags one vote', () => {
    const tags = [tagged('a/1', place, { category: 'other' }), tagged('a/2', place, { category: 'other' })];
    const votes = [
      ...tags,
      tagged('b/1', place, { category: 'factual' }),
      tagged('c/1', place, { category: 'factual' }),
    ];
    assert.deepEqual(mergeTags(votes, mistake).fields, { category: 'factual' });
  });

  it('takes of several choices those that more than half chose', () => {
    const gap = kindOf(codebook, 'preference-gap');
    const pair = 'stated:t1 m1 0-9,revealed:t1 m2 0-9';
    const lists = [['corrigibility', 'none'], ['corrigibility'], ['values-as-choice']];
    const merged = mergeTags(
      lists.map((principle, i) => tagged(`${'abc'[i]}/1`, pair, { principle })),
      gap,
    );
    assert.deepEqual(merged.fields, { principle: ['corrigibility'] });
  });

  it('takes the span that most marked, of each role', () => {
    const tags = [tagged('a/1', 't1 m2 0-9'), tagged('b/1', place), tagged('c/1', place)];
    assert.deepEqual(
      mergeTags(tags, mistake).sides.map(({ target }) => target.start),
      [3],
    );
  });

  it('says the same of the same tags in any order where nothing is tied', () => {
    const tags = ['factual', 'other', 'factual'].map((category, i) => tagged(`${'abc'[i]}/1`, place, { category }));
    assert.deepEqual(mergeTags([...tags].reverse(), mistake), mergeTags(tags, mistake));
  });
});

it('transcripts come by what waits in them, then by disagreement, then by name', () => {
  const tags = [
    tagged('ann/1', 't10 m1 0-5'),
    tagged('ann/2', 't2 m1 0-5'),
    tagged('ann/3', 't3 m1 0-5', { category: 'factual' }),
    tagged('bob/3', 't3 m1 0-5', { category: 'factual' }),
    tagged('ann/4', 't4 m1 0-5'),
  ];
  const consensus = made([tags[4] as ReviewerTag], ['ann/4']);
  const rows = orderTranscripts(decide(tags, consensus, ['ann', 'bob']).clusters);
  assert.deepEqual(
    rows.map(({ name, disagreement, open }) => [name, disagreement, open]),
    [
      ['t2', 1, 1],
      ['t10', 1, 1],
      ['t3', 0, 1],
      ['t4', 0, 0],
    ],
  );
});
