import { skipSpace, stringEnd, valueEnd } from '../text/jsonTokens.ts';
import { type Edge, type OffsetMap, OffsetMapBuilder, toDerived } from '../text/offsetMap.ts';

/** Well under the 10 000 columns that VS Code renders, so that indentation and keys fit too. */
const maxPiece = 8000;
const maxIndent = 100;
/** An embedded file is noise to a reader: of a longer one only its beginning is shown. */
const shownData = 200;

export interface FormattedRecord {
  readonly text: string;
  readonly map: OffsetMap;
  /** Offset in `text` of an offset in the record's source, both UTF-16 units. */
  toFormatted(offset: number, edge?: Edge): number;
}

/**
 * A record's JSON as one can read it: a member or element a line, long strings broken over lines
 * (between escapes, so that the text is JSON no more but each character has its one place). Embedded
 * files are cut. Source that is not JSON comes out in some form, never as an error.
 */
export function formattedRecord(recordText: string): FormattedRecord {
  const writer = new Writer(recordText);
  let depth = 0;
  const first = skipSpace(recordText, 0);
  for (let i = first; i < recordText.length; i = skipSpace(recordText, i)) {
    const unit = recordText[i] as string;
    // The lines of a session are values one after the other.
    if (depth === 0 && i > first && (unit === '{' || unit === '[')) writer.newLine(0);
    if (unit === '{' || unit === '[') {
      writer.copy(i, i + 1);
      const next = skipSpace(recordText, i + 1);
      if (recordText[next] === (unit === '{' ? '}' : ']')) {
        writer.copy(next, next + 1);
        i = next + 1;
        continue;
      }
      writer.newLine(++depth);
    } else if (unit === '}' || unit === ']') {
      depth = Math.max(0, depth - 1);
      writer.newLine(depth);
      writer.copy(i, i + 1);
    } else if (unit === ',') {
      writer.copy(i, i + 1);
      writer.newLine(depth);
    } else if (unit === ':') {
      writer.copy(i, i + 1);
      writer.insert(' ');
    } else if (unit === '"') {
      const end = stringEnd(recordText, i);
      writer.string(i, end);
      i = end;
      continue;
    } else {
      const end = Math.max(valueEnd(recordText, i), i + 1);
      writer.string(i, end);
      i = end;
      continue;
    }
    i++;
  }
  return writer.finish();
}

class Writer {
  readonly #source: string;
  readonly #pieces: string[] = [];
  readonly #map = new OffsetMapBuilder();
  #length = 0;

  constructor(source: string) {
    this.#source = source;
  }

  copy(from: number, to: number): void {
    this.#map.add(this.#length, from, to - from, to - from);
    this.insert(this.#source.slice(from, to));
  }

  insert(text: string): void {
    this.#pieces.push(text);
    this.#length += text.length;
  }

  newLine(depth: number): void {
    this.insert(`\n${' '.repeat(Math.min(depth * 2, maxIndent))}`);
  }

  string(from: number, to: number): void {
    if (to - from > shownData * 2 && this.#source.startsWith('data:', from + 1)) {
      this.copy(from, from + shownData);
      const note = `… ${to - from - shownData - 1} characters …`;
      // The part left out answers to the note as a whole.
      this.#map.add(this.#length, from + shownData, note.length, to - 1 - from - shownData);
      this.insert(note);
      this.copy(to - 1, to);
      return;
    }
    let at = from;
    while (to - at > maxPiece) {
      const next = this.#cutBefore(at, at + maxPiece);
      this.copy(at, next);
      this.insert('\n');
      at = next;
    }
    this.copy(at, to);
  }

  /** The last place in `(from, limit]` that is neither inside an escape nor inside a surrogate pair. */
  #cutBefore(from: number, limit: number): number {
    let cut = limit;
    const unit = this.#source.charCodeAt(cut);
    if (unit >= 0xdc00 && unit <= 0xdfff) cut--;
    const slash = this.#source.lastIndexOf('\\', cut - 1);
    if (slash < from || cut - slash >= 6) return cut;
    // Of a run of backslashes each second one begins an escape.
    let run = slash;
    while (run > from && this.#source[run - 1] === '\\') run--;
    const begins = (slash - run) % 2 === 0;
    const length = this.#source[slash + 1] === 'u' ? 6 : 2;
    return begins && cut < slash + length ? slash : cut;
  }

  finish(): FormattedRecord {
    const text = this.#pieces.join('');
    const map = this.#map.build();
    return { text, map, toFormatted: (offset, edge = 'start') => toDerived(map, offset, edge) };
  }
}
