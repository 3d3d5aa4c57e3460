import type { Json } from '../../text/json.ts';
import { parseJson } from '../../text/parseJson.ts';
import { asArray, asString, dig, member } from '../jsonAccess.ts';
import { type Chunk, type MemberText, sizeOf } from './chunkLists.ts';
import { poolRanges } from './inspectPools.ts';

/** Of a sample with more than this only some events are read: bytes with what they refer to, and events. */
export const wholeLimit = { bytes: 32 << 20, events: 50_000 };
/** What is read then. */
const windowLimit = { bytes: 16 << 20, events: 20_000 };

/** The events that are read with a sample, and the chunks of messages that they refer to. */
export interface EventWindow {
  readonly events: readonly Chunk[];
  readonly messages: readonly Chunk[];
  /** What was read to tell, by member. */
  readonly texts: ReadonlyMap<string, string>;
}

/**
 * From the chunk on that holds the event or the message `near` (else from the first one) as many events as are
 * read of a long sample. The `shown` messages are there anyway.
 */
export async function eventWindow(
  lists: { readonly events: readonly Chunk[]; readonly messages: readonly Chunk[]; readonly shown: readonly Chunk[] },
  read: MemberText,
  near?: { readonly id: string; readonly uuids: Json | undefined },
  signal?: AbortSignal,
): Promise<EventWindow> {
  const { events, messages, shown } = lists;
  const others = messages.filter((chunk) => !shown.includes(chunk));
  const texts = new Map<string, string>();
  if (sizeOf(events) + sizeOf(others) <= wholeLimit.bytes && (events.at(-1)?.end ?? 0) <= wholeLimit.events)
    return { events, messages: others, texts };
  const first = near === undefined ? 0 : await chunkWith(events, near.id, near.uuids, read, signal);
  const window: Chunk[] = [];
  const needed = new Set<Chunk>();
  let size = 0;
  for (const chunk of events.slice(first)) {
    size += chunk.size;
    if (size > windowLimit.bytes || chunk.start - (window[0]?.start ?? chunk.start) >= windowLimit.events) break;
    const text = await read(chunk.member, signal);
    const refers = typeof text === 'string' ? referredTo(text, others).filter((other) => !needed.has(other)) : [];
    size += sizeOf(refers);
    if (size > windowLimit.bytes && window.length > 0) break;
    for (const other of refers) needed.add(other);
    if (typeof text === 'string') texts.set(chunk.member, text);
    window.push(chunk);
  }
  return { events: window, messages: others.filter((chunk) => needed.has(chunk)), texts };
}

/** The chunk of an event by its uuid; else the first in which the id stands, one read after the other; else 0. */
async function chunkWith(
  events: readonly Chunk[],
  id: string,
  uuids: Json | undefined,
  read: MemberText,
  signal?: AbortSignal,
): Promise<number> {
  const place = asArray(uuids)?.indexOf(id) ?? -1;
  if (place >= 0)
    return Math.max(
      0,
      events.findLastIndex(({ start }) => start <= place),
    );
  const token = JSON.stringify(id);
  for (const [i, { member }] of events.entries()) {
    const text = await read(member, signal);
    if (typeof text === 'string' && text.includes(token)) return i;
  }
  return 0;
}

/** The chunks of messages that the inputs of events select from. */
function referredTo(text: string, messages: readonly Chunk[]): readonly Chunk[] {
  const refs = [...text.matchAll(/"input_refs"\s*:\s*(\[[[\]\d\s,]*\])/g)].flatMap(([, given = '']) => {
    const parsed = parseJson(given);
    return parsed.ok ? poolRanges(parsed.value, Number.POSITIVE_INFINITY) : [];
  });
  return messages.filter((chunk) => refs.some(({ start, end }) => start < chunk.end && chunk.start < end));
}

/**
 * The beginnings of the spans that a window of events lies in and that began before it, by the place of each:
 * `skeleton.json` has all spans but those of small tools.
 */
export function spansAround(skeleton: Json | undefined, window: readonly Chunk[]): ReadonlyMap<number, string> {
  const [from, to] = [window[0]?.start ?? 0, window.at(-1)?.end ?? 0];
  const spans = asArray(member(skeleton, 'spans')) ?? [];
  return new Map(
    spans.flatMap((span): [number, string][] => {
      const [begin, last] = [member(span, 'begin'), asArray(member(span, 'extent'))?.[1]];
      if (typeof begin !== 'number' || begin >= from || typeof last !== 'number' || last < from || begin >= to)
        return [];
      const parent = member(span, 'parent');
      const event = {
        event: 'span_begin',
        id: asString(member(span, 'id')) ?? '',
        parent_id: typeof parent === 'number' ? asString(member(spans[parent], 'id')) : undefined,
        name: asString(member(span, 'name')) ?? '',
        type: asString(member(span, 'type')),
      };
      return [[begin, JSON.stringify(event)]];
    }),
  );
}

/** How many events there are, where the skeleton says it, and not more than `most`. */
export function eventCount(skeleton: Json | undefined, most: number): number | undefined {
  const count = dig(skeleton, 'counts', 'events');
  return typeof count === 'number' && Number.isSafeInteger(count) && count <= most ? count : undefined;
}
