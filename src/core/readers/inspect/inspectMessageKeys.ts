import type { Json } from '../../text/json.ts';
import { asArray, asString, dig, member } from '../jsonAccess.ts';
import { type Attachments, resolveString } from './inspectContent.ts';
import type { PlacedMessage } from './inspectEvents.ts';

/** Numbers for messages: the same number for the same message, wherever a record repeats it. */
export interface MessageKeys {
  key(message: Json): number;
  /** Place in the thread that is shown, or -1. */
  shownAt(key: number): number;
  readonly shown: readonly number[];
}

/**
 * Messages are the same by id; in logs without ids (before March 2025) when they say the same, their
 * attachments put back: events keep long strings there, the thread does not.
 */
export function messageKeys(shownMessages: readonly PlacedMessage[], attachments: Attachments): MessageKeys {
  const numbers = new Map<string, number>();
  const hasIds = shownMessages.some(({ value }) => typeof member(value, 'id') === 'string');
  const key = (message: Json): number => {
    const id = hasIds || shownMessages.length === 0 ? asString(member(message, 'id')) : undefined;
    const text = id === undefined ? contentKey(message, attachments) : `#${id}`;
    const known = numbers.get(text) ?? numbers.size;
    numbers.set(text, known);
    return known;
  };
  const shown = shownMessages.map(({ value }) => key(value));
  const places = new Map<number, number>();
  for (const [place, number] of shown.entries()) if (!places.has(number)) places.set(number, place);
  return { key, shown, shownAt: (number) => places.get(number) ?? -1 };
}

function contentKey(message: Json, attachments: Attachments): string {
  const content = member(message, 'content');
  const blocks = typeof content === 'string' ? [['text', content]] : (asArray(content) ?? []).map(blockKey);
  const calls = (asArray(member(message, 'tool_calls')) ?? []).map((call) => [
    dig(call, 'function') ?? '',
    dig(call, 'arguments') ?? '',
  ]);
  const resolved = (_key: string, value: unknown) =>
    typeof value === 'string' ? resolveString(value, '', attachments).text : value;
  return JSON.stringify([member(message, 'role') ?? '', blocks, calls], resolved);
}

/** Embedded files are the same by kind: one place may hold them whole, another by reference. */
function blockKey(block: Json): Json {
  const type = asString(member(block, 'type')) ?? '';
  return type === 'text' || type === 'reasoning' ? [type, member(block, type) ?? ''] : [type];
}
