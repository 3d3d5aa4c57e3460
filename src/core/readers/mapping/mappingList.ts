import { isMap, isSeq, type Node } from 'yaml';
import * as z from 'zod';
import type { Problem } from '../../problem.ts';
import { matchesGlob } from '../../text/glob.ts';
import type { Span } from '../../text/span.ts';
import { nodeRange, readYaml, schemaProblem } from '../../yaml/readYaml.ts';

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
  const { root, value, problems: syntax } = readYaml(text);
  if (value === null || value === undefined) return { mappings: [], problems: syntax };
  const file = fileSchema(key, z.unknown(), about).safeParse(value);
  const fileProblems = file.success ? [] : file.error.issues.map((issue) => schemaProblem(root, [], issue));
  const list = isMap(root) ? root.get(key, true) : undefined;
  const listed = (value as Record<string, unknown>)[key];
  const mappings: MappingItem<T>[] = [];
  const problems: Problem[] = [];
  for (const [i, each] of (Array.isArray(listed) ? listed : []).entries()) {
    const parsed = schema.safeParse(each);
    const item = isSeq(list) ? (list.items[i] as Node | undefined) : undefined;
    if (parsed.success) mappings.push({ mapping: parsed.data, range: nodeRange(item) });
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
