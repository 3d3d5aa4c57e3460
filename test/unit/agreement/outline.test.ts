import assert from 'node:assert/strict';
import { it } from 'node:test';
import { outlineOf, textKey } from '../../../src/core/agreement/outline.ts';
import type { Part, Transcript } from '../../../src/core/transcripts/transcript.ts';

const call: Part = {
  type: 'tool_call',
  callId: 'c1',
  name: 'write',
  text: '{"path":"/😀","n":[1, 2]}',
  arguments: { path: '/😀', n: [1, 2] },
};

function transcriptOf(...messages: readonly (readonly Part[])[]): Transcript {
  return {
    name: 't1',
    record: 0,
    format: 'made',
    metadata: {},
    scores: [],
    messages: messages.map((parts, index) => ({ id: `m${index}`, index, role: 'user', parts, pointer: `/${index}` })),
  };
}

it('measures every text in code points, of a call its arguments', () => {
  const { messages, texts } = outlineOf(
    transcriptOf([{ type: 'text', text: 'a😀b' }], [{ type: 'text', text: '' }, call]),
  );
  assert.equal(messages, 2);
  assert.deepEqual(texts, [
    { message: 'm0', part: 0, length: 3 },
    { message: 'm1', part: 0, length: 0 },
    { message: 'm1', part: { call: 'c1', argument: '/path' }, length: 2 },
    { message: 'm1', part: { call: 'c1', argument: '/n' }, length: 5 },
  ]);
});

it('measures a call without arguments as the text it is', () => {
  const { arguments: _, ...bare } = call as Extract<Part, { type: 'tool_call' }>;
  assert.deepEqual(outlineOf(transcriptOf([bare])).texts, [{ message: 'm0', part: 0, length: [...call.text].length }]);
});

it('names texts apart', () => {
  const keys = [textKey('m1', 0), textKey('m1', 1), textKey('m1', { call: '0', argument: '' }), textKey('m10', 0)];
  assert.equal(new Set(keys).size, keys.length);
});
