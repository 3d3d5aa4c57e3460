import type { Json, JsonObject } from '../../text/json.ts';
import { elementsOf, fieldAt, jsonNode } from '../drafts/fieldNode.ts';
import { asArray, asObject, dig } from '../jsonAccess.ts';
import type { FileHead } from '../reader.ts';
import { describeCsv } from '../tables/csvTable.ts';
import { usedKeys } from './mappedRecord.ts';
import { byMessage, type Mapping, pathTokens } from './mapping.ts';

export interface UnmappedKey {
  /** Key or column; in messages `<messages>/<key>`. */
  readonly key: string;
  readonly count: number;
  /** Whether it is shown all the same, beside the transcript. */
  readonly metadata: boolean;
}

/** What a mapping leaves out of the head's records: every key that has a value, with how often it was met. */
export function unmappedKeys(
  mapping: Mapping,
  head: FileHead,
): { readonly records: number; readonly keys: readonly UnmappedKey[] } {
  const records = recordsOf(mapping, head);
  const counts = new Map<string, number>();
  const count = (key: string): void => void counts.set(key, (counts.get(key) ?? 0) + 1);
  const used = new Set(usedKeys(mapping));
  const inMessage = new Set(
    [mapping.role ?? 'role', mapping.content ?? 'content', mapping.speaker, mapping.timestamp, mapping.model].flatMap(
      (path) => (path === undefined ? [] : pathTokens(path).slice(0, 1)),
    ),
  );
  for (const record of records) {
    for (const [key, value] of Object.entries(record)) if (!used.has(key) && value !== '' && value !== null) count(key);
    if (mapping.messages === undefined) continue;
    const list = fieldAt(jsonNode(record, ''), pathTokens(mapping.messages));
    for (const element of (list && elementsOf(list)) ?? []) {
      for (const key of Object.keys(asObject(element.value) ?? {})) {
        if (!inMessage.has(key)) count(`${mapping.messages}/${key}`);
      }
    }
  }
  const shown = (key: string): boolean =>
    mapping.metadata === undefined
      ? !byMessage(mapping) && !key.startsWith(`${mapping.messages ?? ''}/`)
      : mapping.metadata.some((path) => pathTokens(path)[0] === key);
  return {
    records: records.length,
    keys: [...counts].map(([key, times]) => ({ key, count: times, metadata: shown(key) })),
  };
}

function recordsOf(mapping: Mapping, head: FileHead): readonly JsonObject[] {
  const table = describeCsv(head);
  if (table !== undefined) {
    return table.samples.map((row) =>
      Object.fromEntries(row.map((cell, i) => [table.columns[i] ?? `column ${i + 1}`, cell])),
    );
  }
  const [first] = head.samples;
  const holder: Json | undefined =
    mapping.records === undefined ? undefined : head.root === 'array' ? (head.samples as Json) : first;
  const held = holder === undefined ? undefined : dig(holder, ...pathTokens(mapping.records ?? ''));
  const values = held === undefined ? head.samples : (asArray(held) ?? Object.values(asObject(held) ?? {}));
  const all: readonly Json[] = mapping.records === '' ? head.samples : values;
  return all.map(asObject).filter((record) => record !== undefined);
}
