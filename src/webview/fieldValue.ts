import type { Field } from '../core/codebook/codebook.ts';
import type { Json } from '../core/text/json.ts';

/** What a field of a tag says, in the codebook's words; empty where it is not set. */
export function fieldValue(value: Json | undefined, field: Field | undefined): string {
  if (value === undefined) return '';
  const title = (one: Json): string =>
    field?.options?.find((option) => option.id === one)?.title ?? (typeof one === 'string' ? one : JSON.stringify(one));
  return Array.isArray(value) ? (value as readonly Json[]).map(title).join(', ') : title(value);
}
