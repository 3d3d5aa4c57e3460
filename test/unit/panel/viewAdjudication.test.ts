import assert from 'node:assert/strict';
import { test } from 'node:test';
import { adjudicate } from '../../../src/core/adjudication/adjudicate.ts';
import { clusterTags } from '../../../src/core/adjudication/clusterTags.ts';
import { parseIntent } from '../../../src/panel/parseIntent.ts';
import { reviewerTags, viewAdjudication } from '../../../src/panel/viewAdjudication.ts';
import type { TagSource } from '../../../src/panel/viewTags.ts';
import { makeTranscript } from '../../support/transcript.ts';
import { codebook, tagged } from '../adjudication/weighed.ts';

const shown = makeTranscript(['user: Hi', 'assistant: One two three', 'user: So', 'assistant: Four'], 't1');
const ids = shown.messages.map(({ id }) => id);

const clustersOf = (...places: readonly string[]) =>
  adjudicate({
    clusters: clusterTags(
      places.map((place, i) => tagged(`ann/${i}`, place)),
      codebook,
    ),
    consensus: { tags: [], replies: [] },
    codebook,
    reviewersOf: () => ['ann', 'bob'],
  }).clusters;

test('clusters of the transcript on show come in reading order, the queue is of all', () => {
  const clusters = clustersOf(`t1 ${ids[3]} 0-2`, `t1 ${ids[1]} 4-7`, 't2 m1 0-2', `t1 ${ids[1]} 0-3`, 't1');
  const { transcripts, clusters: here } = viewAdjudication(clusters, shown);
  assert.deepEqual(
    here.map(({ tags }) => tags[0]),
    ['ann/4', 'ann/3', 'ann/1', 'ann/0'],
  );
  assert.deepEqual(here[0]?.absent, ['bob']);
  assert.deepEqual(
    transcripts.map(({ name, open }) => [name, open]),
    [
      ['t1', 4],
      ['t2', 1],
    ],
  );
  assert.deepEqual(viewAdjudication(clusters, undefined).clusters, []);
});

test('only people are adjudicated: no suggestions, no consensus', () => {
  const source = (path: string, suggested = false): TagSource => ({
    path,
    dataFile: '/data/run.jsonl',
    reviewer: path,
    suggested,
    tags: [tagged('x/1', 't1').tag],
    links: [],
    replies: [],
    reviewed: [],
  });
  const sources = [
    source('/data/run.jsonl.ann.tags.yaml'),
    source('/data/run.jsonl.judge.suggested.yaml', true),
    source('/data/run.jsonl.consensus.tags.yaml'),
  ];
  assert.deepEqual(
    reviewerTags(sources).map(({ reviewer }) => reviewer),
    ['/data/run.jsonl.ann.tags.yaml'],
  );
});

test('an intent with a reason that is none is refused', () => {
  const intent = { type: 'explainDifference', cluster: 'c', reason: 'slip' };
  assert.deepEqual(parseIntent(intent), intent);
  assert.equal(parseIntent({ ...intent, reason: 'because' }), undefined);
  assert.equal(parseIntent({ type: 'acceptTag', cluster: 'c', tag: 't', id: 'not a ULID' }), undefined);
});
