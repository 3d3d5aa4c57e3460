import { isMap, isSeq, type Node, parseDocument } from 'yaml';
import * as z from 'zod';
import { type Problem, problem } from '../../problem.ts';
import { yamlOptions } from '../../tags/readItem.ts';
import { matchesGlob } from '../../text/glob.ts';
import type { Span } from '../../text/span.ts';
import { type Mapping, mappingSchema } from './mapping.ts';

/** Where mappings are kept, from the folder that they are for. */
export const readersPath = '.plumbline/readers.yaml';

/** A `.plumbline/readers.yaml` as read: good mappings count, whatever else is wrong. */
export interface ReadersFile {
  readonly mappings: readonly MappingItem[];
  /** With ranges in the text. */
  readonly problems: readonly Problem[];
}

export interface MappingItem {
  readonly mapping: Mapping;
  /** UTF-16 units of the file. */
  readonly range: Span;
}

const fileSchema = z.strictObject({
  version: z.literal(1).optional().describe('Version of this schema.'),
  readers: z.array(z.unknown()).nullish().describe('How files become transcripts. The first whose globs match counts.'),
});

export function parseReadersFile(text: string): ReadersFile {
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
  const file = fileSchema.safeParse(value);
  const fileProblems = file.success ? [] : file.error.issues.map((issue) => schemaProblem(doc.contents, [], issue));
  const list = isMap(doc.contents) ? doc.contents.get('readers', true) : undefined;
  const values = Array.isArray((value as { readers?: unknown }).readers)
    ? (value as { readers: unknown[] }).readers
    : [];
  const mappings: MappingItem[] = [];
  const problems: Problem[] = [];
  for (const [i, each] of values.entries()) {
    const parsed = mappingSchema.safeParse(each);
    const item = isSeq(list) ? (list.items[i] as Node | undefined) : undefined;
    if (parsed.success) mappings.push({ mapping: parsed.data, range: rangeOf(item) });
    else problems.push(...parsed.error.issues.map((issue) => schemaProblem(item, ['readers', i], issue)));
  }
  return { mappings, problems: [...syntax, ...fileProblems, ...problems] };
}

/** The mapping for a file, by its path from the folder that holds `.plumbline`. */
export function mappingFor(file: ReadersFile, path: string): Mapping | undefined {
  const globs = ({ files }: Mapping): readonly string[] => (typeof files === 'string' ? [files] : files);
  return file.mappings.find(({ mapping }) => globs(mapping).some((glob) => matchesGlob(glob, path)))?.mapping;
}

function schemaProblem(root: unknown, above: readonly (string | number)[], issue: z.core.$ZodIssue): Problem {
  const path = issue.path as (string | number)[];
  let node: unknown = root;
  let deepest: unknown = root;
  for (const key of path) {
    node = isMap(node) || isSeq(node) ? node.get(key, true) : undefined;
    if (node !== undefined && node !== null) deepest = node;
  }
  const field = [...above, ...path].join('.');
  return problem('readers.schema', { field, reason: issue.message }, { field, range: rangeOf(deepest) });
}

function rangeOf(node: unknown): Span {
  const range = (node as { range?: readonly number[] | null } | undefined)?.range;
  return { start: range?.[0] ?? 0, end: range?.[1] ?? 0 };
}

/** JSON Schema (draft 2020-12) of the file, for YAML editors. */
export function readersJsonSchema(): object {
  const whole = fileSchema.extend({
    readers: z
      .array(mappingSchema)
      .nullish()
      .describe('How files become transcripts. The first whose globs match counts.'),
  });
  return { ...z.toJSONSchema(whole, { io: 'input' }), title: 'Plumbline readers' };
}
