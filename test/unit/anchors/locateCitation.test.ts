import assert from 'node:assert/strict';
import { test } from 'node:test';
import { locateCitation } from '../../../src/core/anchors/locateCitation.ts';
import { sliceCodePoints } from '../../../src/core/text/codePoints.ts';
import type { Citation } from '../../../src/core/transcripts/transcript.ts';
import { findRegion } from '../../../src/core/transcripts/transcriptText.ts';
import { makeTranscript } from '../../support/transcript.ts';

const call = {
  type: 'tool_call',
  callId: 'c1',
  name: 'send',
  text: '{"body":"I deleted the \\"old\\" files."}',
  arguments: { body: 'I deleted the "old" files.' },
} as const;
const transcript = {
  ...makeTranscript([
    'user: 😀 Did you delete anything?',
    'I did not delete anything at all. I promise.',
    'user: Sure? Again: sure?',
    { role: 'assistant', parts: [call] },
    'Thank you.',
    'Thank you.',
  ]),
  threads: [
    {
      id: 'subagent-1',
      kind: 'subagent',
      title: '',
      messages: makeTranscript([{ id: 'b1', parts: [{ type: 'text', text: 'A copy was made beforehand.' }] }]).messages,
    },
  ],
} as const;

/** Where a claim is found: message, part and the text that stands there; `-` where nowhere. */
function found(claim: Citation): string {
  const { message, part, start, end } = locateCitation(transcript, claim);
  if (message === undefined) return '-';
  if (part === undefined) return message;
  const region = findRegion(transcript, message, part);
  return `${message} ${typeof part === 'number' ? part : part.argument}: ${sliceCodePoints(region?.text ?? '', start ?? 0, end ?? 0)}`;
}

const cases: Record<string, readonly [Citation, string]> = {
  'in its message': [{ message: 'm1', quote: 'delete anything at all' }, 'm1 0: delete anything at all'],
  'after an emoji': [{ message: 'm0', quote: 'Did you' }, 'm0 0: Did you'],
  'with space around it': [{ message: 'm0', quote: ' Did you\n' }, 'm0 0: Did you'],
  'nearly in its message': [
    { message: 'm1', quote: 'I did not delete anything, at all' },
    'm1 0: I did not delete anything at all',
  ],
  'in the message beside it': [{ message: 'm2', quote: 'I promise' }, 'm1 0: I promise'],
  'far from the message named': [{ message: 'm5', quote: 'not delete anything' }, 'm1 0: not delete anything'],
  'of a message that is not there': [{ message: 'unknown_3', quote: 'I promise.' }, 'm1 0: I promise.'],
  'without a message': [{ quote: 'I promise.' }, 'm1 0: I promise.'],
  'in the argument of a call': [{ message: 'm3', quote: 'the "old" files' }, 'm3 /body: the "old" files'],
  'in a thread': [{ quote: 'copy was made' }, 'b1 0: copy was made'],
  'twice in its message: the message': [{ message: 'm2', quote: 'ure?' }, 'm2'],
  'twice in its message, with a position': [{ message: 'm2', quote: 'ure?', start: 1 }, 'm2 0: ure?'],
  'twice elsewhere': [{ quote: 'Thank you.' }, '-'],
  'twice, but one is named': [{ message: 'm5', quote: 'Thank you.' }, 'm5 0: Thank you.'],
  nowhere: [{ message: 'm1', quote: 'I burned the house down' }, '-'],
  'no quote, a message': [{ message: 'm1' }, 'm1'],
  'no quote, no message': [{ message: 'x', text: 'see above' }, '-'],
};
for (const [where, [claim, expected]] of Object.entries(cases)) {
  test(`a citation is found: ${where}`, () => assert.equal(found(claim), expected));
}

test('what the score says stays with the place', () => {
  const { text, quote } = locateCitation(transcript, { text: 'It lies', quote: 'I promise', message: 'm1' });
  assert.deepEqual([text, quote], ['It lies', 'I promise']);
});
