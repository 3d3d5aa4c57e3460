import type { Span } from '../core/text/span.ts';

/**
 * Characters that a reader cannot see and that can make text look like something else: bidi controls,
 * zero-width and invisible characters, tag characters, control codes. Joiners inside an emoji or
 * between letters of scripts that need them are not reported.
 */
const hidden =
  /(?![\t\n\r])\p{Cc}|\r(?!\n)|(?!\u200c|\u200d|[\u180b-\u180f]|[\ufe00-\ufe0f])\p{Default_Ignorable_Code_Point}|(?<![\p{L}\p{M}\p{Extended_Pictographic}\p{Emoji_Modifier}])(?:\u200c|\u200d)|(?:\u200c|\u200d)(?![\p{L}\p{Extended_Pictographic}])/gu;

/** Flags of England, Scotland and Wales: the only ordinary use of tag characters. */
const subdivisionFlag = /\u{1f3f4}[\u{e0061}-\u{e007a}\u{e0030}-\u{e0039}]+\u{e007f}/gu;

export interface HiddenCharacter extends Span {
  readonly codePoint: number;
}

/** Where they are, in UTF-16 units, at most `limit` of them. */
export function hiddenCharacters(text: string, limit = 1000): readonly HiddenCharacter[] {
  const found: HiddenCharacter[] = [];
  const flags = [...text.matchAll(subdivisionFlag)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
  for (const match of text.matchAll(hidden)) {
    const start = match.index;
    if (flags.some((flag) => start >= flag.start && start < flag.end)) continue;
    found.push({ start, end: start + match[0].length, codePoint: match[0].codePointAt(0) ?? 0 });
    if (found.length >= limit) break;
  }
  return found;
}

/** One line that names them, e.g. `Hidden characters: U+202E ×1, U+200B ×3`. */
export function describeHidden(characters: readonly HiddenCharacter[]): string {
  const counts = new Map<number, number>();
  for (const { codePoint } of characters) counts.set(codePoint, (counts.get(codePoint) ?? 0) + 1);
  const names = [...counts]
    .slice(0, 6)
    .map(([code, count]) => `U+${code.toString(16).toUpperCase().padStart(4, '0')} ×${count}`);
  const rest = counts.size > 6 ? `, and ${counts.size - 6} more kinds` : '';
  return `Hidden characters: ${names.join(', ')}${rest}`;
}
