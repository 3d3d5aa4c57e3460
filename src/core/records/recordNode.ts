import { type FieldNode, fieldAt } from '../readers/drafts/fieldNode.ts';
import { member } from '../readers/jsonAccess.ts';
import { csvRows, decodeCsvCell } from '../text/csv.ts';
import type { Json } from '../text/json.ts';
import type { TextSource } from '../transcripts/transcript.ts';

/** A record as written, whatever it is written in: its value as JSON, and where its fields stand in the record's text. */
export interface RecordNode {
  readonly value: Json;
  /** The field at a path of the schema; undefined where the record has none. */
  locate(path: readonly string[]): RecordField | undefined;
}

export interface RecordField {
  readonly value: Json;
  /** As `findPointer` takes it. */
  readonly place: string;
  /** Absent where the text does not stand in the source letter for letter (a folded scalar of YAML). */
  readonly source?: TextSource;
}

/** Of JSON that is the whole of the record's text. */
export function jsonRecordNode(value: Json): RecordNode {
  const root: FieldNode = { value, source: { pointer: '', encoding: 'json' }, place: '' };
  return {
    value,
    locate: dotted((key, rest) => (member(value, key) === undefined ? undefined : fieldAt(root, [key, ...rest]))),
  };
}

/** Of one row of a table: cells under their columns' names, without those that are empty. */
export function csvRecordNode(text: string, delimiter: string, columns: readonly string[]): RecordNode {
  const cells = new Map<string, FieldNode>();
  const value: Record<string, Json> = {};
  for (const [i, { start, end }] of (csvRows(text, delimiter, 1)[0] ?? []).entries()) {
    const name = columns[i] ?? `column ${i + 1}`;
    const cell = decodeCsvCell(text.slice(start, end)).text;
    if (cell === '') continue;
    const place = `@${start}-${end}`;
    cells.set(name, { value: cell, source: { pointer: place, encoding: 'cell' }, place });
    Object.defineProperty(value, name, { value: cell, enumerable: true });
  }
  return {
    value,
    locate: dotted((key, rest) => {
      const cell = cells.get(key);
      return cell && fieldAt(cell, rest);
    }),
  };
}

/**
 * A way to fields whose objects may be written as keys with dots in them (`prediction.raw`), or as JSON in a text.
 * `at` finds the rest of a path under a key.
 */
export function dotted(
  at: (key: string, rest: readonly string[]) => RecordField | undefined,
): (path: readonly string[]) => RecordField | undefined {
  return (path) => {
    for (let taken = 1; taken <= path.length; taken++) {
      const found = at(path.slice(0, taken).join('.'), path.slice(taken));
      if (found !== undefined) return found;
    }
    return undefined;
  };
}
