import type { Span } from '../text/span.ts';
import type { SectionName } from './section.ts';

/** Where things stand in the text of a tag file. All offsets are UTF-16 units. */
export interface TagLayout {
  readonly eol: '\n' | '\r\n';
  readonly sections: readonly SectionLayout[];
  /** What is outside the lists: keys of the file. Its offsets are not the file's, see `headOffset`. */
  readonly head: string;
  readonly headPieces: readonly HeadPiece[];
  /** Lines that cannot be part of valid YAML where they stand. */
  readonly strays: readonly Span[];
}

/** A list: a block sequence below a key at column 0, or an empty one. */
export interface SectionLayout {
  readonly name: SectionName;
  /** After the colon of the key. */
  readonly headEnd: number;
  /** After `[]` or `null` where one is written, else `headEnd`. */
  readonly valueEnd: number;
  /** End of the key's line, before its line break. */
  readonly lineEnd: number;
  /** Column of the dashes; undefined while there is no item. */
  readonly indent: number | undefined;
  readonly items: readonly ItemRange[];
}

/** An item without its dash: from its first character to the end of its last line, before the line break. */
export interface ItemRange extends Span {
  /** Column of the first character: where the keys of a block map stand. */
  readonly column: number;
}

interface HeadPiece {
  readonly headStart: number;
  readonly fileStart: number;
}

/** Offset in the file of an offset in `layout.head`. */
export function headOffset(layout: TagLayout, offset: number): number {
  const piece = layout.headPieces.findLast((candidate) => candidate.headStart <= offset);
  return piece === undefined ? offset : piece.fileStart + offset - piece.headStart;
}

/** One-based line of an offset; quick for offsets in ascending order, however many. */
export function lineCounter(text: string): (offset: number) => number {
  let line = 1;
  let at = 0;
  return (offset) => {
    if (offset < at) [line, at] = [1, 0];
    for (let i = text.indexOf('\n', at); i >= 0 && i < offset; i = text.indexOf('\n', at)) {
      line++;
      at = i + 1;
    }
    return line;
  };
}
