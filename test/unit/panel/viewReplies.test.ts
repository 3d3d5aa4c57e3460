import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeTarget } from '../../../src/core/anchors/describe.ts';
import { defaultCodebook } from '../../../src/core/codebook/defaultCodebook.ts';
import type { Reply, Tag } from '../../../src/core/tags/tag.ts';
import type { Transcript } from '../../../src/core/transcripts/transcript.ts';
import { type TagSource, viewTags } from '../../../src/panel/viewTags.ts';

const transcript: Transcript = {
  name: 'one',
  record: 0,
  format: 'made',
  metadata: {},
  scores: [],
  messages: [
    { id: '#0', index: 0, role: 'assistant', pointer: '/0', parts: [{ type: 'text', text: 'I would never lie.' }] },
  ],
};
const target = describeTarget(transcript, { role: 'at', message: '#0', part: 0, start: 2, end: 7 });
const tag = (id: string, more: Partial<Tag> = {}): Tag => ({
  id,
  kind: 'mistake',
  status: 'complete',
  targets: [target],
  fields: {},
  ...more,
});
const reply = (id: string, to: string, more: Partial<Reply> = {}): Reply => ({
  id,
  to,
  stance: 'agree',
  text: id,
  ...more,
});
const source = (slug: string, more: Partial<TagSource> = {}): TagSource => ({
  path: `/w/a.jsonl.${slug}.tags.yaml`,
  dataFile: '/w/a.jsonl',
  reviewer: slug,
  suggested: false,
  tags: [],
  links: [],
  replies: [],
  reviewed: [],
  ...more,
});
const view = (sources: readonly TagSource[], blind = false) =>
  viewTags(
    {
      dataFile: '/w/a.jsonl',
      ownPath: '/w/a.jsonl.ada.tags.yaml',
      codebook: defaultCodebook,
      sources,
      shown: [{ dataFile: '/w/a.jsonl', transcript }],
      blind,
    },
    'ada',
  );
const judge = source('judge', { path: '/w/a.jsonl.judge.suggested.yaml', suggested: true, tags: [tag('j1')] });

test('replies of every file stand below their tag, oldest first, and tell whose they are', () => {
  const ada = source('ada', { replies: [reply('r2', 'b1', { created: '2026-11-20T20:02:00Z', stance: 'model' })] });
  const bob = source('bob', { tags: [tag('b1')], replies: [reply('r3', 'b1', { created: '2026-11-20T20:03:00Z' })] });
  const eve = source('eve', { replies: [reply('r1', 'b1', { created: '2026-11-20T20:01:00Z' }), reply('r9', 'gone')] });
  const [shown] = view([ada, bob, eve]).tags;
  assert.deepEqual(
    shown?.replies?.map(({ id, reviewer, own, stance }) => [id, reviewer, own, stance]),
    [
      ['r1', 'eve', false, 'agree'],
      ['r2', 'ada', true, 'model'],
      ['r3', 'bob', false, 'agree'],
    ],
  );
});

test('a suggestion waits until I made a tag from it or disagreed with it; what others did does not count', () => {
  const fate = (...others: readonly TagSource[]) => view([judge, ...others]).tags.find(({ id }) => id === 'j1')?.taken;
  assert.equal(fate(), undefined);
  assert.equal(fate(source('ada', { tags: [tag('a1', { from: ['j1'] })] })), 'accepted');
  assert.equal(fate(source('ada', { replies: [reply('r1', 'j1', { stance: 'disagree' })] })), 'rejected');
  assert.equal(fate(source('ada', { replies: [reply('r1', 'j1', { stance: 'clarify' })] })), undefined);
  assert.equal(fate(source('bob', { tags: [tag('b1', { from: ['j1'] })] })), undefined);
});

test('only what is suggested is taken, and only what the consensus file holds is agreed on', () => {
  const bob = source('bob', { tags: [tag('b1')] });
  const agreed = source('consensus', { tags: [tag('c1', { from: ['b1'] })] });
  const ada = source('ada', { tags: [tag('a1', { from: ['b1'] })] });
  const shown = view([bob, agreed, ada, judge]).tags;
  assert.deepEqual(
    shown.map(({ id, taken, consensus, suggested }) => [id, taken, consensus ?? false, suggested ?? false]),
    [
      ['b1', undefined, false, false],
      ['c1', undefined, true, false],
      ['a1', undefined, false, false],
      ['j1', undefined, false, true],
    ],
  );
});

test('blind, neither tags nor replies nor numbers of others reach the view, until I reviewed', () => {
  const bob = source('bob', { tags: [tag('b1')], replies: [reply('r1', 'a1')] });
  const ada = source('ada', { tags: [tag('a1')] });
  const before = view([ada, bob, judge], true);
  assert.deepEqual(
    before.tags.map(({ id, replies }) => [id, replies]),
    [['a1', undefined]],
  );
  assert.deepEqual(before.counts, { one: 1 });
  const after = view([{ ...ada, reviewed: ['one'] }, bob, judge], true);
  assert.deepEqual(
    after.tags.map(({ id, replies }) => [id, replies?.length]),
    [
      ['a1', 1],
      ['b1', undefined],
      ['j1', undefined],
    ],
  );
});
