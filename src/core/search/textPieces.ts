/** UTF-16 units that are searched in one go: a tenth of a second of a slow pattern. */
const pieceLength = 1 << 18;

interface TextPiece {
  readonly start: number;
  readonly text: string;
}

/**
 * A text in pieces that can be searched one at a time: itself, unless it is very long. Then it is cut after a
 * line end where there is one in reach, and a match that would go over a cut is not found.
 */
export function* textPieces(text: string, length = pieceLength): Generator<TextPiece> {
  let start = 0;
  while (text.length - start > length) {
    const line = text.lastIndexOf('\n', start + length - 1) + 1;
    let end = line > start + length / 2 ? line : start + length;
    const unit = text.charCodeAt(end);
    if (unit >= 0xdc00 && unit <= 0xdfff) end--;
    yield { start, text: text.slice(start, end) };
    start = end;
  }
  yield start === 0 ? { start, text } : { start, text: text.slice(start) };
}
