import { asArray, asObject } from '../../readers/jsonAccess.ts';
import { pathTokens } from '../../readers/mapping/mapping.ts';
import type { FileHead } from '../../readers/reader.ts';
import { pointerJoin } from '../../text/findPointer.ts';
import type { Json } from '../../text/json.ts';
import { isNothing } from './readValue.ts';
import { type FileSpec, listOf } from './recordMapping.ts';
import { type TableLayout, tableLayout, tableSamples } from './tableLayout.ts';
import { numberOf, textOf } from './transform.ts';

/** A key or column of the first rows. */
export interface DraftField {
  /** As a mapping refers to it. */
  readonly reference: string;
  /** Lower case, words joined by `_`. */
  readonly name: string;
  /** What the first rows hold there; what is nothing is left out. */
  readonly values: readonly Json[];
  readonly numeric: boolean;
}

export interface DraftRows {
  readonly fields: readonly DraftField[];
  readonly count: number;
  /** Pointers of lists in a JSON value whose members are alike. */
  readonly rows?: readonly string[];
  readonly table?: TableLayout;
}

/** Deeper values are no fields of a draft. */
const deepest = 3;
const mostFields = 200;

/** The rows of a head, as a mapping says or as they look, and what is in them; undefined where it holds none. */
export function draftRows(head: FileHead, spec?: Pick<FileSpec, 'table' | 'rows'>): DraftRows | undefined {
  const table = tableLayout(spec?.table, head);
  if (table !== undefined) {
    const samples = tableSamples(table, head);
    const fields = table.columns.map((column, i) =>
      field(
        column,
        column,
        samples.map((row) => row[i] ?? ''),
      ),
    );
    return { fields, count: samples.length, table };
  }
  const { samples } = head;
  if (samples.length === 0) return undefined;
  if (spec?.rows !== undefined) {
    const roots = head.container === 'json' && head.root === 'array' ? [samples as Json] : samples;
    return fieldsOf(
      roots.flatMap((root) => listOf(spec.rows).flatMap((pointer) => membersAt(root, pathTokens(pointer)))),
    );
  }
  if (head.container === 'json' && head.root === 'object') {
    const lists = listsIn(samples[0] as Json, '', 0);
    const [largest] = [...lists].sort((a, b) => b.rows.length - a.rows.length);
    if (largest !== undefined) {
      const alike = lists.filter((each) => each.keys === largest.keys);
      return { ...fieldsOf(alike.flatMap(({ rows }) => rows)), rows: alike.map(({ pointer }) => `${pointer}/*`) };
    }
  }
  return fieldsOf(samples);
}

function fieldsOf(rows: readonly Json[]): DraftRows {
  const found = new Map<string, Json[]>();
  const visit = (value: Json, pointer: string, depth: number): void => {
    const object = asObject(value);
    if (object === undefined || depth >= deepest) {
      const known = found.get(pointer);
      if (known !== undefined) known.push(value);
      else if (found.size < mostFields) found.set(pointer, [value]);
      return;
    }
    for (const [key, each] of Object.entries(object)) visit(each, pointerJoin(pointer, key), depth + 1);
  };
  for (const row of rows.slice(0, 50)) visit(row, '', 0);
  const fields = [...found].map(([pointer, values]) => {
    const tokens = pointer.slice(1).split('/');
    // A key of the row goes by its name, where that is not taken for anything else.
    const plain = tokens.length === 1 && /^[^$/~]/.test(tokens[0] ?? '') && !pointer.includes('~');
    return field(plain ? (tokens[0] as string) : pointer, tokens.join('_'), values);
  });
  return { fields, count: rows.length };
}

function field(reference: string, name: string, all: readonly Json[]): DraftField {
  const values = all.filter((value) => !isNothing(value));
  const numbers = values.filter((value) => numberOf(value) !== undefined).length;
  return {
    // A name that would be taken for another kind of reference goes as a pointer.
    reference: reference.startsWith('$') ? `/${reference}` : reference,
    name: name
      .trim()
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '_')
      .replaceAll(/^_|_$/g, ''),
    values,
    numeric: values.length > 0 && numbers * 10 >= values.length * 9,
  };
}

/** The values at a pointer in which `*` stands for each member. */
function membersAt(value: Json, [token, ...rest]: readonly string[]): readonly Json[] {
  if (token === undefined) return [value];
  const members = asArray(value) ?? asObject(value) ?? {};
  if (token === '*') return Object.values(members as object).flatMap((each: Json) => membersAt(each, rest));
  return Object.hasOwn(members, token) ? membersAt((members as Record<string, Json>)[token] as Json, rest) : [];
}

interface FoundList {
  readonly pointer: string;
  readonly rows: readonly Json[];
  /** The keys of its first member. */
  readonly keys: string;
}

/** Lists of objects in a value, not those inside others. */
function listsIn(value: Json, pointer: string, depth: number): readonly FoundList[] {
  const list = asArray(value);
  if (list !== undefined) {
    const first = asObject(list[0]);
    return first === undefined ? [] : [{ pointer, rows: list, keys: Object.keys(first).sort().join(' ') }];
  }
  if (depth >= deepest) return [];
  return Object.entries(asObject(value) ?? {}).flatMap(([key, each]) =>
    listsIn(each, pointerJoin(pointer, key), depth + 1),
  );
}

/** The different texts of a field, the most frequent first. */
export function wordsOf({ values }: DraftField): string[] {
  const counts = new Map<string, number>();
  for (const value of values) {
    const text = textOf(value);
    if (text !== undefined) counts.set(text, (counts.get(text) ?? 0) + 1);
  }
  return [...counts].sort(([, a], [, b]) => b - a).map(([word]) => word);
}

/** The first of these names that a field has, alone or at the end of its path. */
export function fieldNamed({ fields }: Pick<DraftRows, 'fields'>, names: readonly string[]): DraftField | undefined {
  for (const name of names) {
    const found =
      fields.find((field) => field.name === name) ??
      fields.find((field) => field.name.endsWith(`_${name}`) && field.reference.startsWith('/'));
    if (found !== undefined && found.values.length > 0) return found;
  }
  return undefined;
}
