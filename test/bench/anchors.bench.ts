import { describeTarget } from '../../src/core/anchors/describe.ts';
import { resolveTarget } from '../../src/core/anchors/resolve.ts';
import { makeTranscript } from '../support/transcript.ts';
import { bench, print, printHead, times, within } from './benchTable.ts';
import { freshProse } from './madeData.ts';

printHead('Anchors');

/** Every tenth word of the quote was edited since. */
function edited(text: string, start: number, length: number): string {
  const quote = text.slice(start, start + length);
  const other = quote
    .split(' ')
    .map((word, n) => (n % 10 === 5 ? `${word.slice(0, -1)}~` : word))
    .join(' ');
  return text.slice(0, start) + other + text.slice(start + length);
}

for (const [size, length] of [
  ['a message of 4 KB', 4000],
  ['a message of 1 MB', 1_000_000],
] as const) {
  const text = freshProse(5, length);
  const start = text.length >> 1;
  const before = makeTranscript(['user: hello', `assistant: ${text}`]);
  const target = describeTarget(before, {
    role: 'at',
    message: 'm1',
    part: 0,
    start: [...text.slice(0, start)].length,
    end: [...text.slice(0, start + 200)].length,
  });
  const quote = target.quote ?? '';
  const cases = [
    ['unchanged', before, 'exact'],
    ['text before it grew', makeTranscript(['user: hello', `assistant: Well. ${text}`]), 'moved'],
    ['quote edited', makeTranscript(['user: hello', `assistant: ${edited(text, start, 200)}`]), 'moved'],
  ] as const;
  for (const [what, after, outcome] of cases) {
    const whole = after.messages[1]?.parts[0]?.text ?? '';
    print(
      await bench({
        job: `find a 200-character quote: ${what}`,
        size,
        floor: 'indexOf of the quote',
        // Of a short text indexOf is over before a clock can tell.
        budget: length > 10_000 ? times(200) : within(1),
        repetitions: 15,
        run: () => {
          // Parts of their own, as after reading the file: hashes are remembered by part.
          const fresh = {
            ...after,
            messages: after.messages.map((message) => ({
              ...message,
              parts: message.parts.map((part) => ({ ...part })),
            })),
          };
          const begin = performance.now();
          const found = resolveTarget(fresh, target);
          const time = performance.now() - begin;
          if (found.outcome !== outcome) throw new Error(`${what}: ${found.outcome}`);
          return time;
        },
        runFloor: () => void whole.indexOf(quote),
        count: () => outcome,
      }),
    );
  }
}
