import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mostEvents } from '../../../src/core/readers/inspect/inspectEventTree.ts';
import type { JsonObject } from '../../../src/core/text/json.ts';
import type { EventNode } from '../../../src/core/transcripts/transcript.ts';
import { openMade, readMade } from '../../support/openMade.ts';

const say = (id: string, role: string, more: JsonObject = {}): JsonObject => ({
  id,
  role,
  content: `${id} says`,
  ...more,
});
const model = (output: string, more: JsonObject = {}): JsonObject => ({
  event: 'model',
  model: 'demo/m',
  input: [say('u', 'user')],
  output: { choices: [{ message: say(output, 'assistant') }] },
  ...more,
});
const begin = (id: string, type: string, name: string, parent?: string): JsonObject => ({
  event: 'span_begin',
  id,
  type,
  name,
  ...(parent !== undefined && { parent_id: parent }),
});
const messages = [
  say('u', 'user'),
  say('a', 'assistant'),
  say('t', 'tool', { tool_call_id: 'c1' }),
  say('b', 'assistant'),
];

const read = (events: readonly JsonObject[], more: JsonObject = {}) =>
  openMade(JSON.stringify({ eval: { task: 't' }, samples: [{ id: 1, epoch: 1, messages, events, ...more }] })).then(
    readMade,
  );

/** `kind title -> message`, indented by depth. */
const lines = (nodes: readonly EventNode[] = [], depth = 0): string[] =>
  nodes.flatMap(({ kind, title, message, children }) => [
    `${'  '.repeat(depth)}${kind} ${title} -> ${message ?? 'nothing'}`,
    ...lines(children, depth + 1),
  ]);

const cases: Record<string, { events: readonly JsonObject[]; more?: JsonObject; tree: readonly string[] }> = {
  'spans nest by their parent, and empty ones are left out': {
    events: [
      begin('s', 'solvers', 'solvers'),
      begin('i', 'init', 'init', 's'),
      { event: 'span_end', id: 'i' },
      begin('g', 'agent', 'main', 's'),
      model('a', { span_id: 'g' }),
      { event: 'tool', id: 'c1', function: 'look', span_id: 'g' },
      model('b', { span_id: 'g' }),
    ],
    tree: [
      'span solvers -> a',
      '  agent main -> a',
      '    model demo/m -> a',
      '    tool look -> t',
      '    model demo/m -> b',
    ],
  },
  'spans that overlap keep their own': {
    events: [
      begin('x', 'agent', 'x'),
      begin('y', 'agent', 'y'),
      model('b', { span_id: 'y' }),
      model('a', { span_id: 'x' }),
    ],
    tree: ['agent x -> a', '  model demo/m -> a', 'agent y -> b', '  model demo/m -> b'],
  },
  'steps of old logs nest': {
    events: [
      { event: 'step', action: 'begin', type: 'solver', name: 'generate' },
      model('a'),
      { event: 'step', action: 'end', type: 'solver', name: 'generate' },
      model('b'),
    ],
    tree: ['span generate -> a', '  model demo/m -> a', 'model demo/m -> b'],
  },
  'a generation that was tried again leads into its thread': {
    events: [model('a0'), model('a'), model('b', { retries: 2, role: 'target' })],
    tree: ['retry demo/m -> a0', 'model demo/m -> a', 'model demo/m as target, 2 retries -> b'],
  },
  'a compaction and an error lead to what was said before': {
    events: [model('a'), { event: 'compaction', type: 'summary' }, { event: 'error', error: { message: 'no room' } }],
    tree: ['model demo/m -> a', 'compaction summary -> a', 'other error no room -> a'],
  },
  'events in a tool are under it': {
    events: [{ event: 'tool', id: 'c1', function: 'ask', events: [model('k')] }],
    tree: ['tool ask -> t', '  model demo/m -> k'],
  },
  'timelines come before the log, with their agents and branches': {
    events: [model('a', { uuid: 'e1' }), model('a0', { uuid: 'e2' }), model('b', { uuid: 'e3' })],
    more: {
      timelines: [
        {
          name: 'Target',
          root: {
            content: [
              {
                type: 'span',
                name: 'target',
                span_type: 'agent',
                content: [{ event: 'e1' }, { event: { uuid: 'e3' } }],
              },
              { type: 'span', name: 'empty', content: [{ event: 'nowhere' }] },
            ],
            branches: [{ name: 'rollback', content: [{ event: 'e2' }] }],
          },
        },
        { name: 'Empty', root: null },
      ],
    },
    tree: [
      'span Target -> a',
      '  agent target -> a',
      '    model demo/m -> a',
      '    model demo/m -> b',
      '  branch rollback -> a0',
      '    model demo/m -> a0',
      'model demo/m -> a',
      'model demo/m -> a0',
      'model demo/m -> b',
    ],
  },
  'an attempt that failed comes first': {
    events: [model('a')],
    more: { error_retries: [{ message: 'timeout', events: [model('z')] }] },
    tree: ['retry timeout -> z', '  retry demo/m -> z', 'model demo/m -> a'],
  },
};

for (const [name, { events, more, tree }] of Object.entries(cases)) {
  test(`event tree: ${name}`, async () => assert.deepEqual(lines((await read(events, more)).events), tree));
}

test('a tree is bounded in number and depth, and what is not in it is counted', async () => {
  const wide = await read(Array.from({ length: mostEvents + 7 }, () => ({ event: 'tool', function: 'f' })));
  assert.deepEqual([wide.events?.length, wide.eventsLeftOut], [mostEvents, 7]);
  const spans = Array.from({ length: 3000 }, (_, i) => begin(`s${i}`, 'agent', `${i}`, `s${i - 1}`));
  const deep = await read([...spans, model('a', { span_id: 's2999' })]);
  assert.equal(lines(deep.events).length, 3001);
  assert.ok(lines(deep.events).every((line) => line.search(/\S/u) <= 2 * 33));
});

test('a log without events has no tree', async () => assert.equal((await read([])).events, undefined));
