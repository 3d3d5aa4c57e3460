import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { textPieces } from '../../../src/core/search/textPieces.ts';

/** `|` shows where the text is to be cut. */
function cuts(marked: string, length: number): void {
  const text = marked.replaceAll('|', '');
  const pieces = [...textPieces(text, length)];
  assert.equal(pieces.map((piece) => piece.text).join('|'), marked);
  for (const piece of pieces) assert.ok(text.startsWith(piece.text, piece.start));
}

describe('textPieces', () => {
  it('leaves a text whole', () => cuts('abcdef\ngh', 9));
  it('gives an empty text', () => cuts('', 4));
  it('cuts after line ends', () => cuts('abcdef\n|ghijkl\n|mn', 8));
  it('cuts in a line without an end', () => cuts('abcd|efgh|i', 4));
  it('does not take a line end that is too near', () => cuts('a\nbcdefg|h', 8));
  it('cuts no character in two', () => cuts('abc|😀de|f', 4));
});
