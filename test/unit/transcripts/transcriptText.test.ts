import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sha256Hex } from '../../../src/core/text/sha256.ts';
import type { ToolCallPart } from '../../../src/core/transcripts/transcript.ts';
import {
  findRegion,
  messageText,
  regionText,
  textVersion,
  toolArguments,
} from '../../../src/core/transcripts/transcriptText.ts';
import { openMade, readMade } from '../../support/openMade.ts';

const call = (text: string, parsed: ToolCallPart['arguments']): ToolCallPart => ({
  type: 'tool_call',
  callId: 'c',
  name: 'f',
  text,
  ...(parsed !== undefined && { arguments: parsed }),
});

test('arguments are regions: strings decoded, other values minified', () => {
  const text = '{"path": "/etc/\\u00e9", "deep": { "a" : [1.0, "x y"] }, "a/b": true, "n": 12345678901234567890}';
  const part = call(text, JSON.parse(text));
  assert.deepEqual(toolArguments(part), [
    { pointer: '/path', key: 'path', text: '/etc/é' },
    { pointer: '/deep', key: 'deep', text: '{"a":[1.0,"x y"]}' },
    { pointer: '/a~1b', key: 'a/b', text: 'true' },
    { pointer: '/n', key: 'n', text: '12345678901234567890' },
  ]);
  assert.equal(regionText(part, { call: 'c', argument: '/deep/a/1' }), 'x y');
  assert.equal(regionText(part, { call: 'c', argument: '/none' }), undefined);
  assert.equal(regionText(part, 0), text);
});

test('arguments that are no object have no regions of their own', () => {
  assert.deepEqual(toolArguments(call('not json {', undefined)), []);
  assert.deepEqual(toolArguments(call('["a"]', ['a'])), []);
  assert.deepEqual(toolArguments(call('"a"', 'a')), []);
});

test('regions are found by message and part, or by call', async () => {
  const transcript = await readMade(
    await openMade(
      JSON.stringify({
        messages: [
          { role: 'user', id: 'm1', content: 'hi' },
          {
            role: 'assistant',
            content: 'doing',
            tool_calls: [{ id: 'call_1', function: { name: 'f', arguments: '{"path":"/x"}' } }],
          },
        ],
      }),
    ),
  );
  assert.equal(findRegion(transcript, 'm1', 0)?.text, 'hi');
  assert.equal(findRegion(transcript, '#0', 0)?.text, 'hi');
  assert.equal(findRegion(transcript, '#1', { call: 'call_1', argument: '/path' })?.text, '/x');
  assert.equal(findRegion(transcript, '#1', { call: 'call_1', argument: '/path' })?.partIndex, 1);
  for (const [message, part] of [
    ['m9', 0],
    ['#2', 0],
    ['m1', 1],
    ['m1', -1],
  ] as const)
    assert.equal(findRegion(transcript, message, part), undefined);
  assert.equal(findRegion(transcript, '#1', { call: 'call_2', argument: '/path' }), undefined);
});

test('what a message says leaves out reasoning, calls and results of its own tools', async () => {
  const transcript = await readMade(
    await openMade(
      JSON.stringify({
        type: 'message',
        role: 'assistant',
        content: [
          { type: 'thinking', thinking: 'hm' },
          { type: 'text', text: 'a' },
          { type: 'web_search_tool_result', tool_use_id: 'x', content: 'found' },
          { type: 'text', text: 'b' },
        ],
      }),
    ),
  );
  assert.deepEqual(transcript.messages.map(messageText), ['ab']);
});

/** A change of any of these is a new text version, and needs a migration of anchors. */
test('text version 1 is frozen', async () => {
  assert.equal(textVersion, 1);
  const record = String.raw`{"messages": [{"role": "user", "content": "a\r\nb\u00e9\ud83d\ude00 \ud800 <think>x</think> "},
    {"role": "assistant", "content": null, "tool_calls": [{"id": "c", "function": {"name": "f", "arguments": "{ \"a\": 1.0 }"}},
    {"id": "d", "function": {"name": "f", "arguments": { "a" : 1.0 , "b" : "\u0041 b" }}}]}, {"role": "user", "content": [{"type": "new", "x": [ 1 , NaN ]}]}]}`;
  const transcript = await readMade(await openMade(record));
  assert.deepEqual(
    transcript.messages.flatMap((message) =>
      message.parts.map((part) => [part.text, sha256Hex(part.text).slice(0, 16)]),
    ),
    [
      ['a\r\nbé😀 \ud800 <think>x</think> ', '40a4e9d9f7226a56'],
      ['{ "a": 1.0 }', '991cfbc38811ed1f'],
      ['{"a":1.0,"b":"\\u0041 b"}', '9ba78cf70e8cd494'],
      ['{"type":"new","x":[1,NaN]}', '4e585f0b97edcfd1'],
    ],
  );
});
