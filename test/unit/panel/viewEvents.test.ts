import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { EventNode } from '../../../src/core/transcripts/transcript.ts';
import { countEvents, eventChunks } from '../../../src/panel/viewEvents.ts';

const node = (title: string, ...children: EventNode[]): EventNode => ({
  kind: 'span',
  title,
  message: title,
  children,
});

test('events are sent in the order of the log, each with its depth', () => {
  const tree = [node('a', node('b', node('c')), node('d')), node('e')];
  assert.deepEqual(
    eventChunks(tree).map((chunk) => chunk.map(({ title, depth }) => `${depth}${title}`)),
    [['0a', '1b', '2c', '1d', '0e']],
  );
  assert.equal(countEvents(tree), 5);
});

test('no chunk is larger than the channel takes well, and none is lost', () => {
  const tree = Array.from({ length: 3000 }, (_, i) => node(`${i}é`.padEnd(120, '字')));
  const chunks = eventChunks(tree);
  for (const chunk of chunks) assert.ok(Buffer.byteLength(JSON.stringify(chunk)) < 110_000);
  assert.equal(chunks.flat().length, 3000);
});

test('an event whose message has an id without end leads nowhere', () => {
  assert.deepEqual(eventChunks([node('x'.repeat(2000))])[0]?.[0]?.message, undefined);
});
