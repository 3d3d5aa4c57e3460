import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Message, Part, Transcript } from '../../../src/core/transcripts/transcript.ts';
import { boundJson } from '../../../src/panel/boundJson.ts';
import { findText, searchedThreads } from '../../../src/panel/findText.ts';
import {
  chunkSize,
  messageChunks,
  nextPiece,
  outline,
  rangeAround,
  rangeSize,
  textCut,
  viewMessage,
  viewThreads,
} from '../../../src/panel/viewTranscript.ts';

const text = (value: string): Part => ({ type: 'text', text: value });
const message = (index: number, role: Message['role'], ...parts: Part[]): Message => ({
  id: `#${index}`,
  index,
  role,
  parts,
  pointer: `/messages/${index}`,
});
const transcript = (...messages: Message[]): Transcript => ({
  name: 't',
  record: 0,
  format: 'made',
  metadata: {},
  scores: [],
  messages,
});

test('every message of a range is sent once, the asked one first', () => {
  const messages = Array.from({ length: 500 }, (_, i) => message(i, 'user', text('x'.repeat(900))));
  const chunks = [...messageChunks(messages, { start: 10, end: 490 }, 300)];
  assert.equal(chunks[0]?.[0]?.index, 300);
  const sent = chunks.flat().map((view) => view.index);
  assert.deepEqual(
    [...sent].sort((a, b) => a - b),
    Array.from({ length: 480 }, (_, i) => i + 10),
  );
});

test('no chunk is much larger than a message that the channel takes well', () => {
  const messages = Array.from({ length: 300 }, (_, i) => message(i, 'user', text('é'.repeat(i * 40))));
  for (const chunk of messageChunks(messages, { start: 0, end: 300 }, 0)) {
    assert.ok(Buffer.byteLength(JSON.stringify(chunk)) < chunkSize + 1000);
  }
});

test('a long text is cut between code points and comes back whole in pieces', () => {
  const whole = '😀'.repeat(textCut);
  const part = viewMessage(message(0, 'user', text(`x${whole}`))).parts[0];
  assert.equal(part?.fullLength, whole.length + 1);
  let got = part?.text ?? '';
  for (;;) {
    assert.ok(!/[\ud800-\udbff]$/.test(got), 'cut inside a pair');
    const piece = nextPiece(`x${whole}`, got.length);
    if (piece === '') break;
    got += piece;
  }
  assert.equal(got, `x${whole}`);
});

test('a range holds the message and no more than the page can', () => {
  assert.deepEqual(rangeAround(30, 7), { start: 0, end: 30 });
  assert.deepEqual(rangeAround(rangeSize * 2 + 5, rangeSize * 2 + 1), { start: rangeSize * 2, end: rangeSize * 2 + 5 });
});

test('an outline names turns: tools belong to their caller, and long ones are thinned', () => {
  const made = transcript(
    message(0, 'system', text('Be kind.')),
    message(1, 'user', text('First\nquestion')),
    message(2, 'assistant', { type: 'tool_call', text: '{}', callId: 'c', name: 'look' }),
    message(3, 'tool', { type: 'tool_result', text: 'found' }),
    message(4, 'assistant', text('Answer')),
  );
  assert.deepEqual(
    outline(made).map((item) => [item.index, item.label]),
    [
      [0, 'Be kind.'],
      [1, 'First question'],
      [2, 'look()'],
    ],
  );
  const many = Array.from({ length: 5000 }, (_, i) => message(i, i % 2 ? 'assistant' : 'user', text(`m${i}`)));
  assert.ok(outline(transcript(...many)).length <= 1000);
});

test('find counts code points, in the arguments of a call each', () => {
  const made = transcript(
    message(0, 'user', text('😀 a.b 😀 A.B axb')),
    message(1, 'assistant', {
      type: 'tool_call',
      text: '{"path":"/a.b"}',
      callId: 'c1',
      name: 'open',
      arguments: { path: '/a.b' },
    }),
  );
  assert.deepEqual(findText([made], 'a.b').matches, [
    { index: 0, region: { message: '#0', part: 0 }, start: 2, end: 5 },
    { index: 0, region: { message: '#0', part: 0 }, start: 8, end: 11 },
    { index: 1, region: { message: '#1', part: { call: 'c1', argument: '/path' } }, start: 1, end: 4 },
  ]);
  assert.equal(findText([made], 'a', 1).more, true);
  assert.deepEqual(findText([made], '').matches, []);
});

test('find goes on in every thread, from the one that is shown', () => {
  const side = { title: '', messages: [message(0, 'user', text('a vase'))] } as const;
  const made: Transcript = {
    ...transcript(message(0, 'user', text('no vase'))),
    threads: [
      { id: 'subagent-1', kind: 'subagent', ...side },
      { id: 'branch-1', kind: 'branch', ...side },
    ],
  };
  const found = (shown?: string) =>
    findText(searchedThreads(made, shown), 'vase').matches.map(({ thread, start }) => [thread, start]);
  assert.deepEqual(found(), [
    [undefined, 3],
    ['subagent-1', 2],
    ['branch-1', 2],
  ]);
  assert.deepEqual(found('branch-1'), [
    ['branch-1', 2],
    [undefined, 3],
    ['subagent-1', 2],
  ]);
});

test('metadata is bounded: long strings, long lists, deep and large trees', () => {
  const deep = (n: number): object => (n === 0 ? {} : { a: deep(n - 1) });
  const bounded = boundJson({
    long: 'x'.repeat(10_000),
    list: Array.from({ length: 1000 }, (_, i) => i),
    deep: deep(100) as never,
    large: Object.fromEntries(Array.from({ length: 9000 }, (_, i) => [`k${i}`, { v: i }])),
  });
  assert.equal((bounded['long'] as string).length, 4001);
  assert.equal((bounded['list'] as readonly unknown[]).length, 201);
  assert.ok(JSON.stringify(bounded).length < 300_000);
});

test('threads are placed by the index of the message after which they are left out', () => {
  const [first, second] = [message(0, 'user', text('a')), message(1, 'assistant', text('b'))];
  const thread = { kind: 'retry', title: 'x'.repeat(300), messages: [message(0, 'assistant', text('c'))] } as const;
  const made: Transcript = {
    ...transcript(first, second),
    threads: [
      { id: 'retry-1', ...thread, after: second.id },
      { id: 'retry-2', ...thread },
    ],
  };
  assert.deepEqual(viewThreads(made), [
    { id: 'retry-1', kind: 'retry', title: 'x'.repeat(200), messageCount: 1, after: 1 },
    { id: 'retry-2', kind: 'retry', title: 'x'.repeat(200), messageCount: 1, after: -1 },
  ]);
  assert.deepEqual(viewThreads(transcript(first)), []);
});
