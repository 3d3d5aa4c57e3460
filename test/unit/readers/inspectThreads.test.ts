import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeTarget } from '../../../src/core/anchors/describe.ts';
import { resolveTarget } from '../../../src/core/anchors/resolve.ts';
import type { Json, JsonObject } from '../../../src/core/text/json.ts';
import { sourceSpanOf } from '../../../src/core/transcripts/sourceSpan.ts';
import { findMessage, threadOf } from '../../../src/core/transcripts/transcriptText.ts';
import { openMade, readMade } from '../../support/openMade.ts';

/** A message is a word whose first letter is its role: `s`ystem, `u`ser, `a`ssistant, `t`ool. */
const roles: Record<string, string> = { s: 'system', u: 'user', a: 'assistant', t: 'tool' };
const message = (word: string): JsonObject => ({
  id: word,
  role: roles[word[0] ?? ''] ?? '',
  content: `${word} says this at some length. `.repeat(5),
});
const words = (text: string) => text.split(' ').filter((word) => word !== '');

/** A generation: what it was given, and what came of it. */
const model = (given: string, output = '', more: JsonObject = {}): JsonObject => ({
  event: 'model',
  input: words(given).map(message),
  output: { choices: words(output).map((word) => ({ message: message(word) })) },
  ...more,
});
let spans = 0;
const span = (type: string, name: string, ...events: readonly JsonObject[]): JsonObject[] => {
  const id = `span-${spans++}`;
  return [
    { event: 'span_begin', id, type, name },
    ...events.map((event) => ({ span_id: id, ...event, ...(event['event'] === 'span_begin' && { parent_id: id }) })),
    { event: 'span_end', id },
  ];
};

const cases: Record<string, { shown: string; events: readonly JsonObject[]; threads: readonly string[] }> = {
  'nothing is left out': { shown: 's u a t b', events: [model('s u', 'a'), model('s u a t', 'b')], threads: [] },
  'a generation was tried again': {
    shown: 's u a3 t a4',
    events: [model('s u', 'a1'), model('s u', 'a2'), model('s u', 'a3'), model('s u a3 t', 'a4')],
    threads: ['retry-1 after u: a1 a2'],
  },
  'several answers were asked for': {
    shown: 'u a2',
    events: [model('u', 'a1 a2')],
    threads: ['retry-1 after u: a1'],
  },
  'a branch was rolled back': {
    shown: 's u a9',
    events: [model('s u', 'a1'), model('s u a1 t1', 'a2'), model('s u a1 t1 a2 t2', 'a3'), model('s u', 'a9')],
    threads: ['branch-1 after u: a1 t1 a2 t2 a3'],
  },
  'a branch is a span': {
    shown: 's u a1 a2',
    events: [model('s u', 'a1'), ...span('branch', 'attempt', model('s u', 'a5')), model('s u a1', 'a2')],
    threads: ['branch-1 attempt after u: a5'],
  },
  'history was compacted': {
    shown: 's u usummary a3',
    events: [model('s u', 'a1'), model('s u a1 t1', 'a2'), { event: 'compaction' }, model('s u usummary', 'a3')],
    threads: ['compaction-1 after u: a1 t1 a2'],
  },
  'the model saw a summary, the thread keeps it all': {
    shown: 's u a1 t1 a2',
    events: [model('s u', 'a1'), model('s usummary t1', 'a2')],
    threads: ['compaction-1 after t1: usummary'],
  },
  'another agent was called': {
    shown: 's u a1 t1 a2',
    events: [
      model('s u', 'a1'),
      ...span('agent', 'browse', model('sb ub', 'ab1'), model('sb ub ab1 tb', 'ab2')),
      model('s u a1 t1', 'a2'),
    ],
    threads: ['subagent-1 browse after a1: sb ub ab1 tb ab2'],
  },
  'the agents of the main thread are spans too': {
    shown: 's u a1 t1 a2',
    events: span('agent', 'main', model('s u', 'a1'), model('s u', 'a0'), model('s u a1 t1', 'a2')),
    threads: ['retry-1 after u: a0'],
  },
  'another agent tried again': {
    shown: 'u a1',
    events: [
      ...span('agent', 'browse', model('sb ub', 'ab1'), model('sb ub', 'ab2'), model('sb ub ab2 tb', 'ab3')),
      model('u', 'a1'),
    ],
    threads: ['subagent-1 browse: sb ub ab1', 'branch-1 browse: ab2 tb ab3'],
  },
  'a tool holds the events of an agent': {
    shown: 'u a1 t1',
    events: [model('u', 'a1'), { event: 'tool', function: 'ask', agent: 'helper', events: [model('uh', 'ah')] }],
    threads: ['subagent-1 helper after a1: uh ah'],
  },
  'a judge was asked': {
    shown: 's u a1',
    events: [model('s u', 'a1'), ...span('scorers', 'scorers', ...span('scorer', 'fair', model('uj', 'aj')))],
    threads: ['other-1 fair after a1: uj aj'],
  },
  'a judge was asked, in the steps of old logs': {
    shown: 's u a1',
    events: [
      { event: 'step', action: 'begin', type: 'solver', name: 'generate' },
      model('s u', 'a1'),
      { event: 'step', action: 'end', type: 'solver', name: 'generate' },
      { event: 'step', action: 'begin', type: 'scorer', name: 'fair' },
      model('uj', 'aj'),
      { event: 'step', action: 'end', type: 'scorer', name: 'fair' },
    ],
    threads: ['other-1 fair after a1: uj aj'],
  },
  'a model in another role spoke': {
    shown: 's u a1',
    events: [model('s u', 'a1'), model('um', 'am', { role: 'monitor' })],
    threads: ['other-1 monitor after a1: um am'],
  },
  'the last answer is in no message': {
    shown: 's u a1 u2',
    events: [model('s u', 'a1'), model('s u a1 u2', 'a2')],
    threads: ['other-1 after u2: a2'],
  },
  'the sample has no messages': { shown: '', events: [model('s u', 'a1')], threads: ['other-1: s u a1'] },
};

/** How logs of several years keep the same events. */
const ways: Record<string, (shown: string, events: readonly JsonObject[]) => JsonObject> = {
  'with ids': (shown, events) => ({ messages: words(shown).map(message), events }),
  pooled: (shown, events) => {
    const pool: Json[] = [];
    const refs = (given: readonly Json[]) =>
      given.map((each) => {
        const at = pool.findIndex((known) => JSON.stringify(known) === JSON.stringify(each));
        if (at >= 0) return [at, at + 1];
        pool.push(each);
        return [pool.length - 1, pool.length];
      });
    const walk = (event: JsonObject): JsonObject => ({
      ...event,
      ...(Array.isArray(event['input']) && { input: [], input_refs: refs(event['input']) }),
      ...(Array.isArray(event['events']) && { events: (event['events'] as JsonObject[]).map(walk) }),
    });
    return {
      messages: words(shown).map(message),
      events: events.map(walk),
      events_data: { messages: pool, calls: [] },
    };
  },
  'without ids, long texts elsewhere': (shown, events) => {
    const attachments: Record<string, string> = {};
    const text = JSON.stringify(events).replace(/"id":"(\w+)","role"/g, '"role"');
    const moved = text.replace(/"content":"((\w+) says[^"]*)"/g, (_all, content: string, word: string) => {
      attachments[word] = content;
      return `"content":"attachment://${word}"`;
    });
    const messages = words(shown).map((word) => ({ ...message(word), id: null }));
    return { messages, events: JSON.parse(moved) as Json, attachments };
  },
};

const log = (sample: JsonObject) =>
  openMade(JSON.stringify({ version: 2, eval: { task: 't' }, samples: [{ id: 1, epoch: 1, ...sample }] }));
/** The word that a message began as. */
const wordOf = (text: string | undefined) => text?.split(' ')[0];

for (const [what, { shown, events, threads }] of Object.entries(cases)) {
  for (const [how, write] of Object.entries(ways)) {
    test(`${what}, ${how}`, async () => {
      const transcript = await readMade(await log(write(shown, events)));
      const named = (id: string | undefined) =>
        id === undefined ? '' : ` after ${wordOf(findMessage(transcript, id)?.parts[0]?.text)}`;
      assert.deepEqual(
        (transcript.threads ?? []).map(
          ({ id, title, after, messages }) =>
            `${id}${title && ` ${title}`}${named(after)}: ${messages.map(({ parts }) => wordOf(parts[0]?.text)).join(' ')}`,
        ),
        threads,
      );
      assert.equal('threads' in transcript, threads.length > 0);
      assert.equal(transcript.messages.length, words(shown).length);
    });
  }
}

test('an attempt that failed is a thread of its own, named by its error', async () => {
  const retries = [{ message: 'sandbox died', events: [model('s u', 'a1')] }];
  const file = await log({ messages: words('s u a1').map(message), error_retries: retries });
  const { threads, metadata } = await readMade(file);
  assert.deepEqual(
    threads?.map(({ id, title, messages }) => [id, title, messages.map((each) => each.id)]),
    [['retry-1', 'sandbox died', ['retry-1/#0', 'retry-1/#1', 'retry-1/#2']]],
  );
  assert.equal('error_retries' in metadata, false);
});

test('a generation that failed shows its error', async () => {
  const failed = { ...model('s u', 'a0'), error: 'overloaded' };
  const { threads } = await readMade(
    await log({ messages: words('s u a1').map(message), events: [failed, model('s u', 'a1')] }),
  );
  const part = threads?.[0]?.messages[0]?.parts.at(-1);
  assert.deepEqual(part, {
    type: 'other',
    kind: 'error',
    text: 'overloaded',
    source: { pointer: '/events/0/error', encoding: 'string' },
  });
});

test('ids are unique in all threads, and those of the main thread stay as they are', async () => {
  const events = [
    ...span('agent', 'one', model('sb ub', 'ab')),
    ...span('agent', 'two', model('sb uc', 'ac')),
    model('s u', 'a1'),
  ];
  const { messages, threads = [] } = await readMade(await log({ messages: words('s u a1').map(message), events }));
  const ids = [messages, ...threads.map((thread) => thread.messages)].map((list) => list.map(({ id }) => id));
  assert.deepEqual(ids, [
    ['s', 'u', 'a1'],
    ['subagent-1/#0', 'ub', 'ab'],
    ['subagent-2/#0', 'uc', 'ac'],
  ]);
});

const withAgent = {
  messages: words('u a1').map(message),
  events: [...span('agent', 'browse', model('sb ub', 'ab')), model('u', 'a1')],
};

test('an anchor in a thread is found again, also when the thread has another name', async () => {
  const transcript = await readMade(await log(withAgent));
  const target = describeTarget(transcript, { role: 'mistake', message: 'ab', part: 0, start: 3, end: 12 });
  assert.equal(target.quote, 'says this');
  assert.equal(threadOf(transcript, 'ab')?.id, 'subagent-1');
  const again = await readMade(await log({ ...withAgent, events: [model('s0', 'a0'), ...withAgent.events] }));
  assert.deepEqual(resolveTarget(again, target), { outcome: 'exact', message: 'ab', part: 0, start: 3, end: 12 });
  const main = describeTarget(transcript, { role: 'mistake', message: 'a1', part: 0, start: 3, end: 12 });
  assert.equal(resolveTarget(again, main).outcome, 'exact');
});

test('a place in a thread is found in the source', async () => {
  const file = await log(withAgent);
  const found = findMessage(await readMade(file), 'ub');
  const source = await file.sourceText(0);
  assert.ok(found?.parts[0] !== undefined && source !== undefined);
  const span = sourceSpanOf(source.text, found.parts[0], 0, { start: 0, end: 7 });
  assert.equal(span && source.text.slice(span.start, span.end), 'ub says');
});

test('arguments that an event keeps elsewhere are put back', async () => {
  const call = { id: 'c', function: 'run', arguments: { cmd: 'attachment://k', n: 1 } };
  const output = { choices: [{ message: { id: 'ax', role: 'assistant', content: 'go', tool_calls: [call] } }] };
  const events = [{ event: 'model', input: [message('u')], output }];
  const { threads } = await readMade(
    await log({ messages: [message('u'), message('a')], events, attachments: { k: 'ls -l' } }),
  );
  const part = threads?.[0]?.messages[0]?.parts[1];
  assert.equal(part?.text, '{"cmd":"ls -l","n":1}');
  assert.equal(part?.source, undefined);
});

test('a run of 20 000 turns that leaves nothing out is read in a moment', async () => {
  const turns = Array.from({ length: 20_000 }, (_, i) => `a${i} t${i}`);
  const all = words(`s u ${turns.join(' ')}`).map((id) => ({ ...message(id), content: id }));
  const events = turns.map((_, i) => ({
    event: 'model',
    input: [],
    input_refs: [[0, 2 + 2 * i]],
    output: { choices: [{ message: all[2 + 2 * i] ?? null }] },
  }));
  const file = await log({ messages: all, events, events_data: { messages: all } });
  const before = performance.now();
  const { threads, messages } = await readMade(file);
  assert.equal(threads, undefined);
  assert.equal(messages.length, 40_002);
  assert.ok(performance.now() - before < 3000);
});

test('an agent of 2 000 turns is read in a moment', async () => {
  const turns = Array.from({ length: 2000 }, (_, i) => `a${i} t${i}`);
  const pool = words(`s u ${turns.join(' ')}`).map(message);
  const events = span(
    'agent',
    'long',
    ...turns.map((_, i) => ({
      event: 'model',
      input: [],
      input_refs: [[0, 2 + 2 * i]],
      output: { choices: [{ message: message(`a${i}`) }] },
    })),
  );
  const file = await log({
    messages: words('u0 a').map(message),
    events: [...events, model('u0', 'a')],
    events_data: { messages: pool },
  });
  const before = performance.now();
  const { threads } = await readMade(file);
  assert.equal(threads?.[0]?.messages.length, 4001);
  assert.ok(performance.now() - before < 2000);
});
