import { pathTokens } from '../../readers/mapping/mapping.ts';

/** Where a value is: what a mapping writes as text, read. */
export type Reference =
  | { readonly kind: 'field'; readonly tokens: readonly string[] }
  | { readonly kind: 'row' | 'file' }
  | { readonly kind: 'path'; readonly group: string }
  /** From the root of the file; `*` stands for what the row's own path has there. */
  | { readonly kind: 'root'; readonly tokens: readonly string[] }
  /** What the `index`th `*` of `rows` stands for, from zero. */
  | { readonly kind: 'star'; readonly index: number }
  | { readonly kind: 'join'; readonly name: string; readonly tokens: readonly string[] };

/** A key that begins with `$` itself is written as a pointer: `/$key`. */
export function parseReference(text: string): Reference {
  const special = /^\$(\w+)(\/.*)?$/s.exec(text);
  if (special === null) return { kind: 'field', tokens: pathTokens(text) };
  const [, name = '', rest = ''] = special;
  const tokens = pathTokens(rest);
  if (name === 'row' || name === 'file') return { kind: name };
  if (name === 'path') return { kind: 'path', group: rest.slice(1) };
  if (name === 'root') return { kind: 'root', tokens };
  if (/^\d+$/.test(name)) return { kind: 'star', index: Number(name) - 1 };
  return { kind: 'join', name, tokens };
}

const braces = /\{([^{}]*)\}/g;

/** The pieces of a template: texts, and references between them. */
export function templatePieces(template: string): (string | Reference)[] {
  const pieces: (string | Reference)[] = [];
  let from = 0;
  for (const match of template.matchAll(braces)) {
    if (match.index > from) pieces.push(template.slice(from, match.index));
    pieces.push(parseReference(match[1] ?? ''));
    from = match.index + match[0].length;
  }
  if (from < template.length) pieces.push(template.slice(from));
  return pieces;
}

type Path = (string | number)[];

/** Every reference in a mapping, with its place there. What is no reference (constants, patterns, names) is not looked into. */
export function* referencesIn(
  mapping: unknown,
  path: Path = [],
): Generator<{ readonly text: string; readonly path: Path }> {
  if (typeof mapping === 'string') yield { text: mapping, path };
  if (typeof mapping !== 'object' || mapping === null) return;
  if ('template' in mapping && typeof mapping.template === 'string') {
    for (const [, text = ''] of mapping.template.matchAll(braces)) yield { text, path: [...path, 'template'] };
    return;
  }
  for (const [key, value] of Object.entries(mapping)) {
    const inner = Array.isArray(mapping) ? Number(key) : key;
    if (path.length === 0 && !valued.has(key)) continue;
    if (key === 'stands' ? typeof value === 'string' : !plain.has(key)) yield* referencesIn(value, [...path, inner]);
    else if (states.has(key)) yield* stateReferences(value, [...path, key]);
  }
}

const valued = new Set(
  'group where id transcriptRef model predictorModel checkpoint update scenario property prediction outcome resample baseline summary metadata each'.split(
    ' ',
  ),
);
const states = new Set(['unparseable', 'refused', 'abstained', 'missing']);
const plain = new Set([...states, 'is', 'not', 'matches', 'empty', 'to', 'as', 'type', 'direction']);

function* stateReferences(state: unknown, path: Path): ReturnType<typeof referencesIn> {
  for (const test of Array.isArray(state) ? state : [state]) {
    if (typeof test?.field === 'string') yield { text: test.field, path: [...path, 'field'] };
  }
}

/** The joins that a mapping refers to. */
export function joinNames(mapping: unknown): { readonly name: string; readonly path: Path }[] {
  return [...referencesIn(mapping)].flatMap(({ text, path }) => {
    const reference = parseReference(text);
    return reference.kind === 'join' ? [{ name: reference.name, path }] : [];
  });
}

/** The places of a file's root that a mapping refers to. */
export function rootPlaces(mapping: unknown): (readonly string[])[] {
  return [...referencesIn(mapping)].flatMap(({ text }) => {
    const reference = parseReference(text);
    return reference.kind === 'root' ? [reference.tokens] : [];
  });
}
