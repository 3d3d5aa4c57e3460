import { type Problem, problem } from '../../problem.ts';
import type { Json } from '../../text/json.ts';
import { skipSpace, valueEnd } from '../../text/jsonTokens.ts';
import { parseJson } from '../../text/parseJson.ts';
import { isProblem } from '../isProblem.ts';
import { member } from '../jsonAccess.ts';
import { hardLimit, holdLimit } from '../layouts/holdLimit.ts';
import type { Zip } from '../zip/zip.ts';
import { poolRanges } from './inspectPools.ts';

/** What a chunked sample reads of its archive: the text of a member, checked. */
export type MemberText = (member: string, signal?: AbortSignal) => Promise<string | Problem>;

/** A sample put together again, and what of it could not be. */
export interface ChunkedRecord {
  readonly text: string;
  readonly problems: readonly Problem[];
}

/** Bytes of events that are read with a sample to find what its messages leave out. */
export const eventsLimit = 64 << 20;
/** More than any run has: a chunk's name that claims a later place is wrong. */
const mostItems = 5_000_000;

/**
 * One JSON text for a sample that is kept in many members: `sample.json` with `metadata`, the messages
 * as `events_data.messages` (which `message_refs` selects from, and events share), `events`, and the
 * attachments that these name. Places that were not read are `null`, so that indices hold.
 * Messages that are not shown, and events, are read only when they are few enough.
 */
export async function chunkedRecord(
  zip: Zip,
  folder: string,
  read: MemberText,
  signal?: AbortSignal,
): Promise<ChunkedRecord | Problem> {
  const at = { file: zip.source.name, member: `${folder}/sample.json` };
  const sample = await read(at.member, signal);
  if (typeof sample !== 'string') return sample;
  const parsed = parseJson(sample);
  if (!parsed.ok) return problem('json.invalid', { reason: parsed.message }, at);
  const lists = {
    messages: chunksOf(zip, folder, 'messages'),
    events: chunksOf(zip, folder, 'events'),
    attachments: chunksOf(zip, folder, 'attachments'),
  };
  const wrong = Object.values(lists)
    .flat()
    .find(({ start }) => start > mostItems);
  if (wrong !== undefined)
    return problem('zip.memberDamaged', { member: wrong.member, reason: 'its name is no place' }, at);

  const problems: Problem[] = [];
  const shown = shownChunks(lists.messages, member(parsed.value, 'message_refs'));
  const others = lists.messages.filter((chunk) => !shown.includes(chunk));
  const extra = sizeOf(others) + sizeOf(lists.events);
  const whole = extra <= eventsLimit;
  if (!whole) problems.push(problem('inspect.eventsLeft', { size: extra, limit: eventsLimit }, at, 'info'));
  const limit = holdLimit(zip.source);
  if (sizeOf(shown) > limit) return problem('record.tooLarge', { size: sizeOf(shown), limit, most: hardLimit }, at);

  const messages = await listText(lists.messages, whole ? lists.messages : shown, read, signal);
  if (isProblem(messages)) return messages;
  const events = whole ? await listText(lists.events, lists.events, read, signal) : noItems;
  const found = isProblem(events) ? { ...noItems, problems: [asWarning(events)] } : events;
  problems.push(...messages.problems, ...found.problems);
  const attachments = await attachmentText(lists.attachments, [sample, messages.text, found.text], read, limit, signal);
  problems.push(...attachments.problems);

  const members = [
    `"events_data":{"messages":${messages.text}}`,
    `"events":${found.text}`,
    `"attachments":${attachments.text}`,
  ];
  const metadata = zip.members.has(`${folder}/metadata.json`)
    ? await read(`${folder}/metadata.json`, signal)
    : undefined;
  if (typeof metadata === 'string') members.unshift(`"metadata":${metadata.trim()}`);
  else if (metadata !== undefined) problems.push(asWarning(metadata));
  const open = sample.trimEnd().replace(/\}$/, '').trimEnd();
  return { text: `${open}${open.endsWith('{') ? '' : ','}${members.join(',')}}`, problems };
}

const noItems: ChunkedRecord = { text: '[]', problems: [] };
const asWarning = (found: Problem): Problem => ({ ...found, severity: 'warning' });

interface Chunk {
  readonly member: string;
  /** Index of its first item; the next one's is where it ends. */
  readonly start: number;
  readonly end: number;
  readonly size: number;
}

function chunksOf(zip: Zip, folder: string, list: string): Chunk[] {
  const prefix = `${folder}/${list}/`;
  const found = [...zip.members.values()].flatMap(({ name, size }) => {
    const start = name.startsWith(prefix) ? /^(\d+)\.json$/.exec(name.slice(prefix.length))?.[1] : undefined;
    return start === undefined ? [] : [{ member: name, start: Number(start), size }];
  });
  found.sort((a, b) => a.start - b.start);
  return found.map((chunk, i) => ({ ...chunk, end: found[i + 1]?.start ?? Number.POSITIVE_INFINITY }));
}

const sizeOf = (chunks: readonly Chunk[]): number => chunks.reduce((sum, { size }) => sum + size, 0);

function shownChunks(chunks: readonly Chunk[], refs: Json | undefined): Chunk[] {
  const ranges = poolRanges(refs, mostItems);
  return chunks.filter((chunk) => ranges.some(({ start, end }) => start < chunk.end && chunk.start < end));
}

/** The JSON array of a whole list, with the items of the `wanted` chunks. */
async function listText(
  chunks: readonly Chunk[],
  wanted: readonly Chunk[],
  read: MemberText,
  signal?: AbortSignal,
): Promise<ChunkedRecord | Problem> {
  const pieces: string[] = [];
  const problems: Problem[] = [];
  let next = 0;
  const skip = (count: number) => {
    if (count > 0) pieces.push(Array(count).fill('null').join());
    next += count;
  };
  for (const chunk of chunks) {
    const missing = chunk.start - next;
    skip(missing);
    const isWanted = wanted.includes(chunk);
    if (missing > 0 && isWanted)
      problems.push(problem('inspect.itemsMissing', { count: missing }, { member: chunk.member }, 'warning'));
    if (!isWanted) {
      skip(chunk.end === Number.POSITIVE_INFINITY ? 0 : chunk.end - chunk.start);
      continue;
    }
    const found = await itemsOf(chunk, read, signal);
    if (isProblem(found)) return found;
    if (found.count > 0) pieces.push(found.items);
    next += found.count;
  }
  return { text: `[${pieces.join()}]`, problems };
}

/** The items of a chunk without the brackets around them, no more than there are places for. */
async function itemsOf(
  chunk: Chunk,
  read: MemberText,
  signal?: AbortSignal,
): Promise<{ readonly items: string; readonly count: number } | Problem> {
  const text = await read(chunk.member, signal);
  if (typeof text !== 'string') return text;
  const trimmed = text.trim();
  const damaged = (reason: string) =>
    problem('zip.memberDamaged', { member: chunk.member, reason }, { member: chunk.member });
  if (!trimmed.startsWith('[') || !trimmed.endsWith(']')) return damaged('it holds no list');
  const items = trimmed.slice(1, -1).trim();
  const count = countItems(items);
  if (count === undefined) return damaged('it is not valid JSON');
  if (chunk.end !== Number.POSITIVE_INFINITY && count > chunk.end - chunk.start)
    return damaged(`it holds ${count} items, more than ${chunk.end - chunk.start}`);
  return { items, count };
}

function countItems(items: string): number | undefined {
  let count = 0;
  for (let i = 0; i < items.length; count++) {
    const end = valueEnd(items, i);
    if (end === i) return undefined;
    i = skipSpace(items, end);
    if (i < items.length && items[i++] !== ',') return undefined;
    i = skipSpace(items, i);
  }
  return count;
}

/** The attachments that the texts name (`attachment://<index>`), as an object by index. */
async function attachmentText(
  chunks: readonly Chunk[],
  texts: readonly string[],
  read: MemberText,
  limit: number,
  signal?: AbortSignal,
): Promise<ChunkedRecord> {
  const named = new Set(
    texts.flatMap((text) => [...text.matchAll(/"attachment:\/\/(\d{1,8})"/g)].map(([, index]) => Number(index))),
  );
  const problems: Problem[] = [];
  const members: string[] = [];
  let size = texts.reduce((sum, text) => sum + text.length, 0);
  for (const chunk of chunks) {
    const indices = [...named].filter((index) => index >= chunk.start && index < chunk.end);
    if (indices.length === 0) continue;
    size += chunk.size;
    if (size > limit) {
      const facts = { size, limit, most: hardLimit };
      problems.push(problem('record.tooLarge', facts, { member: chunk.member }, 'warning'));
      break;
    }
    const found = await itemsOf(chunk, read, signal);
    if (isProblem(found)) {
      problems.push(asWarning(found));
      continue;
    }
    const wanted = new Set(indices.map((index) => index - chunk.start));
    for (let i = 0, place = 0; i < found.items.length; place++) {
      const end = valueEnd(found.items, i);
      if (wanted.has(place)) members.push(`"${chunk.start + place}":${found.items.slice(i, end)}`);
      i = skipSpace(found.items, skipSpace(found.items, end) + 1);
    }
  }
  return { text: `{${members.join()}}`, problems };
}
