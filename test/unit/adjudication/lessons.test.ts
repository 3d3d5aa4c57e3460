import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Adjudicated, adjudicate } from '../../../src/core/adjudication/adjudicate.ts';
import { clusterTags } from '../../../src/core/adjudication/clusterTags.ts';
import { lessonsOf } from '../../../src/core/adjudication/lessonsOf.ts';
import { kindOf } from '../../../src/core/codebook/codebook.ts';
import { parseCodebook } from '../../../src/core/codebook/codebookFile.ts';
import { newCodebook } from '../../../src/core/codebook/newCodebook.ts';
import { type Lesson, teach } from '../../../src/core/codebook/teach.ts';
import type { Tag } from '../../../src/core/tags/tag.ts';
import { codebook, tagged } from './weighed.ts';

const both = [
  tagged('ann/1', 't1 m2 3-8', { category: 'factual' }),
  tagged('bob/1', 't1 m2 3-8', { category: 'reasoning' }),
];

function decided(reason: string | undefined, category: string | undefined): Adjudicated {
  const sides = both[0]?.tag.targets ?? [];
  const tag: Tag = {
    id: 'c1',
    kind: 'mistake',
    status: 'complete',
    targets: sides,
    fields: category === undefined ? {} : { category },
    from: ['ann/1'],
    ...(reason !== undefined && { reason }),
  };
  const clusters = clusterTags(both, codebook);
  const scene = { clusters, consensus: { tags: [tag], replies: [] }, codebook, reviewersOf: () => [] };
  return adjudicate(scene).clusters[0] as Adjudicated;
}

const lessons = (cluster: Adjudicated) => lessonsOf(cluster, kindOf(codebook, 'mistake'));

describe('what an adjudicated cluster teaches', () => {
  it('is an example of what was decided, and of what it only looks like', () => {
    const lesson = { kind: 'mistake', field: 'category', text: 'text 3-8' };
    assert.deepEqual(lessons(decided('real ambiguity', 'factual')), [
      { ...lesson, option: 'factual', positive: true },
      { ...lesson, option: 'reasoning', positive: false },
    ]);
  });

  it('is nothing where somebody slipped, no reason is given or nothing is decided', () => {
    assert.deepEqual(lessons(decided('slip', 'factual')), []);
    assert.deepEqual(lessons(decided(undefined, 'factual')), []);
    const open = adjudicate({
      clusters: clusterTags(both, codebook),
      consensus: { tags: [], replies: [] },
      codebook,
      reviewersOf: () => [],
    });
    assert.deepEqual(lessons({ ...(open.clusters[0] as Adjudicated), reason: 'real ambiguity' }), []);
  });

  it('is what the kind is not, where it was rejected', () => {
    const reply = { id: 'r1', to: 'ann/1', stance: 'disagree' as const, text: '', reason: 'guideline unclear' };
    const [cluster] = adjudicate({
      clusters: clusterTags(both, codebook),
      consensus: { tags: [], replies: [reply] },
      codebook,
      reviewersOf: () => [],
    }).clusters;
    assert.deepEqual(lessons(cluster as Adjudicated), [{ kind: 'mistake', text: 'text 3-8', positive: false }]);
  });
});

describe('a codebook that is taught', () => {
  const lesson: Lesson = {
    kind: 'mistake',
    field: 'category',
    option: 'factual',
    text: 'Sydney: "the" capital',
    positive: true,
  };
  const optionOf = (text: string, which: Lesson) =>
    parseCodebook(text)
      .codebook?.kinds.find(({ id }) => id === which.kind)
      ?.fields.find(({ id }) => id === which.field)
      ?.options?.find(({ id }) => id === which.option);

  it('has the example once, its comments and everything else as before', () => {
    const before = newCodebook();
    const after = teach(before, codebook, [lesson, { ...lesson, option: 'reasoning', positive: false }, lesson]);
    assert.deepEqual(optionOf(after, lesson)?.examples, { positive: [lesson.text] });
    assert.deepEqual(optionOf(after, { ...lesson, option: 'reasoning' })?.examples, { negative: [lesson.text] });
    assert.deepEqual(parseCodebook(after).problems, parseCodebook(before).problems);
    const kept = after.split('\n');
    const gone = before.split('\n').filter((line) => !kept.includes(line));
    assert.ok(gone.length <= 2, gone.join('\n'));
    assert.equal(teach(after, codebook, [lesson]), after);
  });

  it('that has the kind by `extends` gets it written in', () => {
    const after = teach('# ours\nid: team\nversion: 3\nextends: default\nkinds: []\n', codebook, [lesson]);
    assert.deepEqual(optionOf(after, lesson)?.examples, { positive: [lesson.text] });
    assert.deepEqual(
      parseCodebook(after).problems.filter(({ severity }) => severity === 'error'),
      [],
    );
    assert.match(after, /^# ours\nid: team\nversion: 3\n/u);
  });

  it('takes an example for the kind itself, after those that are there', () => {
    const text =
      'id: team\nversion: 1\nkinds:\n  - id: mistake\n    definition: d\n    examples:\n      negative: [one] # from Monday\n';
    const after = teach(text, codebook, [{ kind: 'mistake', text: 'two', positive: false }]);
    assert.deepEqual(parseCodebook(after).codebook?.kinds[0]?.examples, { negative: ['one', 'two'] });
    assert.match(after, /# from Monday/u);
  });

  it('that is broken is refused', () => {
    assert.throws(() => teach('kinds: [', codebook, [lesson]), /not valid YAML/u);
  });
});
