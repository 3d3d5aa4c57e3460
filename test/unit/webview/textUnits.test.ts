import assert from 'node:assert/strict';
import { test } from 'node:test';
import { nextUnit, previousUnit, type TextUnit } from '../../../src/webview/textUnits.ts';

/** `|` is where the key is pressed, `[[ ]]` what it must find. */
function check(find: typeof nextUnit, marked: string, unit: TextUnit): void {
  const offset = marked.replace(/\[\[|\]\]/gu, '').indexOf('|');
  const plain = marked.replace('|', '');
  const start = plain.indexOf('[[');
  const text = plain.replace(/\[\[|\]\]/gu, '');
  const expected = start < 0 ? undefined : { start, end: plain.indexOf(']]') - 2 };
  assert.deepEqual(find(text, offset, unit), expected);
}

for (const [unit, marked] of [
  ['sentence', '|[[One.]] Two.'],
  ['sentence', 'One.| [[Two.]]\nThree.'],
  ['sentence', 'One. Two.|\n\n  [[Three!]]'],
  ['sentence', 'It costs |[[3.50 today.]] Fine.'],
  ['sentence', '|[[No end]]'],
  ['sentence', 'All read.| \n'],
  ['word', '|[[One]], two'],
  ['word', 'One|, [[two]]'],
  ['word', 'say | [[👩‍👩‍👧]] now'],
  ['word', '|[[שלום]] עולם'],
  ['character', 'a|[[👩‍👩‍👧]]b'],
] as const) {
  test(`next ${unit}: ${JSON.stringify(marked)}`, () => check(nextUnit, marked, unit));
}

for (const [unit, marked] of [
  ['sentence', 'One. [[Two.]]| Three.'],
  ['sentence', '[[One.]] |Two.'],
  ['sentence', 'A\n[[B.]]\n\n|C'],
  ['word', '[[one]] |two'],
  ['word', 'one [[two]]...|'],
  ['character', 'a[[👍🏽]]|b'],
  ['word', '  |one'],
] as const) {
  test(`previous ${unit}: ${JSON.stringify(marked)}`, () => check(previousUnit, marked, unit));
}

test('a text of megabytes is not walked', () => {
  const text = 'word '.repeat(1_000_000);
  assert.deepEqual(nextUnit(text, 2_500_000, 'word'), { start: 2_500_000, end: 2_500_004 });
});
