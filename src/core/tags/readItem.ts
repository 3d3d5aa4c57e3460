import { type Document, isMap, isScalar, parseDocument, visit } from 'yaml';
import type * as z from 'zod';
import { withPlaces } from './recordTarget.ts';
import { idKey, type SectionName, type Sections } from './section.ts';
import { itemSchemas } from './tagSchema.ts';

/** YAML 1.2 core schema: dates stay strings, `yes` is a word. */
export const yamlOptions = {
  version: '1.2',
  schema: 'core',
  merge: false,
  prettyErrors: false,
  keepSourceTokens: false,
  logLevel: 'error',
} as const;

/** An item as read, known by its exact text: kept from one parse to the next. */
export interface ReadItem<S extends SectionName = SectionName> {
  /** Empty where none could be read. */
  readonly id: string;
  /** Undefined where the item is not what the schema asks for. */
  readonly value: Sections[S] | undefined;
  readonly faults: readonly Fault[];
  /** Not valid YAML by itself. */
  readonly broken: boolean;
  /** Refers to an anchor, perhaps in another item. */
  readonly aliases: boolean;
}

/** What is wrong, with a range in the text it was read from. */
export interface Fault {
  readonly code: string;
  readonly facts: Readonly<Record<string, string | number>>;
  readonly start: number;
  readonly end: number;
  readonly severity: 'error' | 'warning';
}

/** Read the text of one item, whose first character stands at `column` in its file. */
export function readItem<S extends SectionName>(section: S, text: string, column: number): ReadItem<S> {
  let doc: Document;
  try {
    doc = parseItem(text, column);
  } catch (error) {
    return unreadable(String(error instanceof Error ? error.message : error), text.length);
  }
  const shift = (offset: number) => Math.min(Math.max(offset - column, 0), text.length);
  // What follows from the first error is noise.
  const faults = doc.errors
    .slice(0, 1)
    .map((error) => syntaxFault(error.message, shift(error.pos[0]), shift(error.pos[1])));
  const aliases = hasAlias(doc);
  if (aliases) return { id: '', value: undefined, faults, broken: faults.length > 0, aliases };
  if (faults.length > 0) return { id: idOf(section, doc.contents), value: undefined, faults, broken: true, aliases };
  const nodeAt: NodeAt = (path) => (path.length === 0 ? doc.contents : doc.getIn(path, true));
  const { value, faults: invalid } = validateItem(section, plainValue(doc), nodeAt, shift);
  return {
    id: idOf(section, doc.contents),
    value: value as Sections[S] | undefined,
    faults: invalid,
    broken: false,
    aliases,
  };
}

/** Whether a document refers to an anchor. */
export function hasAlias(doc: Document): boolean {
  let found = false;
  visit(doc, {
    Alias: () => {
      found = true;
      return visit.BREAK;
    },
  });
  return found;
}

/** The item as a document of its own; node ranges are `column` ahead of the item's text. */
export function parseItem(text: string, column: number): Document {
  return parseDocument(`${' '.repeat(column)}${text}\n`, yamlOptions);
}

/** A document's value; throws for an alias that is unresolved or used to excess. */
export function plainValue(doc: Document): unknown {
  const data: unknown = doc.toJS({ maxAliasCount: 100 });
  dropUnset(data);
  return data;
}

/** Node at a path below the value that is validated. */
export type NodeAt = (path: readonly (string | number)[]) => unknown;

/** The value of an item, with the places of its targets. */
export function validateItem(
  section: SectionName,
  data: unknown,
  nodeAt: NodeAt,
  shift: (offset: number) => number,
): ReturnType<typeof validate> {
  const { value, faults } = validate(itemSchemas[section], data, nodeAt, shift);
  return { value: value === undefined ? undefined : withPlaces(section, value as object), faults };
}

/** Validate `data` in place, reading scalars as they are written where the schema asks for strings. */
export function validate(
  schema: z.ZodType,
  data: unknown,
  nodeAt: NodeAt,
  shift: (offset: number) => number,
): { readonly value: unknown; readonly faults: readonly Fault[] } {
  const first = schema.safeParse(data);
  if (first.success) return { value: first.data, faults: [] };
  const repairs = first.error.issues.flatMap(unfold).filter((issue) => writeAsString(issue, nodeAt, data));
  const result = repairs.length > 0 ? schema.safeParse(data) : first;
  if (result.success) return { value: result.data, faults: [] };
  return { value: undefined, faults: result.error.issues.map((issue) => schemaFault(issue, nodeAt, shift)) };
}

/** The issues of every branch of a union, with their whole path. */
function unfold(issue: z.core.$ZodIssue): z.core.$ZodIssue[] {
  if (issue.code !== 'invalid_union') return [issue];
  return issue.errors.flat().map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }));
}

/** `007` where a string is wanted is the string `007`. */
function writeAsString(issue: z.core.$ZodIssue, nodeAt: NodeAt, data: unknown): boolean {
  if (issue.code !== 'invalid_type' || issue.expected !== 'string') return false;
  const node = nodeAt(issue.path as (string | number)[]);
  if (!isScalar(node) || node.source === undefined || node.source === '') return false;
  let parent = data as Record<PropertyKey, unknown>;
  for (const key of issue.path.slice(0, -1)) parent = parent[key] as Record<PropertyKey, unknown>;
  const last = issue.path.at(-1);
  if (last === undefined) return false;
  parent[last] = node.source;
  return true;
}

/** A key without a value is unset; but in `first` and `conflict` it says that the field was. */
function dropUnset(data: unknown): void {
  if (Array.isArray(data)) {
    for (const element of data) dropUnset(element);
  } else if (typeof data === 'object' && data !== null) {
    for (const [key, value] of Object.entries(data)) {
      if (value === null) delete (data as Record<string, unknown>)[key];
      else if (key !== 'first' && key !== 'conflict') dropUnset(value);
    }
  }
}

/** The id as written: `007` is not seven. */
export function idOf(section: SectionName, item: unknown): string {
  if (!isMap(item)) return '';
  const node = item.get(idKey(section), true);
  if (!isScalar(node)) return '';
  return typeof node.value === 'string' ? node.value : (node.source ?? '');
}

function schemaFault(issue: z.core.$ZodIssue, nodeAt: NodeAt, shift: (offset: number) => number): Fault {
  const path = issue.path as (string | number)[];
  let range: readonly number[] | null | undefined;
  for (let depth = path.length; depth >= 0 && !range; depth--) {
    range = (nodeAt(path.slice(0, depth)) as { range?: readonly number[] | null } | undefined)?.range;
  }
  const start = shift(range?.[0] ?? 0);
  const facts = { field: path.join('.'), reason: issue.message };
  return { code: 'tags.schema', facts, start, end: Math.max(shift(range?.[1] ?? 0), start), severity: 'error' };
}

export function syntaxFault(message: string, start: number, end: number): Fault {
  return { code: 'tags.yaml', facts: { reason: message }, start, end: Math.max(start, end), severity: 'error' };
}

function unreadable<S extends SectionName>(message: string, length: number): ReadItem<S> {
  return { id: '', value: undefined, faults: [syntaxFault(message, 0, length)], broken: true, aliases: false };
}
