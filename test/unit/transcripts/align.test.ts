import assert from 'node:assert/strict';
import { test } from 'node:test';
import { alignTranscripts } from '../../../src/core/transcripts/align.ts';
import { makeRandom } from '../../support/random.ts';
import { makeTranscript } from '../../support/transcript.ts';

const cases: readonly (readonly [string, string, string, string, number | undefined])[] = [
  ['the same', 'u:a A:b', 'u:a A:b', '0-0 1-1', undefined],
  ['nothing', '', '', '', undefined],
  ['one side', '', 'u:a', '.-0', 0],
  ['another answer', 'u:a A:b u:c', 'u:a A:x u:c', '0-0 1-1 2-2', 1],
  ['an added turn', 'u:a A:b u:c', 'u:a A:b A:n u:c', '0-0 1-1 .-2 2-3', 2],
  ['a missing turn', 'u:a A:b u:c A:d', 'u:a A:d', '0-0 1-. 2-. 3-1', 1],
  ['another system prompt', 's:x u:a A:b', 'u:a A:b', '0-. 1-0 2-1', 0],
  ['all different, by role', 'u:a A:b A:c', 'u:x A:y', '0-0 1-1 2-.', 0],
  ['the same text of another role', 'u:a', 'A:a', '0-. .-0', 0],
];
for (const [name, a, b, rows, divergence] of cases) {
  test(`aligns ${name}`, () => {
    const result = alignTranscripts(turns(a), turns(b));
    assert.equal(result.rows.map((row) => row.map((index) => (index < 0 ? '.' : index)).join('-')).join(' '), rows);
    assert.equal(result.firstDivergence, divergence);
  });
}

test('every message has one row, in order, and as many agree as can', (t) => {
  const random = makeRandom();
  t.diagnostic(`seed ${random.seed}`);
  for (let run = 0; run < 300; run++) {
    const list = () => Array.from({ length: random.int(12) }, () => `${random.pick(['u', 'A'])}:${random.int(4)}`);
    const [a, b] = [list(), list()];
    const { rows } = alignTranscripts(turns(a.join(' ')), turns(b.join(' ')));
    assert.deepEqual(
      rows.flatMap(([x]) => (x < 0 ? [] : [x])),
      [...a.keys()],
    );
    assert.deepEqual(
      rows.flatMap(([, y]) => (y < 0 ? [] : [y])),
      [...b.keys()],
    );
    const agreeing = rows.filter(([x, y]) => x >= 0 && y >= 0 && a[x] === b[y]).length;
    assert.ok(agreeing >= longest(a, b), `${a} | ${b}`);
  }
});

test('30 000 messages that differ everywhere', () => {
  const long = (word: string) => makeTranscript(Array.from({ length: 30_000 }, (_, i) => `user: ${word} ${i}`));
  const { rows, firstDivergence } = alignTranscripts(long('a'), long('b'));
  assert.equal(rows.length, 30_000);
  assert.equal(firstDivergence, 0);
});

function turns(text: string) {
  const roles: Record<string, string> = { u: 'user', A: 'assistant', s: 'system' };
  const words = text.split(' ').filter((word) => word !== '');
  return makeTranscript(words.map((word) => `${roles[word[0] ?? '']}: ${word.slice(2)}`));
}

function longest(a: readonly string[], b: readonly string[]): number {
  const best = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  const at = (i: number, j: number) => best[i]?.[j] ?? 0;
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      (best[i] as number[])[j] = a[i - 1] === b[j - 1] ? at(i - 1, j - 1) + 1 : Math.max(at(i - 1, j), at(i, j - 1));
    }
  }
  return at(a.length, b.length);
}
