import { type OffsetMap, OffsetMapBuilder, toSource } from './offsetMap.ts';

const simple: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

/**
 * A JSON string literal (with its quotes) decoded, and where each UTF-16 unit of the decoded text
 * stands in the literal. An escaped surrogate pair is two escapes and two units.
 */
export function decodeJsonString(literal: string): { readonly text: string; readonly map: OffsetMap } {
  const map = new OffsetMapBuilder();
  const end = literal.length > 1 && literal.endsWith('"') ? literal.length - 1 : literal.length;
  let text = '';
  for (let i = 1; i < end; ) {
    const slash = literal.indexOf('\\', i);
    const runEnd = slash < 0 || slash > end ? end : slash;
    map.add(text.length, i, runEnd - i, runEnd - i);
    text += literal.slice(i, runEnd);
    if (runEnd === end) break;
    const letter = literal[slash + 1] ?? '';
    const length = letter === 'u' ? 6 : 2;
    map.add(text.length, slash, 1, length);
    text +=
      letter === 'u'
        ? String.fromCharCode(Number.parseInt(literal.slice(slash + 2, slash + 6), 16))
        : (simple[letter] ?? letter);
    i = slash + length;
  }
  return { text, map: map.build() };
}

/** Offset in the literal of UTF-16 offset `offset` of its decoded text. The quotes count. */
export function decodedToSource(literal: string, offset: number): number {
  return offset === 0 ? 1 : toSource(decodeJsonString(literal).map, offset, 'end');
}
