import type { Json } from '../../text/json.ts';
import { valueReader } from './readValue.ts';
import type { RowContext } from './rowContext.ts';
import { numberOf, textOf } from './transform.ts';
import type { ValueSpec } from './valueSchema.ts';

type Specs<K extends string> = { readonly [key in K]?: ValueSpec | undefined };

/** Named texts of a row; one that is not there, or cannot be read, is left out. */
export function textFields<K extends string>(specs: Specs<K>): (context: RowContext) => { [key in K]?: string } {
  return fields(specs, textOf);
}

export function numberFields<K extends string>(specs: Specs<K>): (context: RowContext) => { [key in K]?: number } {
  return fields(specs, numberOf);
}

function fields<K extends string, T extends Json>(
  specs: Specs<K>,
  as: (value: Json) => T | undefined,
): (context: RowContext) => { [key in K]?: T } {
  const readers = Object.entries<ValueSpec | undefined>(specs).flatMap(([key, spec]) =>
    spec === undefined ? [] : [[key as K, valueReader(spec)] as const],
  );
  return (context) => {
    const found: { [key in K]?: T } = {};
    for (const [key, read] of readers) {
      const value = read(context);
      const made = value.state === 'ok' ? as(value.value) : undefined;
      if (made !== undefined) found[key] = made;
    }
    return found;
  };
}

/** A list of texts: one text is a list of one. */
export function listField(spec: ValueSpec | undefined): (context: RowContext) => readonly string[] {
  if (spec === undefined) return () => [];
  const read = valueReader(spec);
  return (context) => {
    const found = read(context);
    if (found.state !== 'ok') return [];
    const values: readonly Json[] = Array.isArray(found.value) ? found.value : [found.value];
    return values.flatMap((value) => textOf(value) ?? []);
  };
}

/** An object where it holds anything; else nothing to spread. */
export function part<K extends string, T extends object>(key: K, value: T): { [key in K]?: T } {
  return (Object.keys(value).length === 0 ? {} : { [key]: value }) as { [key in K]?: T };
}

/** As a text: of a list or object its JSON; empty where that is nested deeper than can be written. */
export function shownText(value: Json): string {
  const text = textOf(value);
  if (text !== undefined) return text;
  try {
    return JSON.stringify(value);
  } catch (cause) {
    if (cause instanceof RangeError) return '';
    throw cause;
  }
}
