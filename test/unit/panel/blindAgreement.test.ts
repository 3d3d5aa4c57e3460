import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { agreementReport } from '../../../src/core/agreement/agreementReport.ts';
import type { AgreementFile } from '../../../src/core/agreement/collectReadings.ts';
import { tagsById } from '../../../src/core/agreement/whatWasSaid.ts';
import { blindAgreement } from '../../../src/panel/blindAgreement.ts';
import { viewAgreement, viewDetail } from '../../../src/panel/viewAgreement.ts';
import { at, book, tagFileOf } from '../agreement/madeFiles.ts';
import { mistake } from '../agreement/measured.ts';

const ann = tagFileOf('ann', { reviewed: ['t1'], tags: [mistake('t1'), mistake('t2')] });
const bob = (written: Partial<Parameters<typeof tagFileOf>[1]> = {}) =>
  tagFileOf('bob', {
    reviewed: ['t1', 't2'],
    tags: [
      mistake('t1', {}, { id: 'SEEN' }),
      mistake('t2', {}, { id: 'HIDDEN', targets: [{ ...at('t2'), quote: 'SECRET' }] }),
      { id: 'ACROSS', kind: 'gap', targets: [at('t1', 'stated'), at('t2', 'revealed')] },
    ],
    ...written,
  });
const cid = tagFileOf('cid', { reviewed: ['t1', 't2'] });

/** Everything that a report of these files may send. */
function told(files: readonly AgreementFile[]): string {
  const report = agreementReport(files, book, { bootstrap: { resamples: 0 }, all: true });
  const context = { codebooks: [book], tags: tagsById(files), nameOf: (file: string) => file };
  const opened = report.rounds.flatMap(({ codebook, reviewers, measures }) =>
    measures.map((measure) => viewDetail(measure, reviewers, { round: codebook, measure, limit: 100 }, context)),
  );
  return JSON.stringify([viewAgreement(report, files, context), opened]);
}

describe('agreement for who reviews blind', () => {
  it('counts what others said only of transcripts that the reviewer has marked reviewed', () => {
    const files = blindAgreement([ann, bob(), cid], 'ann', () => true);
    const [round] = agreementReport(files, book, { bootstrap: { resamples: 0 } }).rounds;
    assert.deepEqual([round?.transcripts, round?.readings], [1, 3]);
    const text = told(files);
    assert.ok(text.includes('SEEN'));
    for (const hidden of ['HIDDEN', 'ACROSS', 'SECRET', '"t2"']) assert.ok(!text.includes(hidden), hidden);
    assert.ok(told([ann, bob(), cid]).includes('SECRET'));
  });

  it('hides a pair whose other side was linked in a transcript that is hidden', () => {
    const { role: _, ...target } = at('t2', 'revealed');
    const link = { id: 'L1', to: 'OPEN', role: 'revealed', target };
    const linked = bob({
      tags: [{ id: 'OPEN', kind: 'gap', status: 'open', targets: [at('t1', 'stated')] }],
      links: [link],
    });
    assert.ok(!told(blindAgreement([ann, linked], 'ann', () => true)).includes('OPEN'));
  });

  it('leaves data that is not reviewed blind as it is, and hides everything from who has no file', () => {
    const files = [ann, bob(), cid];
    assert.deepEqual(
      blindAgreement(files, 'ann', () => false).map(({ file }) => file.items),
      files.map(({ file }) => file.items),
    );
    assert.deepEqual(
      agreementReport(
        blindAgreement(files, 'dee', () => true),
        book,
      ).rounds,
      [],
    );
  });
});
