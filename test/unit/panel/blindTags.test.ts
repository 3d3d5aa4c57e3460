import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Link, Reply, Tag, Target } from '../../../src/core/tags/tag.ts';
import { reviewedBy, seenSources } from '../../../src/panel/blindTags.ts';
import type { TagSource } from '../../../src/panel/viewTags.ts';

const at = (transcript: string, file?: string): Target => ({
  role: 'at',
  transcript,
  ...(file !== undefined && { file }),
});
const tag = (id: string, ...targets: Target[]): Tag => ({
  id,
  kind: 'mistake',
  status: 'complete',
  targets,
  fields: {},
});
const reply = (id: string, to: string): Reply => ({ id, to, stance: 'agree', text: '' });
const source = (reviewer: string, more: Partial<TagSource> = {}): TagSource => ({
  path: `/w/a.jsonl.${reviewer}.tags.yaml`,
  dataFile: '/w/a.jsonl',
  reviewer,
  suggested: false,
  tags: [],
  links: [],
  replies: [],
  reviewed: [],
  ...more,
});
/** Ids of what is left of the sources after the first. */
const left = (sources: readonly TagSource[], hides?: (file: string) => boolean): readonly string[] =>
  seenSources('ada', sources, hides)
    .slice(1)
    .flatMap(({ tags, links, replies }) => [...tags, ...links, ...replies].map(({ id }) => id));

test('what others say of a transcript shows once I have reviewed it, and only of that one', () => {
  const bob = source('bob', { tags: [tag('b1', at('one')), tag('b2', at('two'))] });
  assert.deepEqual(left([source('ada'), bob]), []);
  assert.deepEqual(left([source('ada', { reviewed: ['one'] }), bob]), ['b1']);
});

test('that others reviewed it shows nothing', () => {
  const bob = source('bob', { tags: [tag('b1', at('one'))], reviewed: ['one'] });
  const judge = source('ada', { suggested: true, reviewed: ['one'], tags: [tag('j1', at('one'))] });
  assert.deepEqual(left([source('ada'), bob, judge]), []);
});

test('a pair shows when both its sides lie in what I reviewed, in whatever file', () => {
  const bob = source('bob', { tags: [tag('pair', at('one'), at('far', 'b.jsonl'))] });
  const far = source('ada', { path: '/w/b.jsonl.ada.tags.yaml', dataFile: '/w/b.jsonl', reviewed: ['far'] });
  assert.deepEqual(left([source('ada', { reviewed: ['one', 'far'] }), bob]), []);
  assert.deepEqual(left([source('ada', { reviewed: ['one'] }), far, bob]), ['pair']);
});

test('a side added by a link counts as well, and goes along', () => {
  const { role: _role, ...target } = at('two');
  const link: Link = { id: 'l1', to: 'b1', role: 'at', target };
  const bob = source('bob', { tags: [tag('b1', at('one'))], links: [link] });
  assert.deepEqual(left([source('ada', { reviewed: ['one'] }), bob]), []);
  assert.deepEqual(left([source('ada', { reviewed: ['one', 'two'] }), bob]), ['b1', 'l1']);
});

test('what is said to my own tag waits too; what I say is always mine to see', () => {
  const bob = source('bob', { replies: [reply('r1', 'a1'), reply('r2', 'nowhere')] });
  const ada = source('ada', { tags: [tag('a1', at('one'))], replies: [reply('r3', 'b9')] });
  assert.deepEqual(left([ada, bob]), []);
  assert.deepEqual(left([{ ...ada, reviewed: ['one'] }, bob]), ['r1']);
  assert.deepEqual(seenSources('ada', [ada, bob])[0], ada);
});

test('files that are not reviewed blind hide nothing', () => {
  const bob = source('bob', { tags: [tag('b1', at('one')), tag('b2', at('far', 'b.jsonl'))] });
  assert.deepEqual(
    left([source('ada'), bob], (file) => file === '/w/b.jsonl'),
    ['b1'],
  );
});

test('a name in one file is not one in another', () => {
  const done = reviewedBy('ada', [source('ada', { reviewed: ['one'] })]);
  assert.deepEqual([done('/w/a.jsonl', 'one'), done('/w/b.jsonl', 'one')], [true, false]);
});
