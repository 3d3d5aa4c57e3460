import assert from 'node:assert/strict';
import { test } from 'node:test';
import { scoreCitations } from '../../../src/core/readers/drafts/scoreCitations.ts';
import type { Json } from '../../../src/core/text/json.ts';
import type { Citation } from '../../../src/core/transcripts/transcript.ts';

const cases: Record<string, readonly [Json, readonly Citation[]]> = {
  'a score without any': [{ value: 'C' }, []],
  'a bare value': ['C', []],
  'highlights, split where text is left out': [
    {
      metadata: {
        highlights: [
          {
            description: 'It lies',
            parts: [{ message_id: 'm1', quoted_text: 'I did [...] not', position: [4, 9] }, { message_id: 'm2' }],
          },
        ],
      },
    },
    [
      { text: 'It lies', quote: 'I did', message: 'm1', start: 4 },
      { text: 'It lies', quote: 'not', message: 'm1' },
      { text: 'It lies', message: 'm2' },
    ],
  ],
  'references, with the sentence that cites them': [
    {
      explanation: 'Fine at first. Then it lies [M2].\nSee [M9].',
      references: [
        { type: 'message', cite: '[M2]', id: 'x' },
        { type: 'event', cite: '[E1]', id: 'e' },
        { type: 'message', cite: '[M5]', id: 'y' },
      ],
    },
    [
      { text: 'Then it lies [M2].', message: 'x' },
      { text: '[M5]', message: 'y' },
    ],
  ],
  'numbers that nothing maps to a message': [{ explanation: 'See [M1].' }, []],
  quotes: [
    { metadata: { citations: ['as it is', { quote: 'q', message_id: 'm', reason: 'why' }, { other: 1 }, 7] } },
    [{ quote: 'as it is' }, { text: 'why', quote: 'q', message: 'm' }],
  ],
  'other shapes under the same names': [{ metadata: { highlights: 'no', citations: { a: 1 }, references: [[]] } }, []],
};
for (const [what, [score, expected]] of Object.entries(cases)) {
  test(`citations: ${what}`, () => assert.deepEqual(scoreCitations(score), expected));
}

test('a score of thousands is cut', () => {
  const highlights = Array(5000).fill({ parts: [{ quoted_text: 'x' }] });
  assert.equal(scoreCitations({ metadata: { highlights } }).length, 2000);
});
