import { isMap, isScalar, type Scalar } from 'yaml';
import { renderString } from '../tags/renderScalar.ts';
import type { Span } from '../text/span.ts';
import { descriptionAt, type JsonSchema, schemasAt, type YamlPath } from './jsonSchema.ts';
import { findScalar, readWindow, type YamlPlace, type YamlWindow, yamlPlaceAt } from './yamlPlace.ts';

/** A key or a value that may be written at a place. */
export interface YamlWord {
  readonly label: string;
  /** With colon, line break and absolute indent where more has to follow. */
  readonly insert: string;
  readonly part: 'key' | 'value';
  readonly title?: string;
  readonly description?: string;
  /** A key that has to be there. */
  readonly required?: true;
}

export interface YamlWords {
  /** What a word replaces: that under the cursor, perhaps empty. */
  readonly range: Span;
  readonly words: readonly YamlWord[];
}

/** The schema of a file; `valueAt` tells what is written in it, where that decides about the rest. */
export type SchemaOf = (path: YamlPath, valueAt: YamlPlace['valueAt']) => JsonSchema;

const none: YamlWords = { range: { start: 0, end: 0 }, words: [] };
/** Stands for the word under the cursor while the text is read. */
const mark = 'plumblineCursor';

/** What may be written at an offset. A text that is broken there, as it is while one types, does not matter. */
export function yamlWordsAt(text: string, offset: number, schemaOf: SchemaOf, window?: YamlWindow): YamlWords {
  const before = /[\w.@#-]*$/.exec(text.slice(Math.max(0, offset - 100), offset))?.[0] ?? '';
  const after = /^[\w.@-]*/.exec(text.slice(offset, offset + 100))?.[0] ?? '';
  const range = { start: offset - before.length, end: offset + after.length };
  const lineStart = text.lastIndexOf('\n', range.start - 1) + 1;
  const rest = /^[^\n\r]*/.exec(text.slice(range.end))?.[0] ?? '';
  // Alone on its line it may become a key: read as a word it would swallow the line below.
  const alone = /^ *(?:- +)*$/.test(text.slice(lineStart, range.start)) && /^\s*(?:#.*)?$/.test(rest);
  const written = `${mark}${alone ? ':' : ''}`;
  const marked = `${text.slice(0, range.start)}${written}${text.slice(range.end)}`;
  const { root, valueAt } = readWindow(marked, window, written.length - (range.end - range.start));
  const isMark = (node: Scalar): boolean => node.value === mark && !String(node.type).startsWith('BLOCK');
  const found = findScalar(root, window?.path ?? [], isMark);
  if (found === undefined) return none;
  const parent = found.part === 'key' ? found.path.slice(0, -1) : found.path;
  const schema = schemaOf(parent, valueAt);
  const schemas = schemasAt(schema, parent);
  const keys = found.part === 'key' && isMap(found.within) ? found.within : undefined;
  const siblings = keys?.items.map(({ key }) => (isScalar(key) ? String(key.value) : '')) ?? [];
  // A map that begins behind a colon would have to be in braces.
  const afterColon = /:\s*$/.test(text.slice(lineStart, range.start));
  const column = alone ? range.start - lineStart : undefined;
  const context = { schema, path: parent, colon: /^\s*:/.test(rest), column };
  const words = [
    ...(found.part === 'value' && afterColon ? [] : keyWords(schemas, siblings, context)),
    ...(found.part === 'value' || siblings.length === 1 ? valueWords(schemas) : []),
  ];
  return { range, words: distinct(words) };
}

/** What the schema says of the word at an offset, and which. Undefined where it has nothing to say. */
export function yamlHoverAt(
  text: string,
  offset: number,
  schemaOf: SchemaOf,
  window?: YamlWindow,
): { readonly range: Span; readonly title: string; readonly description: string } | undefined {
  const place = yamlPlaceAt(text, offset, window);
  if (place === undefined) return undefined;
  const { path, part, range, valueAt } = place;
  const schema = schemaOf(path, valueAt);
  const value = part === 'value' ? valueAt(path) : undefined;
  const chosen = value === undefined ? undefined : schemasAt(schema, path).find((each) => each.const === value);
  const description = chosen?.description ?? descriptionAt(schema, path);
  const title = chosen?.title ?? String(chosen?.const ?? path.findLast((step) => typeof step === 'string') ?? '');
  return description === undefined ? undefined : { range, title, description };
}

interface KeyContext {
  readonly schema: JsonSchema;
  readonly path: YamlPath;
  /** Whether the colon is there. */
  readonly colon: boolean;
  /** Of the key, where lines may follow it. */
  readonly column: number | undefined;
}

function keyWords(schemas: readonly JsonSchema[], taken: readonly string[], context: KeyContext): YamlWord[] {
  const required = new Set(schemas.flatMap((schema) => schema.required ?? []));
  const names = new Set(schemas.flatMap(({ properties = {} }) => Object.keys(properties)));
  return [...names]
    .filter((name) => !taken.includes(name))
    .map((label): YamlWord => {
      const description = descriptionAt(context.schema, [...context.path, label]);
      return {
        label,
        insert: context.colon
          ? label
          : `${label}:${tail(schemasAt(context.schema, [...context.path, label]), context.column)}`,
        part: 'key',
        ...(description !== undefined && { description }),
        ...(required.has(label) && { required: true }),
      };
    });
}

/** What follows the colon of a key, up to where its value begins. */
function tail(schemas: readonly JsonSchema[], column: number | undefined): string {
  const types = new Set(schemas.flatMap(({ type = [] }) => type));
  const scalar = ['string', 'number', 'integer', 'boolean'].some((type) => types.has(type));
  if (column === undefined || scalar) return ' ';
  const indent = `\n${' '.repeat(column + 2)}`;
  return types.has('array') ? `${indent}- ` : types.has('object') ? indent : ' ';
}

function valueWords(schemas: readonly JsonSchema[]): YamlWord[] {
  return schemas.flatMap((schema) => {
    const { title, description } = schema;
    const word = (value: unknown, more: Pick<YamlWord, 'title' | 'description'> = {}): YamlWord => ({
      label: String(value),
      insert: typeof value === 'string' ? renderString(value) : String(value),
      part: 'value',
      ...more,
    });
    if (schema.const !== undefined) {
      return [
        word(schema.const, {
          ...(title !== undefined && { title }),
          ...(description !== undefined && { description }),
        }),
      ];
    }
    const values = schema.enum ?? (schema.type === 'boolean' ? [true, false] : []);
    return values.filter((value) => value !== null).map((value) => word(value));
  });
}

function distinct(words: readonly YamlWord[]): readonly YamlWord[] {
  return [...new Map(words.toReversed().map((word) => [`${word.part} ${word.label}`, word])).values()].reverse();
}
