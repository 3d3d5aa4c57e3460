/** What kind of values a field takes: which differences between two of them mean something. */
export type Level = 'nominal' | 'ordinal' | 'interval' | 'ratio' | 'set';

export type Category = string | number | boolean;

/** A value that a rater gave: one category, or for `set` any number of them, in any order. */
export type Rating = Category | readonly Category[];

/**
 * The scale of a field, always from the codebook: coefficients change with the categories that exist, not only with those
 * that were used. `values` in their order; of a `set`, its possible members.
 */
export interface Scale {
  readonly level: Level;
  readonly values?: readonly Category[] | undefined;
}

/** Presence or absence: of a kind of tag in a transcript or a message. */
export const presence: Scale = { level: 'nominal', values: [false, true] };

/** Whether a scale has such a value. A scale that lists no values has all of its type. */
export function isOn(scale: Scale, value: unknown): value is Rating {
  if (scale.level === 'set') return Array.isArray(value) && value.every((member) => isCategoryOf(scale, member));
  return isCategoryOf(scale, value);
}

function isCategoryOf({ level, values }: Scale, value: unknown): value is Category {
  if (values !== undefined) return values.includes(value as Category);
  if (level === 'nominal' || level === 'set') return ['string', 'number', 'boolean'].includes(typeof value);
  return typeof value === 'number' && Number.isFinite(value);
}
