import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { agreementReport } from '../../../src/core/agreement/agreementReport.ts';
import { answerIn } from '../../../src/core/agreement/units.ts';
import { book, tagFileOf } from './madeFiles.ts';
import { category, measure, mistake, plain, presenceIn, quick, report, whys } from './measured.ts';

describe('what counts', () => {
  it('is every transcript that two marked reviewed, with or without tags', () => {
    const files = [
      tagFileOf('alice', { reviewed: ['t1', 't2', 't3', 't4'], tags: [mistake('t1'), mistake('t2'), mistake('t9')] }),
      tagFileOf('bob', { reviewed: ['t1', 't2', 't3'], tags: [mistake('t1'), mistake('t4')] }),
    ];
    const { units, coefficients, disagreements } = measure(files, presenceIn);
    assert.equal(units, 3);
    assert.equal(plain(coefficients.percent), 2 / 3);
    assert.deepEqual(
      disagreements.map((unit) => [
        unit.place.transcript,
        ...['alice', 'bob'].map((who) => answerIn(unit, who)?.value),
      ]),
      [['t2', true, false]],
    );
    assert.deepEqual(whys(files), ['one reviewer alice']);
  });

  it('is never consensus, nor a suggestion', () => {
    const other = { reviewed: ['t1'], tags: [mistake('t1')] };
    const files = [
      tagFileOf('alice', { reviewed: ['t1'] }),
      tagFileOf('consensus', { ...other, path: 'data/run.jsonl.consensus.tags.yaml' }),
      tagFileOf('judge', { ...other, path: 'data/run.jsonl.judge.suggested.yaml' }),
    ];
    assert.deepEqual(report(files).rounds, []);
  });

  it('is one codebook version at a time', () => {
    const under = (codebook: string) => ({ transcript: codebook, codebook });
    const reviewed = [under('book@1'), under('book@2')];
    const files = [
      tagFileOf('alice', { reviewed, tags: [mistake('book@1'), mistake('book@2', {}, { codebook: 'book@2' })] }),
      tagFileOf('bob', { reviewed, tags: [mistake('book@2')] }),
    ];
    const { rounds } = report(files);
    assert.deepEqual(
      rounds.map(({ codebook, known, transcripts }) => [codebook, known, transcripts]),
      [
        ['book@1', true, 1],
        ['book@2', false, 1],
      ],
    );
    assert.deepEqual(rounds[1]?.measures, []);
    assert.deepEqual(whys(files), ['other codebook bob']);
    const both = agreementReport(files, { ...book, version: 2 }, { ...quick, codebooks: [book] });
    assert.ok(both.rounds.every(({ measures }) => measures.length > 0));
  });

  it('is only kinds that a reviewer looked for', () => {
    const files = [
      tagFileOf('alice', { reviewed: [{ transcript: 't1', kinds: ['gap'] }, 't2'] }),
      tagFileOf('bob', { reviewed: ['t1', 't2'], tags: [mistake('t1')] }),
    ];
    assert.equal(measure(files, presenceIn).units, 1);
    assert.equal(measure(files, { level: 'transcript', kind: 'gap' }).units, 2);
    assert.equal(measure(files, { level: 'span', kind: 'mistake' }).units, 1);
  });

  it('is one reviewer in however many files', () => {
    const tags = [mistake('t1', {}, { id: 'same' })];
    const files = [
      tagFileOf('alice', { reviewed: ['t1'], tags }),
      tagFileOf('alice', { reviewed: ['t1'], tags, path: 'data/run.jsonl.alice-2.tags.yaml' }),
      tagFileOf('alice', { reviewed: ['t1'], data: 'other.jsonl' }),
      tagFileOf('bob', { reviewed: ['t1'], data: 'other.jsonl' }),
    ];
    const { units, disagreements } = measure(files, presenceIn);
    assert.deepEqual([units, disagreements], [1, []]);
  });
});

describe('the values are those of the moment of review', () => {
  const both = ['t1', 't2'];
  const bob = tagFileOf('bob', {
    reviewed: both,
    tags: [mistake('t1', { category: 'factual' }), mistake('t2', { category: 'reasoning' })],
  });

  it('takes `first` where a value was changed later, null where there was none', () => {
    const changed = mistake('t1', { category: 'reasoning' }, { first: { category: 'factual' } });
    const added = mistake('t2', { category: 'reasoning' }, { first: { category: null } });
    const { units, coefficients } = measure(
      [tagFileOf('alice', { reviewed: both, tags: [changed, added] }), bob],
      category('transcript'),
    );
    assert.equal(units, 1);
    assert.equal(plain(coefficients.percent), 1);
  });

  it('leaves out tags that were made afterwards', () => {
    const late = mistake('t1', {}, { created: '2026-11-20T13:00:00Z' });
    const files = [tagFileOf('alice', { reviewed: both, tags: [late, mistake('t2')] }), bob];
    assert.equal(plain(measure(files, presenceIn).coefficients.percent), 0.5);
    assert.deepEqual(whys(files), ['made after review alice']);
  });

  it('leaves out what a merge left in doubt, what is not on the scale, and what says two things', () => {
    const files = [
      tagFileOf('alice', {
        reviewed: ['t1', 't2', 't3', 't4'],
        tags: [
          mistake('t1', { category: 'factual' }, { conflict: { category: 'reasoning' } }),
          mistake('t2', { category: 'gone', severity: 3 }),
          mistake('t3 m1', { category: 'factual' }),
          mistake('t3 m2', { category: 'reasoning' }),
          mistake('t4', { severity: 'cannot-tell' }, { id: 'unsure' }),
        ],
      }),
      tagFileOf('bob', {
        reviewed: ['t1', 't2', 't3', 't4'],
        tags: ['t1', 't2', 't3', 't4'].map((t) => mistake(t, { category: 'factual', severity: 3 })),
      }),
    ];
    assert.equal(measure(files, category('transcript')).units, 0);
    assert.equal(plain(measure(files, category('transcript')).coefficients.alpha), 'no unit has two values');
    assert.equal(measure(files, { level: 'transcript', kind: 'mistake', field: 'severity' }).units, 1);
    const told = whys(files);
    for (const why of ['conflict alice', 'not on the scale alice category', 'several values alice category'])
      assert.ok(told.includes(why), `${why} in ${told}`);
  });
});
