import { isMap, isSeq } from 'yaml';
import type * as z from 'zod';
import { type Problem, problem } from '../problem.ts';
import { nodeRange, schemaProblem } from '../yaml/readYaml.ts';

export interface ListItem<T> {
  readonly value: T;
  readonly range: { readonly start: number; readonly end: number };
  readonly node: unknown;
}

/** The items of a list that are as they should be; what is wrong with the others. `value` and `root` are those of the map that has it. */
export function parseList<T>(
  root: unknown,
  value: unknown,
  key: string,
  schema: z.ZodType<T>,
  above: readonly (string | number)[] = [],
): { readonly items: readonly ListItem<T>[]; readonly problems: readonly Problem[] } {
  const listed = (value as Readonly<Record<string, unknown>> | undefined)?.[key];
  if (!Array.isArray(listed)) {
    const facts = { field: [...above, key].join('.'), reason: 'a list is expected' };
    return { items: [], problems: [problem('yaml.schema', facts, { range: nodeRange(root) })] };
  }
  const list = isMap(root) ? root.get(key, true) : undefined;
  const items: ListItem<T>[] = [];
  const problems: Problem[] = [];
  for (const [i, each] of listed.entries()) {
    const node = isSeq(list) ? list.items[i] : undefined;
    const parsed = schema.safeParse(each);
    if (parsed.success) items.push({ value: parsed.data, range: nodeRange(node), node });
    else problems.push(...parsed.error.issues.map((issue) => schemaProblem(node, [...above, key, i], issue)));
  }
  return { items, problems };
}
