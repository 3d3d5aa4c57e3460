import { findPointer, pointerJoin } from '../text/findPointer.ts';
import type { Json } from '../text/json.ts';
import { minifyJson } from '../text/minifyJson.ts';
import { parseJson } from '../text/parseJson.ts';
import type { PartSelector } from './locator.ts';
import type { Message, Part, Thread, ToolCallPart, Transcript } from './transcript.ts';

/** The text version that all of this defines; a change of any text below makes a new one. */
export const textVersion = 1;

/** One argument of a call whose arguments are an object: the decoded string, or the value's minified JSON. */
export interface ToolArgument {
  readonly pointer: string;
  readonly key: string;
  readonly text: string;
}

/** The arguments of a call, by top-level key; none when they are not an object. */
export function toolArguments(part: ToolCallPart): ToolArgument[] {
  const value = part.arguments;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  return Object.keys(value).flatMap((key) => {
    const pointer = pointerJoin('', key);
    const text = argumentText(part, pointer);
    return text === undefined ? [] : [{ pointer, key, text }];
  });
}

/** The text that offsets count in: of the part, or of one argument of it, where `selector` names one. */
export function regionText(part: Part, selector: PartSelector): string | undefined {
  if (typeof selector === 'number') return part.text;
  return part.type === 'tool_call' ? argumentText(part, selector.argument) : undefined;
}

function argumentText(part: ToolCallPart, pointer: string): string | undefined {
  const range = findPointer(part.text, pointer);
  if (range === undefined) return undefined;
  const token = part.text.slice(range.start, range.end);
  if (!token.startsWith('"')) return minifyJson(token);
  const decoded = parseJson(token);
  return decoded.ok ? (decoded.value as Extract<Json, string>) : undefined;
}

/** What a message says: its texts and, unless an assistant's own tools gave them, its tool results. */
export function messageText(message: Message): string {
  return message.parts
    .filter((part) => part.type === 'text' || (part.type === 'tool_result' && message.role !== 'assistant'))
    .map((part) => part.text)
    .join('');
}

export interface FoundRegion {
  readonly message: Message;
  readonly part: Part;
  readonly partIndex: number;
  readonly text: string;
}

/** The region that a selector names in a message. An argument is found by its call's id. */
export function findRegion(transcript: Transcript, messageId: string, selector: PartSelector): FoundRegion | undefined {
  const message = findMessage(transcript, messageId);
  if (message === undefined) return undefined;
  const partIndex =
    typeof selector === 'number'
      ? selector
      : message.parts.findIndex((part) => part.type === 'tool_call' && part.callId === selector.call);
  const part = message.parts[partIndex];
  const text = part === undefined ? undefined : regionText(part, selector);
  return part === undefined || text === undefined ? undefined : { message, part, partIndex, text };
}

/** A message by its id, of the main thread or one beside it; in the main thread also by `#<index>`. */
export function findMessage(transcript: Transcript, id: string): Message | undefined {
  const index = /^#(\d+)$/.exec(id)?.[1];
  if (index !== undefined) return transcript.messages[Number(index)];
  for (const messages of [transcript.messages, ...(transcript.threads ?? []).map((thread) => thread.messages)]) {
    const found = messages.find((message) => message.id === id);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The thread beside the main one that holds a message; undefined for one of the main thread. */
export function threadOf(transcript: Transcript, id: string): Thread | undefined {
  return transcript.threads?.find((thread) => thread.messages.some((message) => message.id === id));
}

/** Every message of a transcript: the main thread's, then those of the threads beside it. */
export function allMessages({ messages, threads = [] }: Transcript): readonly Message[] {
  return threads.length === 0 ? messages : [...messages, ...threads.flatMap((thread) => thread.messages)];
}
