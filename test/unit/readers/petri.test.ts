import assert from 'node:assert/strict';
import { test } from 'node:test';
import { petriView } from '../../../src/core/readers/formats/petriViews.ts';
import type { Json, JsonObject } from '../../../src/core/text/json.ts';
import { sourceSpanOf } from '../../../src/core/transcripts/sourceSpan.ts';
import { findMessage } from '../../../src/core/transcripts/transcriptText.ts';
import { openMade, readMade } from '../../support/openMade.ts';

const say = (id: string): JsonObject => ({
  id,
  role: id.startsWith('u') ? 'user' : 'assistant',
  content: `${id} says`,
});
const event = (edit: JsonObject, view: Json = 'target'): JsonObject => ({ type: 'transcript_event', view, edit });
const add = (id: string, view?: Json) => event({ operation: 'add', message: say(id) }, view);
const rollback = (more: JsonObject) => event({ operation: 'rollback', ...more });
const patch = (...operations: readonly JsonObject[]) => event({ operation: 'json_patch', patch: operations });
const ids = (messages: readonly { readonly value: Json }[]) =>
  messages.map(({ value }) => (value as JsonObject)['id'] ?? value).join(' ');

/** Edits of a list `u1 a1 u2`, what is left, and what was taken back. */
const cases: Record<string, readonly [readonly JsonObject[], string, readonly string[]]> = {
  nothing: [[], 'u1 a1 u2', []],
  'an edit of another view': [[add('ax', ['auditor', 'combined'])], 'u1 a1 u2', []],
  'a rollback by count': [[rollback({ count: 2 }), add('a9')], 'u1 a9', ['u1: a1 u2']],
  'a rollback to a message': [[rollback({ to_id: 'a1', count: 9 })], 'u1 a1', ['a1: u2']],
  'a rollback to one that is not there': [[rollback({ to_id: 'zz', count: 1 })], 'u1 a1', ['a1: u2']],
  'a rollback of more than there is': [[rollback({ count: 99 })], '', [': u1 a1 u2']],
  'a rollback of nonsense': [[rollback({ count: -3 }), rollback({})], 'u1 a1 u2', []],
  'two rollbacks': [
    [rollback({ count: 1 }), add('u3'), rollback({ count: 2 }), add('a4')],
    'u1 a4',
    ['a1: u2', 'u1: a1 u3'],
  ],
  'a reset': [[event({ operation: 'reset', new_messages: [say('u7'), say('a7')] })], 'u7 a7', [': u1 a1 u2']],
  'a patch that adds': [
    [patch({ op: 'add', path: '/-', value: say('a5') }, { op: 'add', path: '/0', value: say('u0') })],
    'u0 u1 a1 u2 a5',
    [],
  ],
  'a patch that removes and replaces': [
    [patch({ op: 'remove', path: '/0' }, { op: 'replace', path: '/0', value: say('a6') })],
    'a6 u2',
    [],
  ],
  'a patch that moves and copies': [
    [patch({ op: 'move', from: '/2', path: '/0' }, { op: 'copy', from: '/1', path: '/-' })],
    'u2 u1 a1 u1',
    [],
  ],
  'a patch inside a message': [[patch({ op: 'replace', path: '/1/id', value: 'patched' })], 'u1 patched u2', []],
  'patches that fit nothing': [
    [
      patch(
        { op: 'remove', path: '/9' },
        { op: 'replace', path: '/x/y', value: 1 },
        { op: 'add', path: 'zz', value: 1 },
        { op: 'replace', path: '/9/id', value: 1 },
        {},
      ),
    ],
    'u1 a1 u2',
    [],
  ],
};
for (const [what, [edits, left, branches]] of Object.entries(cases)) {
  test(`a view after ${what}`, () => {
    const view = petriView([add('u1'), add('a1'), add('u2'), ...edits], 'target');
    assert.equal(ids(view.messages), left);
    assert.deepEqual(
      view.branches.map(({ before, messages }) => `${ids(before.slice(-1))}: ${ids(messages)}`),
      branches,
    );
  });
}

const log = (events: readonly Json[], more: JsonObject = {}) =>
  openMade(JSON.stringify({ metadata: { transcript_id: 'x' }, events, messages: [], target_messages: [], ...more }));

test('the target is the main thread, the auditor beside it, a branch where it was left', async () => {
  const file = await log([
    add('ax', 'auditor'),
    add('u1', ['target', 'combined']),
    add('a1', ['target', 'combined']),
    rollback({ count: 1 }),
    add('a2', ['target', 'combined']),
  ]);
  const transcript = await readMade(file);
  assert.equal(file.format, 'petri');
  assert.equal(transcript.name, 'x');
  assert.deepEqual(
    transcript.messages.map(({ id }) => id),
    ['u1', 'a2'],
  );
  assert.deepEqual(
    transcript.threads?.map(({ id, title, after, messages }) => [
      id,
      title,
      after,
      messages.map((each) => each.id).join(' '),
    ]),
    [
      ['branch-1', '', 'u1', 'a1'],
      ['other-1', 'auditor', undefined, 'ax'],
    ],
  );
});

test('what only the combined view has is a thread', async () => {
  const { threads } = await readMade(await log([add('u1'), add('u1', 'combined'), add('a8', 'combined')]));
  assert.deepEqual(
    threads?.map(({ title, messages }) => [title, messages.map(({ id }) => id)]),
    [['combined', ['other-1/#0', 'a8']]],
  );
});

test('without events the last state of the views is read', async () => {
  const transcript = await readMade(await log([], { messages: [say('ax')], target_messages: [say('u1'), say('a1')] }));
  assert.deepEqual(
    transcript.messages.map(({ id }) => id),
    ['u1', 'a1'],
  );
  assert.deepEqual(
    transcript.threads?.map(({ title }) => title),
    ['auditor'],
  );
});

test('a text has its place in the source, a patched one has none', async () => {
  const file = await log([add('u1'), add('a1'), patch({ op: 'replace', path: '/0/content', value: 'another text' })]);
  const transcript = await readMade(file);
  const source = await file.sourceText(0);
  const [patchedPart, part] = ['u1', 'a1'].map((id) => findMessage(transcript, id)?.parts[0]);
  assert.ok(source && part && patchedPart);
  const span = sourceSpanOf(source.text, part, 0, { start: 3, end: 7 });
  assert.equal(span && source.text.slice(span.start, span.end), 'says');
  assert.equal(patchedPart.text, 'another text');
  assert.equal(patchedPart.source, undefined);
});
