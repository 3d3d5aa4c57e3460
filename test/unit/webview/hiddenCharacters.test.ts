import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeHidden, hiddenCharacters } from '../../../src/webview/hiddenCharacters.ts';

for (const [name, text, expected] of [
  ['a bidi override', 'a\u202eb\u202c', ['202e', '202c']],
  ['isolates', '\u2066x\u2069', ['2066', '2069']],
  ['zero width space, word joiner, soft hyphen, BOM', '\u200b\u2060\u00ad\ufeff', ['200b', '2060', 'ad', 'feff']],
  ['control codes, not tabs and line ends', '\u0000a\tb\r\nc\n\u001b[0m\u009b', ['0', '1b', '9b']],
  ['a carriage return on its own', 'safe\rdanger', ['d']],
  ['tag characters', 'hi\u{e0049}\u{e0067}', ['e0049', 'e0067']],
  ['a joiner between Latin words and a space', 'a\u200d b', ['200d']],
  ['emoji sequences', '👩‍👩‍👧 👍🏽 🏳️‍🌈 👩🏽‍💻 ❤️', []],
  ['a flag of tags', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', []],
  ['Persian and Hindi joiners', 'می‌خواهم क्‍ष', []],
  ['right-to-left letters', 'שלום مرحبا', []],
] as const) {
  test(`${name}: ${expected.length === 0 ? 'nothing hidden' : expected.join(' ')}`, () => {
    const found = hiddenCharacters(text);
    assert.deepEqual(
      found.map(({ codePoint }) => codePoint.toString(16)),
      expected,
    );
    for (const { start, end, codePoint } of found)
      assert.equal(text.slice(start, end), String.fromCodePoint(codePoint));
  });
}

test('they are counted by kind', () => {
  assert.equal(describeHidden(hiddenCharacters('\u200ba\u200b\u202e')), 'Hidden characters: U+200B ×2, U+202E ×1');
});
