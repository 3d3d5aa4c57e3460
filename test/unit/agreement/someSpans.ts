import type { MarkedSpan } from '../../../src/core/agreement/markedSpan.ts';
import type { Random } from '../../support/random.ts';

/** Spans of a line of letters: `..aaa.` marks 2 to 5 as `a`; several lines are marked by the same reviewer, over each other. */
export function spans(...lines: string[]): MarkedSpan[] {
  return lines.flatMap((line) =>
    [...line.matchAll(/([a-z])\1*/g)].map((match) => ({
      start: match.index,
      end: match.index + match[0].length,
      label: match[1] as string,
    })),
  );
}

export function someSpans(random: Random, count: number, length = 30): MarkedSpan[] {
  return Array.from({ length: random.int(count + 1) }, () => {
    const start = random.int(length);
    const end = start + 1 + random.int(Math.min(8, length - start));
    return { start, end, label: random.pick(['a', 'b']), text: random.pick(['one', 'two']) };
  });
}
