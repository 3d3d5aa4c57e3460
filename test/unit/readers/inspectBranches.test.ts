import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Json, JsonObject } from '../../../src/core/text/json.ts';
import { openMade, readMade } from '../../support/openMade.ts';

/** A message is a word whose first letter is its role. */
const roles: Record<string, string> = { u: 'user', a: 'assistant', t: 'tool' };
const message = (word: string): JsonObject => ({ id: word, role: roles[word[0] ?? ''] ?? '', content: `${word} says` });
const messages = (words: string): JsonObject[] => words.split(' ').map(message);
const model = (given: string, output: string, more: JsonObject = {}): JsonObject => ({
  event: 'model',
  input: messages(given),
  output: { choices: [{ message: message(output) }] },
  ...more,
});
const branch = (id: string, from: string, ...events: readonly JsonObject[]): JsonObject[] => [
  { event: 'span_begin', id, type: 'branch', name: `try ${id}` },
  { event: 'branch', span_id: id, from_anchor: from },
  ...events.map((event) => ({ ...event, span_id: id })),
  { event: 'span_end', id },
];
/** A timeline of Petri 3: events by uuid, and a branch of it. */
const timeline = (shown: readonly string[], from: string, left: readonly string[]): JsonObject => {
  const content = (uuids: readonly string[]) => uuids.map((event) => ({ type: 'event', event }));
  const agent = {
    type: 'span',
    id: 'target',
    name: 'target',
    content: content(shown),
    branches: [{ type: 'span', id: 'x', name: 'rollback', branched_from: from, content: content(left) }],
  };
  return { name: 'Target', root: { type: 'span', id: 'root', name: 'main', content: [agent] } };
};

const [first, second] = [model('u', 'a1'), model('u a1 t1', 'a2')];
const left = model('u', 'a5');
const cases: Record<string, { events: readonly JsonObject[]; timelines?: Json; threads: readonly string[] }> = {
  'a branch begins where the log says, by message': {
    events: [first, ...branch('b', 't1', left), second],
    threads: ['branch-1 try b after t1: a5'],
  },
  'a branch begins at an anchor': {
    events: [first, { event: 'anchor', anchor_id: 'here', source: 'x' }, ...branch('b', 'here', left), second],
    threads: ['branch-1 try b after a1: a5'],
  },
  'from a place that is nowhere it begins where its input leaves the thread': {
    events: [first, ...branch('b', 'nowhere', left), second],
    threads: ['branch-1 try b after u: a5'],
  },
  'branches stay apart, and are no history': {
    events: [
      first,
      ...branch('b', 'a1', left, model('u a5 t5', 'a6')),
      ...branch('c', 'a1', model('u a5 t5', 'a7')),
      { event: 'compaction' },
      second,
    ],
    threads: ['branch-1 try b after a1: a5 t5 a6', 'branch-2 try c after a1: a7'],
  },
  'a timeline names its branches': {
    events: [
      { ...first, uuid: 'e1' },
      { ...left, uuid: 'e2' },
      { ...second, uuid: 'e3' },
    ],
    timelines: [timeline(['e1', 'e3'], 'a1', ['e2'])],
    threads: ['branch-1 rollback after a1: a5'],
  },
  'a timeline of another shape changes nothing': {
    events: [first, left, second],
    timelines: [null, 7, { root: { content: 'x', branches: [{ content: [{ event: 3 }] }] } }],
    threads: ['retry-1 after u: a5'],
  },
};

for (const [name, { events, timelines = null, threads }] of Object.entries(cases)) {
  test(name, async () => {
    const sample = { id: 1, epoch: 1, messages: messages('u a1 t1 a2'), events, timelines };
    const transcript = await readMade(await openMade(JSON.stringify({ eval: { task: 't' }, samples: [sample] })));
    assert.deepEqual(
      transcript.threads?.map(
        ({ id, title, after, messages: own }) =>
          `${id}${title && ` ${title}`} after ${after}: ${own.map((each) => each.id).join(' ')}`,
      ),
      threads,
    );
  });
}
