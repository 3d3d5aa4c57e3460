import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type AgreementOptions, agreementReport, pairCell } from '../../../src/core/agreement/agreementReport.ts';
import type { AgreementFile } from '../../../src/core/agreement/collectReadings.ts';
import { disagreementsOf, type MeasureName, type MeasureReport } from '../../../src/core/agreement/measureReport.ts';
import type { Figure } from '../../../src/core/agreement/unitCoefficients.ts';
import type { Tag } from '../../../src/core/tags/tag.ts';
import { at, book, tagFileOf } from './madeFiles.ts';

const quick: AgreementOptions = { bootstrap: { resamples: 0 } };

function report(files: readonly AgreementFile[], options: AgreementOptions = quick) {
  return agreementReport(files, book, options);
}

/** The measure of that name in the only round. */
function measure(files: readonly AgreementFile[], name: MeasureName, options: AgreementOptions = quick): MeasureReport {
  const { rounds } = report(files, options);
  assert.equal(rounds.length, 1);
  const found = rounds[0]?.measures.find(
    ({ level, kind, field }) => level === name.level && kind === name.kind && field === name.field,
  );
  assert.ok(found, `no ${JSON.stringify(name)}`);
  return found;
}

const plain = (figure: Figure | undefined) =>
  figure?.estimate.kind === 'value' ? figure.estimate.value : figure?.estimate.reason;

const mistake = (place: string, fields: Tag['fields'] = {}, more: Partial<Tag> = {}): Partial<Tag> => ({
  targets: [at(place)],
  fields,
  ...more,
});

const whys = (files: readonly AgreementFile[], options?: AgreementOptions) =>
  report(files, options)
    .leftOut.map(({ why, reviewer, field }) => [why, reviewer, field].filter((x) => x !== undefined).join(' '))
    .sort();

const presenceIn = { level: 'transcript', kind: 'mistake' } as const;
const category = (level: 'transcript' | 'message' | 'span') => ({ level, kind: 'mistake', field: 'category' });

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
      disagreements.map(({ place, answers }) => [place.transcript, answers.map(({ value }) => value)]),
      [['t2', [true, false]]],
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

describe('levels', () => {
  it('counts messages in which no one marked anything, without listing them', () => {
    const files = [
      tagFileOf('alice', {
        reviewed: [{ transcript: 't1', messages: 10 }],
        tags: [mistake('t1 m1'), mistake('t1 m2 0-5')],
      }),
      tagFileOf('bob', { reviewed: [{ transcript: 't1', messages: 12 }], tags: [mistake('t1 m1')] }),
    ];
    const { units, coefficients, disagreements } = measure(files, { level: 'message', kind: 'mistake' });
    assert.equal(units, 10);
    assert.equal(plain(coefficients.percent), 0.9);
    assert.deepEqual(
      disagreements.map(({ place }) => place),
      [{ dataFile: 'data/run.jsonl', transcript: 't1', message: 'm2' }],
    );
  });

  it('leaves a transcript out whose messages no one counted, unless it is at hand', () => {
    const reviewed = [{ transcript: 't1', messages: undefined }];
    const text = (name: string) => tagFileOf(name, { reviewed: reviewed as never });
    const files = [text('alice'), text('bob')];
    assert.equal(measure(files, { level: 'message', kind: 'mistake' }).units, 0);
    assert.ok(whys(files).includes('length not known'));
    const outlineOf = () => ({ messages: 7, texts: [{ message: 'm1', part: 0, length: 10 }] });
    assert.equal(measure(files, { level: 'message', kind: 'mistake' }, { ...quick, outlineOf }).units, 7);
  });

  it('compares fields where spans of two reviewers overlap', () => {
    const files = [
      tagFileOf('alice', {
        reviewed: ['t1'],
        tags: [
          mistake('t1 m1 0-10', { category: 'factual' }),
          mistake('t1 m1 20-30', { category: 'reasoning' }),
          mistake('t1 m2 0-9', { category: 'factual' }),
        ],
      }),
      tagFileOf('bob', {
        reviewed: ['t1'],
        tags: [
          mistake('t1 m1 5-15', { category: 'factual' }),
          mistake('t1 m1 29-40', { category: 'factual' }),
          mistake('t1 m2 9-12', { category: 'factual' }),
        ],
      }),
    ];
    const { units, coefficients, disagreements, confusions } = measure(files, category('span'));
    assert.equal(units, 2);
    assert.equal(plain(coefficients.percent), 0.5);
    const [{ place, answers } = assert.fail()] = disagreements;
    assert.deepEqual([place.message, place.start, place.end], ['m1', 20, 40]);
    assert.deepEqual(
      answers.map(({ reviewer, value, tags }) => [reviewer, value, tags.length]),
      [
        ['alice', 'reasoning', 1],
        ['bob', 'factual', 1],
      ],
    );
    assert.deepEqual(confusions, {
      categories: ['factual', 'reasoning', 'cannot-tell'],
      table: [
        [2, 1, 0],
        [1, 0, 0],
        [0, 0, 0],
      ],
    });
  });

  it('counts a pair by its first side, and takes a link for the side it adds', () => {
    const pair = (id: string, stated: string, revealed: string[], relation: string, status: Tag['status']) => ({
      id,
      kind: 'gap',
      status,
      targets: [at(stated, 'stated'), ...revealed.map((place) => at(place, 'revealed'))],
      fields: { relation },
    });
    const { role: _, ...target } = { ...at('t1 m3 0-4'), file: 'run.jsonl' };
    const files = [
      tagFileOf('alice', { reviewed: ['t1'], tags: [pair('one', 't1 m1 0-9', [], 'weaker', 'open')] }),
      tagFileOf('alice', {
        reviewed: [],
        data: 'other.jsonl',
        links: [{ id: 'l', to: 'one', role: 'revealed', target }],
      }),
      tagFileOf('bob', { reviewed: ['t1'], tags: [pair('two', 't1 m1 2-9', ['t1 m3 0-4'], 'opposite', 'complete')] }),
    ];
    const { units, disagreements } = measure(files, { level: 'span', kind: 'gap', field: 'relation' });
    assert.deepEqual([units, disagreements.length], [1, 1]);
    const { spans } = measure(files, { level: 'span', kind: 'gap' });
    assert.deepEqual([plain(spans?.exact), plain(spans?.overlap)], [1 / 2, 1]);
    assert.deepEqual(whys(files.toSpliced(1, 1)), ['open pair alice']);
  });
});

describe('spans', () => {
  const files = [
    tagFileOf('alice', {
      reviewed: ['t1', 't2'],
      tags: [mistake('t1 m1 0-5'), mistake('t1 m1 10-20'), mistake('t2 m1 0-4')],
    }),
    tagFileOf('bob', { reviewed: ['t1', 't2'], tags: [mistake('t1 m1 0-5'), mistake('t1 m1 12-20')] }),
    tagFileOf('cyd', { reviewed: ['t1'], tags: [mistake('t1 m1 12-20')] }),
  ];
  const outlineOf = () => ({ messages: 4, texts: [{ message: 'm1', part: 0, length: 40 }] });
  const found = measure(files, { level: 'span', kind: 'mistake' }, { ...quick, outlineOf });

  it('pools F1 over pairs and transcripts, and gives each pair its own', () => {
    // alice-bob: 1 exact, 2 overlap of 3 + 2; alice-cyd: 0, 1 of 2 + 1; bob-cyd: 1, 1 of 2 + 1.
    assert.equal(plain(found.spans?.exact), (2 * (1 + 0 + 1)) / (5 + 3 + 3));
    assert.equal(plain(found.spans?.overlap), (2 * (2 + 1 + 1)) / (5 + 3 + 3));
    assert.deepEqual(pairCell(found, 1, 0)?.f1?.exact, { kind: 'value', value: 2 / 5 });
    assert.deepEqual(found.spans?.mean.exact, { kind: 'value', value: (2 / 5 + 0 + 2 / 3) / 3 });
    assert.deepEqual([pairCell(found, 0, 1)?.units, pairCell(found, 0, 2)?.units], [2, 1]);
  });

  it('lists where the spans differ, to each pair its own', () => {
    assert.equal(found.disagreements.length, 3);
    const between = (a: string, b: string) =>
      disagreementsOf(found, a, b).map(({ place, answers }) => [
        place.transcript,
        ...answers.map(({ value }) => value),
      ]);
    assert.deepEqual(between('bob', 'cyd'), [['t1', ['0-5'], []]]);
    assert.deepEqual(between('alice', 'bob'), [
      ['t1', ['10-20'], ['12-20']],
      ['t2', ['0-4'], []],
    ]);
  });

  it('has alpha-U where the texts are at hand', () => {
    assert.equal(found.spans?.alphaU.estimate.kind, 'value');
    assert.equal(
      plain(measure(files, { level: 'span', kind: 'mistake' }).spans?.alphaU),
      'the length of the texts is not known',
    );
    assert.equal(measure(files, { level: 'span' }, { ...quick, outlineOf }).spans?.spans, 6);
  });

  it('leaves out spans without length, and those in a text that another saw differently', () => {
    const hashed = (place: string, textSha256: string) => ({ targets: [{ ...at(place), textSha256 }] });
    const others = [
      tagFileOf('alice', { reviewed: ['t1'], tags: [mistake('t1 m1 5-5'), hashed('t1 m2 0-4', 'old')] }),
      tagFileOf('bob', { reviewed: ['t1'], tags: [hashed('t1 m2 0-4', 'new')] }),
    ];
    assert.equal(measure(others, { level: 'span', kind: 'mistake' }).spans?.spans, 0);
    assert.deepEqual(whys(others), ['span without length alice', 'text differs alice', 'text differs bob']);
  });
});

describe('coefficients', () => {
  const severities = [1, 2, 3, 4, 2, 3];
  const names = severities.map((_, i) => `t${i}`);
  const reviewer = (name: string, of: readonly number[]) =>
    tagFileOf(name, { reviewed: names, tags: of.map((severity, i) => mistake(`t${i}`, { severity, topics: ['a'] })) });
  const two = [reviewer('alice', severities), reviewer('bob', [1, 2, 4, 4, 1, 3])];
  const severity = { level: 'transcript', kind: 'mistake', field: 'severity' } as const;

  it('leads with percent and alpha with its interval; gives the rest when asked', () => {
    const options = { bootstrap: { resamples: 500, seed: 'x' } };
    const lead = measure(two, severity, options).coefficients;
    assert.deepEqual(Object.keys(lead), ['percent', 'alpha']);
    assert.equal(lead.alpha?.interval?.kind, 'interval');
    assert.deepEqual(measure(two, severity, options).coefficients, lead);
    const all = measure(two, severity, { ...options, all: true }).coefficients;
    const expected = [
      'percent',
      'alpha',
      'fleiss',
      'ac1',
      'ac2',
      'kappa',
      'kappa-linear',
      'kappa-quadratic',
      'pi',
      's',
    ];
    assert.deepEqual(Object.keys(all), expected);
    for (const [name, { estimate, interval }] of Object.entries(all)) {
      assert.equal(estimate.kind, 'value', name);
      assert.equal(interval?.kind, 'interval', name);
    }
    const three = measure([...two, reviewer('cyd', severities)], severity, { ...options, all: true });
    assert.deepEqual(Object.keys(three.coefficients), ['percent', 'alpha', 'fleiss', 'ac1', 'ac2']);
    assert.deepEqual(Object.keys(pairCell(three, 0, 2)?.coefficients ?? {}), expected);
    assert.equal(plain(pairCell(three, 0, 2)?.coefficients.alpha), 1);
  });

  it('says why where there is none', () => {
    const topics = measure(two, { ...severity, field: 'topics' }, { all: true, bootstrap: { resamples: 500 } });
    assert.equal(plain(topics.coefficients.percent), 1);
    assert.equal(plain(topics.coefficients.alpha), 'no variation');
    assert.deepEqual(topics.coefficients.alpha?.interval, { kind: 'undefined', reason: 'the estimate is undefined' });
    assert.equal(plain(topics.coefficients['alpha-masi-dkpro']), 'no variation');
    const one = measure(
      [reviewer('alice', [1]), reviewer('bob', [2])].map((f) => f),
      severity,
      { bootstrap: { resamples: 500 } },
    );
    assert.deepEqual(one.coefficients.percent?.interval, { kind: 'undefined', reason: 'only one unit was sampled' });
  });

  it('is the same for the files in any order', () => {
    assert.deepEqual(report(two.toReversed()), report(two));
  });
});
