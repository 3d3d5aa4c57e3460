import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { agreementInSlices } from '../../../src/core/agreement/agreementInSlices.ts';
import { agreementReport } from '../../../src/core/agreement/agreementReport.ts';
import { agreementSteps } from '../../../src/core/agreement/agreementSteps.ts';
import { book, tagFileOf } from './madeFiles.ts';
import { mistake } from './measured.ts';

const files = ['alice', 'bob', 'carol'].map((name, at) =>
  tagFileOf(name, {
    reviewed: ['t1', 't2', 't3'],
    tags: [mistake('t1 m1 0-9', { category: 'factual' }), mistake(`t${at + 1} m2`, { severity: 2 })],
  }),
);
const pause = async (): Promise<void> => undefined;

describe('a report made in slices', () => {
  it('is the same', async () => {
    assert.deepEqual(await agreementInSlices(files, book, {}, { pause }), agreementReport(files, book));
  });

  it('is the same of files in any order, with its intervals', () => {
    assert.deepEqual(agreementReport(files.toReversed(), book), agreementReport(files, book));
  });

  it('may be stopped after every measure', async () => {
    const steps = [...agreementSteps(files, book)];
    assert.equal(
      steps.length,
      1 + agreementReport(files, book).rounds.reduce((n, { measures }) => n + measures.length, 0),
    );
    assert.deepEqual(steps, steps.toSorted());
    const stop = new AbortController();
    let pauses = 0;
    const stopping = agreementInSlices(
      files,
      book,
      { bootstrap: { resamples: 50_000 } },
      {
        pause: async () => {
          pauses++;
          stop.abort();
        },
      },
      stop.signal,
    );
    await assert.rejects(stopping, { name: 'AbortError' });
    assert.equal(pauses, 1);
  });

  it('may be of some measures, of one round', () => {
    const { rounds } = agreementReport(files, book, { wanted: ({ level, field }) => level === 'span' && !field });
    assert.deepEqual(
      rounds[0]?.measures.map(({ kind }) => kind),
      [undefined, 'mistake', 'gap'],
    );
    assert.deepEqual(agreementReport(files, book, { round: 'book@2' }).rounds, []);
  });
});
