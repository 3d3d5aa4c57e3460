import { isMap, isSeq, parseDocument } from 'yaml';
import type * as z from 'zod';
import { type Problem, problem } from '../problem.ts';
import { yamlOptions } from '../tags/readItem.ts';
import type { Span } from '../text/span.ts';

/** A YAML file of ours as read: its nodes, for places, and its plain value. */
export interface YamlRead {
  readonly root: unknown;
  /** Undefined where the file is empty, or so broken that it has no value. */
  readonly value: unknown;
  /** Of its syntax, with ranges in the text. */
  readonly problems: readonly Problem[];
}

/** Aliases beyond this many are refused: a few lines of them can stand for gigabytes. */
const mostAliases = 100;

export function readYaml(text: string): YamlRead {
  const problems: Problem[] = [];
  let root: unknown;
  try {
    const doc = parseDocument(text, yamlOptions);
    root = doc.contents;
    for (const { message, pos } of doc.errors)
      problems.push(problem('yaml.syntax', { reason: message }, { range: { start: pos[0], end: pos[1] } }));
    return { root, value: doc.toJS({ maxAliasCount: mostAliases }), problems };
  } catch (error) {
    // Aliases used to excess, or a text that nests deeper than the parser's stack.
    const reason = error instanceof Error ? error.message : String(error);
    const refused = problem('yaml.syntax', { reason }, { range: { start: 0, end: 0 } });
    return { root, value: undefined, problems: [...problems, refused] };
  }
}

/** What a schema says against a value, at the deepest node that is there. `above`: the keys that lead to `root`. */
export function schemaProblem(root: unknown, above: readonly (string | number)[], outer: z.core.$ZodIssue): Problem {
  const { path, message } = likeliest(outer);
  let node: unknown = root;
  let deepest: unknown = root;
  for (const step of path) {
    node = isMap(node) || isSeq(node) ? node.get(step, true) : undefined;
    if (node !== undefined && node !== null) deepest = node;
  }
  const field = [...above, ...path].join('.');
  return problem('yaml.schema', { field, reason: message }, { field, range: nodeRange(deepest) });
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

/** UTF-16 units of a node. */
export function nodeRange(node: unknown): Span {
  const range = (node as { range?: readonly number[] | null } | undefined)?.range;
  return { start: range?.[0] ?? 0, end: range?.[1] ?? 0 };
}
