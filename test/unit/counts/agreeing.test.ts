import assert from 'node:assert/strict';
import { it } from 'node:test';
import { agreementReport } from '../../../src/core/agreement/agreementReport.ts';
import { tagsById } from '../../../src/core/agreement/whatWasSaid.ts';
import { defaultCodebook } from '../../../src/core/codebook/defaultCodebook.ts';
import { parseTagFile } from '../../../src/core/tags/tagFile.ts';
import { viewAgreement, viewDetail } from '../../../src/panel/viewAgreement.ts';
import { madeReviews } from '../../support/madeReviews.ts';

const reviewers = 40;
const tags = 1000;
const measure = { level: 'span', kind: 'mistake' } as const;

it(`${reviewers} reviewers x ${tags} tags of one log: every item is parsed once, and the page gets what it shows`, () => {
  let parses = 0;
  const onParse = (): void => void parses++;
  const made = madeReviews({ reviewers, tags });
  const files = made.map(({ path, text }) => ({ path, dataFile: 'run.jsonl', file: parseTagFile(text, { onParse }) }));
  // A head, ten transcripts and the tags of each reviewer.
  assert.equal(parses, reviewers * (1 + 10 + tags));

  // One reviewer changes one tag: one item of one file is parsed.
  const [first = assert.fail()] = files;
  parses = 0;
  const changed = first.file.text.replace('severity: 1', 'severity: 2');
  files[0] = { ...first, file: parseTagFile(changed, { previous: first.file, onParse }) };
  assert.equal(parses, 1);

  let asked = 0;
  const outline = {
    messages: 50,
    texts: Array.from({ length: 50 }, (_, i) => ({ message: `#${i}`, part: 0, length: 400 })),
  };
  const outlineOf = () => {
    asked++;
    return outline;
  };
  const options = { outlineOf, bootstrap: { resamples: 0 } };
  const report = agreementReport(files, defaultCodebook, options);
  const [round = assert.fail()] = report.rounds;
  assert.deepEqual([round.reviewers.length, round.transcripts, round.readings], [reviewers, 10, reviewers * 10]);
  const messages = round.measures.find(({ level, kind, field }) => level === 'message' && kind === 'mistake' && !field);
  assert.equal(messages?.units, 500);
  assert.equal(messages?.pairs.length, (reviewers * (reviewers - 1)) / 2);
  // Each transcript once for all kinds together, and once for each kind.
  assert.equal(asked, 10 * (1 + defaultCodebook.kinds.length));

  const context = { codebooks: [defaultCodebook], tags: tagsById(files), nameOf: (file: string) => file };
  const size = (data: unknown): number => JSON.stringify(data).length;
  const whole = size(report);
  const overview = size(viewAgreement(report, files, context));
  assert.ok(overview < 60_000 && whole > 100 * overview, `${overview} of ${whole}`);
  const spans = round.measures.find(({ level, kind, field }) => level === 'span' && kind === 'mistake' && !field);
  const look = { round: round.codebook, measure, pair: ['reviewer-00', 'reviewer-39'] as const, limit: 200 };
  const opened = viewDetail(spans ?? assert.fail(), round.reviewers, look, context);
  assert.equal(opened.cell.shown.length, 200);
  assert.ok(opened.cell.total > 200);
  assert.ok(size(opened) < 400_000, String(size(opened)));
});
