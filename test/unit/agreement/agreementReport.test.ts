import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { pairCell } from '../../../src/core/agreement/agreementReport.ts';
import { alphaU } from '../../../src/core/agreement/alphaU.ts';
import { disagreementsOf } from '../../../src/core/agreement/measureReport.ts';
import type { Tag } from '../../../src/core/tags/tag.ts';
import { at, tagFileOf } from './madeFiles.ts';
import { category, measure, mistake, plain, quick, report, whys } from './measured.ts';

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

  it('lays the texts of a transcript end to end for alpha-U', () => {
    const texts = ['m1', 'm2'].map((message) => ({ message, part: 0, length: 40 }));
    const of = (place: string) =>
      measure(
        [
          tagFileOf('alice', { reviewed: ['t1'], tags: [mistake('t1 m2 0-4')] }),
          tagFileOf('bob', { reviewed: ['t1'], tags: [mistake(place)] }),
        ],
        { level: 'span', kind: 'mistake' },
        { ...quick, outlineOf: () => ({ messages: 2, texts }) },
      ).spans?.alphaU;
    assert.equal(plain(of('t1 m2 0-4')), 1);
    const unit = (start: number, end: number) => [{ start, end, category: 'x' }];
    const beside = alphaU([{ length: 80, observers: [unit(40, 44), unit(0, 4)] }])([1]);
    assert.deepEqual(of('t1 m1 0-4')?.estimate, beside.alpha);
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
