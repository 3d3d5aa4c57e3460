import type { Json, JsonObject } from '../../src/core/text/json.ts';
import type { MadeMember } from './zipWriter.ts';

/** The members that keep a sample in chunks of `size` items, with its attachments by number. */
export function makeChunked(sample: JsonObject, size = 2): MadeMember[] {
  const {
    messages = [],
    events = [],
    attachments = {},
    events_data,
    metadata,
    ...rest
  } = sample as Record<string, Json>;
  const hashes = Object.keys(attachments as JsonObject);
  const numbered = (value: unknown): string =>
    JSON.stringify(value).replace(/"(?:attachment|tc):\/\/(\w+)"/g, (ref, hash: string) =>
      hashes.includes(hash) ? `"attachment://${hashes.indexOf(hash)}"` : ref,
    );
  const pool = [...(((events_data as JsonObject | undefined)?.['messages'] as Json[]) ?? [])];
  const start = pool.length;
  pool.push(...(messages as Json[]));
  const folder = `samples/${sample['id']}_epoch_${sample['epoch']}`;
  const list = (name: string, items: readonly Json[]): MadeMember[] =>
    Array.from({ length: Math.ceil(items.length / size) }, (_, i) => ({
      name: `${folder}/${name}/${i * size}.json`,
      data: numbered(items.slice(i * size, (i + 1) * size)),
    }));
  return [
    { name: `${folder}/sample.json`, data: numbered({ ...rest, message_refs: [[start, pool.length]] }) },
    ...(metadata === undefined ? [] : [{ name: `${folder}/metadata.json`, data: JSON.stringify(metadata) }]),
    { name: `${folder}/skeleton.json`, data: '{}' },
    ...list('messages', pool),
    ...list('events', events as Json[]),
    ...list('attachments', Object.values(attachments as JsonObject)),
    { name: `${folder}/events/stats.json`, data: '{}' },
    { name: `${folder}/events/uuids.json`, data: '[]' },
  ];
}
