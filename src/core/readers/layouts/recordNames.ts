import type { Json } from '../../text/json.ts';

/** Keys that records carry their own id under, in the order in which they are trusted. */
export const idKeys = [
  'transcript_id',
  'id',
  'uuid',
  'custom_id',
  'conversation_id',
  'conversation_hash',
  'sample_id',
  'instance_id',
  'task_id',
  'question_id',
  'session_id',
] as const;

/** The key to name records by: the first one that tells all the sample records apart. */
export function chooseIdKey(samples: readonly Json[]): string | undefined {
  return idKeys.find((key) => {
    const values = samples.map((sample) => (isRecord(sample) ? sample[key] : undefined));
    const known = values.filter((value) => typeof value === 'string' || Number.isInteger(value)).map(String);
    return known.length > 0 && new Set(known).size === known.length;
  });
}

/** A record's own id where it is unique in the file, else `#<record>`. */
export function recordNames(count: number, ids: readonly (string | undefined)[]): string[] {
  const seen = new Map<string, number>();
  for (const id of ids) if (id !== undefined) seen.set(id, (seen.get(id) ?? 0) + 1);
  return Array.from({ length: count }, (_, record) => {
    const id = ids[record];
    // An id that looks like a record number would be taken for one.
    return id !== undefined && id !== '' && !/^#\d+$/.test(id) && seen.get(id) === 1 ? id : `#${record}`;
  });
}

const isRecord = (value: Json): value is { readonly [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
