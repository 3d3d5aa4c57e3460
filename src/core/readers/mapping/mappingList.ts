import { isMap, isSeq, type Node, parseDocument } from 'yaml';
import * as z from 'zod';
import { type Problem, problem } from '../../problem.ts';
import { yamlOptions } from '../../tags/readItem.ts';
import { matchesGlob } from '../../text/glob.ts';
import type { Span } from '../../text/span.ts';

/** A file of mappings as read: good ones count, whatever else is wrong. */
export interface MappingList<T> {
  readonly mappings: readonly MappingItem<T>[];
  /** With ranges in the text. */
  readonly problems: readonly Problem[];
}

export interface MappingItem<T> {
  readonly mapping: T;
  /** UTF-16 units of the file. */
  readonly range: Span;
}

/** What a file of mappings is: `version`, and under `key` a list of mappings. */
export interface MappingListShape<T> {
  readonly key: string;
  readonly schema: z.ZodType<T>;
  readonly about: string;
}

export function parseMappingList<T>(text: string, { key, schema, about }: MappingListShape<T>): MappingList<T> {
  const doc = parseDocument(text, yamlOptions);
  const syntax = doc.errors.map((error) =>
    problem('readers.yaml', { reason: error.message }, { range: { start: error.pos[0], end: error.pos[1] } }),
  );
  let value: unknown;
  try {
    value = doc.toJS({ maxAliasCount: 100 });
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return {
      mappings: [],
      problems: [...syntax, problem('readers.yaml', { reason }, { range: { start: 0, end: 0 } })],
    };
  }
  if (value === null || value === undefined) return { mappings: [], problems: syntax };
  const file = fileSchema(key, z.unknown(), about).safeParse(value);
  const fileProblems = file.success ? [] : file.error.issues.map((issue) => schemaProblem(doc.contents, [], issue));
  const list = isMap(doc.contents) ? doc.contents.get(key, true) : undefined;
  const listed = (value as Record<string, unknown>)[key];
  const mappings: MappingItem<T>[] = [];
  const problems: Problem[] = [];
  for (const [i, each] of (Array.isArray(listed) ? listed : []).entries()) {
    const parsed = schema.safeParse(each);
    const item = isSeq(list) ? (list.items[i] as Node | undefined) : undefined;
    if (parsed.success) mappings.push({ mapping: parsed.data, range: rangeOf(item) });
    else problems.push(...parsed.error.issues.map((issue) => schemaProblem(item, [key, i], issue)));
  }
  return { mappings, problems: [...syntax, ...fileProblems, ...problems] };
}

/** The first mapping whose globs match a file, by its path from the folder that holds `.plumbline`. */
export function firstMapping<T extends { readonly files: string | readonly string[] }>(
  { mappings }: MappingList<T>,
  path: string,
): T | undefined {
  const globs = ({ files }: T): readonly string[] => (typeof files === 'string' ? [files] : files);
  return mappings.find(({ mapping }) => globs(mapping).some((glob) => matchesGlob(glob, path)))?.mapping;
}

/** JSON Schema (draft 2020-12) of the file, for YAML editors. */
export function mappingListJsonSchema<T>({ key, schema, about }: MappingListShape<T>, title: string): object {
  return { ...z.toJSONSchema(fileSchema(key, schema, about), { io: 'input' }), title };
}

function fileSchema(key: string, item: z.ZodType, about: string) {
  return z.strictObject({
    version: z.literal(1).optional().describe('Version of this schema.'),
    [key]: z.array(item).nullish().describe(about),
  });
}

function schemaProblem(root: unknown, above: readonly (string | number)[], outer: z.core.$ZodIssue): Problem {
  const { path, message } = likeliest(outer);
  let node: unknown = root;
  let deepest: unknown = root;
  for (const step of path) {
    node = isMap(node) || isSeq(node) ? node.get(step, true) : undefined;
    if (node !== undefined && node !== null) deepest = node;
  }
  const field = [...above, ...path].join('.');
  return problem('readers.schema', { field, reason: message }, { field, range: rangeOf(deepest) });
}

/** Where a value may be one of several, what is wrong with the one that it is most like. */
function likeliest(issue: z.core.$ZodIssue): { readonly path: readonly (string | number)[]; readonly message: string } {
  const path = issue.path as (string | number)[];
  if (issue.code !== 'invalid_union') return { path, message: issue.message };
  const [nearest] = issue.errors
    .flatMap((issues) => issues.slice(0, 1))
    .map(likeliest)
    .sort(
      (a, b) =>
        b.path.length - a.path.length ||
        Number(/^Invalid input/.test(a.message)) - Number(/^Invalid input/.test(b.message)),
    );
  return nearest === undefined
    ? { path, message: issue.message }
    : { path: [...path, ...nearest.path], message: nearest.message };
}

function rangeOf(node: unknown): Span {
  const range = (node as { range?: readonly number[] | null } | undefined)?.range;
  return { start: range?.[0] ?? 0, end: range?.[1] ?? 0 };
}
