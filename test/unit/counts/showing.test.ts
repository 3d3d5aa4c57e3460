import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeTarget } from '../../../src/core/anchors/describe.ts';
import { defaultCodebook } from '../../../src/core/codebook/defaultCodebook.ts';
import { addItem, changeItem } from '../../../src/core/tags/tagEdit.ts';
import { valuesOf } from '../../../src/core/tags/tagFile.ts';
import { TagSession } from '../../../src/core/tags/tagSession.ts';
import type { Message, Transcript } from '../../../src/core/transcripts/transcript.ts';
import { viewTags } from '../../../src/panel/viewTags.ts';
import { messageChunks, outline, rangeAround } from '../../../src/panel/viewTranscript.ts';
import { madeTagFile, madeTagId } from '../../support/madeTagFile.ts';
import { makeTranscript, textPart } from '../../support/transcript.ts';
import { makeTag } from '../tags/support.ts';

/** One message to the page stays below this, in bytes. */
const limit = 200_000;
const bytes = (value: unknown): number => Buffer.byteLength(JSON.stringify(value));
const many = makeTranscript(
  Array.from({ length: 30_000 }, (_, n) => `${n % 2 ? 'assistant' : 'user'}: ${`Message ${n}. `.repeat(20)}`),
);
const sizes = ({ messages }: Transcript, first = 0): number[] =>
  [...messageChunks(messages, rangeAround(messages.length, first), first)].map(bytes);

test('30 000 messages: the first one sent is small, none is large', () => {
  const [first = 0, ...rest] = sizes(many);
  assert.ok(first < 30_000, `${first} bytes`);
  assert.ok(Math.max(...rest) < limit, `${Math.max(...rest)} bytes`);
  assert.ok(bytes(outline(many)) < limit);
});

const large: readonly (readonly [what: string, message: Partial<Message>])[] = [
  ['texts of three bytes a character', { parts: [textPart('語'.repeat(50_000))] }],
  ['long texts of control characters', { parts: [textPart('\u0001'.repeat(200_000))] }],
  ['many long parts', { parts: Array.from({ length: 40 }, () => textPart('x'.repeat(100_000))) }],
  [
    'a call with many long arguments',
    {
      parts: [
        {
          type: 'tool_call',
          callId: 'c',
          name: 'write',
          ...callOf(Object.fromEntries(Array.from({ length: 30 }, (_, n) => [`a${n}`, 'y'.repeat(30_000)]))),
        },
      ],
    },
  ],
];

function callOf(value: Record<string, string>): { text: string; arguments: Record<string, string> } {
  return { text: JSON.stringify(value), arguments: value };
}

for (const [what, message] of large) {
  test(`${what}: no message to the page is large`, () => {
    const made = makeTranscript(Array.from({ length: 12 }, () => message));
    assert.ok(Math.max(...sizes(made)) < limit, `${Math.max(...sizes(made))} bytes`);
  });
}

test('a snapshot after an edit resolves the changed target only', () => {
  const made = makeTranscript(Array.from({ length: 200 }, (_, n) => `assistant: I would never lie, said ${n}`));
  let resolved = 0;
  // Resolving is what looks at the messages: once to find the target, once to place its message.
  const looks = 2;
  const counted: Transcript = {
    ...made,
    get messages() {
      resolved++;
      return made.messages;
    },
  };
  const at = (n: number) => describeTarget(made, { role: 'at', message: `m${n}`, part: 0, start: 14, end: 17 });
  const session = new TagSession(
    'alice',
    'run1.jsonl',
    madeTagFile(Array.from({ length: 200 }, (_, n) => makeTag(madeTagId(n), { targets: [at(n)] }))),
  );
  const snapshot = () => {
    resolved = 0;
    const source = {
      path: '/w/run1.jsonl.alice.tags.yaml',
      dataFile: '/w/run1.jsonl',
      reviewer: 'alice',
      suggested: false,
      replies: [],
      reviewed: [],
    };
    const sources = [{ ...source, tags: valuesOf(session.file, 'tags'), links: valuesOf(session.file, 'links') }];
    const shown = [{ dataFile: source.dataFile, transcript: counted }];
    const scene = { dataFile: source.dataFile, ownPath: source.path, codebook: defaultCodebook, sources, shown };
    return viewTags(scene, 'alice').tags.map((tag) => tag.targets[0]?.outcome);
  };
  assert.deepEqual(new Set(snapshot()), new Set(['exact']));
  assert.equal(resolved, 200 * looks);
  snapshot();
  assert.equal(resolved, 0);
  session.edit(addItem(session.file, 'tags', makeTag(madeTagId(200), { targets: [at(7)] })));
  assert.equal(snapshot().length, 201);
  assert.equal(resolved, looks);
  session.edit(changeItem(session.file, 'tags', madeTagId(3), [{ path: ['note'], value: 'Seen.' }]));
  snapshot();
  assert.equal(resolved, looks);
});
