import type { Json } from '../../text/json.ts';
import { listOf } from './recordMapping.ts';
import { parseReference, type Reference, templatePieces } from './reference.ts';
import { type Found, type RowContext, resolveReference } from './rowContext.ts';
import { textOf, transformOf } from './transform.ts';
import type { ValueSpec } from './valueSchema.ts';

/** A value as a mapping gives it. `failed`: a step could not take it; what it was is kept. */
export type ReadValue =
  | ({ readonly state: 'ok'; readonly before: Found } & Found)
  | { readonly state: 'failed'; readonly before: Found }
  | { readonly state: 'absent' };

export type ValueReader = (context: RowContext) => ReadValue;

const absent: ReadValue = { state: 'absent' };

/** Nothing, null and an empty text are no value. */
export const isNothing = (value: Json | undefined): boolean =>
  value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

/** The text that a reference finds; undefined where it finds nothing. */
export function textAt(reference: Reference, context: RowContext): string | undefined {
  const value = resolveReference(reference, context)?.value;
  return isNothing(value) ? undefined : textOf(value);
}

/** The texts that references find, as one key; undefined where one finds nothing. */
export function keyOf(references: readonly Reference[], context: RowContext): string | undefined {
  const texts: string[] = [];
  for (const reference of references) {
    const text = textAt(reference, context);
    if (text === undefined) return undefined;
    texts.push(text);
  }
  return texts.length === 1 ? texts[0] : JSON.stringify(texts);
}

/** Made once per mapping; reads it of each row. */
export function valueReader(spec: ValueSpec): ValueReader {
  const find = finder(spec);
  const steps = typeof spec === 'string' ? [] : listOf(spec.to);
  const transforms = steps.map(transformOf);
  return (context) => {
    const before = find(context);
    if (before === undefined) return absent;
    let value: Json = before.value;
    let own = true;
    for (const transform of transforms) {
      const made = transform(value);
      if (made === undefined) return { state: 'failed', before };
      own &&= made === value;
      value = made;
    }
    return own ? { state: 'ok', before, ...before } : { state: 'ok', before, value };
  };
}

/** As text; undefined where there is none, or a step fails. */
export function textReader(spec: ValueSpec | undefined): ((context: RowContext) => string | undefined) | undefined {
  if (spec === undefined) return undefined;
  const read = valueReader(spec);
  return (context) => {
    const found = read(context);
    return found.state === 'ok' ? textOf(found.value) : undefined;
  };
}

function finder(spec: ValueSpec): (context: RowContext) => Found | undefined {
  if (typeof spec === 'string') return one(parseReference(spec));
  const { from, is, template, all } = spec;
  if (is !== undefined) return () => ({ value: is });
  if (template !== undefined) return filled(templatePieces(template));
  if (all !== undefined) {
    const references = all.map(parseReference);
    return (context) => {
      const values = references.flatMap((each) => {
        const value = resolveReference(each, context)?.value;
        return value === undefined || isNothing(value) ? [] : [value];
      });
      return values.length === 0 ? undefined : { value: values };
    };
  }
  const finders = listOf(from).map((each) => one(parseReference(each)));
  return (context) => {
    for (const find of finders) {
      const found = find(context);
      if (found !== undefined) return found;
    }
    return undefined;
  };
}

function one(reference: Reference): (context: RowContext) => Found | undefined {
  return (context) => {
    const found = resolveReference(reference, context);
    return found === undefined || isNothing(found.value) ? undefined : found;
  };
}

/** Undefined where a reference in it finds nothing: half a name would be taken for another's. */
function filled(pieces: readonly (string | Reference)[]): (context: RowContext) => Found | undefined {
  return (context) => {
    let text = '';
    for (const piece of pieces) {
      const part = typeof piece === 'string' ? piece : textAt(piece, context);
      if (part === undefined) return undefined;
      text += part;
    }
    return { value: text };
  };
}
