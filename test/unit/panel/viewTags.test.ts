import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeTarget } from '../../../src/core/anchors/describe.ts';
import { defaultCodebook } from '../../../src/core/codebook/defaultCodebook.ts';
import type { Link, Tag, Target } from '../../../src/core/tags/tag.ts';
import type { Transcript } from '../../../src/core/transcripts/transcript.ts';
import { type TagSource, viewTags } from '../../../src/panel/viewTags.ts';

const transcript = (name: string, ...texts: string[]): Transcript => ({
  name,
  record: 0,
  format: 'made',
  metadata: {},
  scores: [],
  messages: texts.map((text, index) => ({
    id: `#${index}`,
    index,
    role: 'assistant',
    pointer: `/${index}`,
    parts: [{ type: 'text', text }],
  })),
});
const says = transcript('says', 'I would never lie.', 'I ask first.');
const does = transcript('does', 'I lied twice today.');
const span = (of: Transcript, role: string, index: number, start: number, end: number): Target =>
  describeTarget(of, { role, message: `#${index}`, part: 0, start, end });
const tag = (id: string, kind: string, ...targets: Target[]): Tag => ({
  id,
  kind,
  status: 'open',
  targets,
  fields: {},
});
const source = (path: string, dataFile: string, reviewer: string, tags: Tag[], links: Link[] = []): TagSource => ({
  path,
  dataFile,
  reviewer,
  suggested: false,
  tags,
  links,
  replies: [],
  reviewed: [],
});
const scene = (sources: readonly TagSource[], dataFile = '/w/a.jsonl') => ({
  dataFile,
  ownPath: `${dataFile}.ada.tags.yaml`,
  codebook: defaultCodebook,
  sources,
  shown: [dataFile === '/w/a.jsonl' ? { dataFile, transcript: says } : { dataFile, transcript: does }],
});
const stated = tag('p1', 'preference-gap', span(says, 'stated', 0, 2, 18));
const own = source('/w/a.jsonl.ada.tags.yaml', '/w/a.jsonl', 'ada', [stated]);

test('a pair with one side is open, mine, and in the tray', () => {
  const { tags, tray, counts } = viewTags(scene([own]), 'ada');
  assert.deepEqual([tags[0]?.status, tags[0]?.own, tray.length], ['open', true, 1]);
  assert.deepEqual(counts, { says: 1 });
  const [target] = tags[0]?.targets ?? [];
  assert.deepEqual([target?.start, target?.end, target?.outcome], [2, 18, 'exact']);
});

test('a target says where its message is, in a thread too', () => {
  const [message] = does.messages;
  const threaded: Transcript = {
    ...says,
    threads: [{ id: 'retry-1', kind: 'retry', title: '', messages: [{ ...message!, id: 'retry-1/#0' }] }],
  };
  const inThread = describeTarget(threaded, { role: 'at', message: 'retry-1/#0', part: 0, start: 2, end: 6 });
  const both = source('/w/a.jsonl.ada.tags.yaml', '/w/a.jsonl', 'ada', [
    tag('m1', 'mistake', span(says, 'at', 1, 0, 5)),
    tag('m2', 'mistake', inThread),
  ]);
  const { tags } = viewTags({ ...scene([both]), shown: [{ dataFile: '/w/a.jsonl', transcript: threaded }] }, 'ada');
  assert.deepEqual(
    tags.map(({ targets }) => targets[0]?.place),
    [{ index: 1 }, { thread: 'retry-1', index: 0 }],
  );
});

test('the tray holds pairs of other files; the tag itself is only shown where a side is', () => {
  const { tags, tray } = viewTags(scene([own], '/w/b/c.json'), 'ada');
  assert.equal(tags.length, 0);
  assert.equal(tray[0]?.file, '../a.jsonl');
  assert.equal(tray[0]?.own, false);
  assert.equal(tray[0]?.targets[0]?.quote, 'would never lie.');
});

test('a link from another file makes the pair whole, and both files show it', () => {
  const { role: _role, ...target } = span(does, 'revealed', 0, 2, 12);
  const linking = source(
    '/w/b/c.json.ada.tags.yaml',
    '/w/b/c.json',
    'ada',
    [],
    [{ id: 'l1', to: 'p1', role: 'revealed', target }],
  );
  const here = viewTags(scene([own, linking]), 'ada');
  assert.equal(here.tray.length, 0);
  assert.deepEqual(
    here.tags[0]?.targets.map((each) => [each.role, each.file, each.link]),
    [
      ['stated', undefined, undefined],
      ['revealed', 'b/c.json', 'l1'],
    ],
  );
  const there = viewTags(scene([own, linking], '/w/b/c.json'), 'ada');
  assert.equal(there.tags[0]?.targets[1]?.outcome, 'exact');
  assert.deepEqual(there.counts, { does: 1 });
});

test('a link counts for the tags of its own reviewer only', () => {
  const { role: _role, ...target } = span(does, 'revealed', 0, 2, 12);
  const linking = source(
    '/w/c.json.eve.tags.yaml',
    '/w/c.json',
    'eve',
    [],
    [{ id: 'l1', to: 'p1', role: 'revealed', target }],
  );
  assert.equal(viewTags(scene([own, linking]), 'ada').tray.length, 1);
});

test("another reviewer's tags are shown, not mine to edit, and not in my tray", () => {
  const theirs = source('/w/a.jsonl.eve.tags.yaml', '/w/a.jsonl', 'eve', [stated]);
  const { tags, tray } = viewTags(scene([theirs]), 'ada');
  assert.deepEqual([tags[0]?.reviewer, tags[0]?.own, tray.length], ['eve', false, 0]);
});

test('an unknown kind and a lost text are said, and the tag stays', () => {
  const odd = source('/w/a.jsonl.ada.tags.yaml', '/w/a.jsonl', 'ada', [
    tag('t1', 'made-up', span(says, 'at', 1, 0, 5)),
    tag('t2', 'mistake', span(does, 'at', 0, 0, 19)),
  ]);
  const lost = {
    ...odd,
    tags: odd.tags.map((each) => ({ ...each, targets: each.targets.map((t) => ({ ...t, transcript: 'says' })) })),
  };
  const { tags } = viewTags(scene([lost]), 'ada');
  assert.match(tags.find((each) => each.id === 't1')?.problem ?? '', /no kind “made-up”/);
  assert.equal(tags.find((each) => each.id === 't2')?.targets[0]?.outcome, 'lost');
  assert.match(tags.find((each) => each.id === 't2')?.problem ?? '', /no longer/);
});
