import { codePointLength } from '../core/text/codePoints.ts';
import type { Message, Part, Transcript } from '../core/transcripts/transcript.ts';
import { toolArguments } from '../core/transcripts/transcriptText.ts';
import type { OutlineItem, ViewArgument, ViewMessage, ViewPart, ViewThread } from './messages.ts';
import { wireCut, wireSize } from './wireSize.ts';

/** A text longer than this (UTF-16 units) is cut; the page asks for the rest. */
export const textCut = 60_000;
/** What one text, or all texts of one message, may take on their way to the page, in bytes. */
const messageSize = 120_000;
/** However many parts a message has, each shows at least this many bytes. */
const leastText = 600;
/** A chunk of messages is sent before it takes more bytes than this. */
export const chunkSize = 150_000;
/** The first one is smaller: a screenful should not wait. */
const firstChunkSize = 20_000;
/** An outline of more turns than this is thinned: it names places, it is not the transcript. */
const outlineLimit = 1000;
/** At most this many messages are in the page at once. */
export const rangeSize = 20_000;

/** Cuts texts so that together they stay below a size. */
type Cut = (text: string) => { readonly text: string; readonly fullLength?: number };

export function viewMessage(message: Message): ViewMessage {
  const cut = cutter(messageSize);
  return {
    index: message.index,
    id: message.id,
    role: message.role,
    ...(message.name !== undefined && { name: message.name }),
    ...(message.model !== undefined && { model: message.model }),
    ...(message.timestamp !== undefined && { timestamp: message.timestamp }),
    parts: message.parts.map((part) => viewPart(part, cut)),
  };
}

function viewPart(part: Part, cut: Cut): ViewPart {
  const shown = cut(part.text);
  switch (part.type) {
    case 'text':
      return { type: part.type, ...shown };
    case 'reasoning':
      return { type: part.type, ...shown, ...(part.redacted && { redacted: true }) };
    case 'tool_call': {
      const args = toolArguments(part).map((argument): ViewArgument => ({ ...argument, ...cut(argument.text) }));
      return {
        type: part.type,
        ...shown,
        callId: part.callId,
        label: part.name,
        ...(args.length > 0 && { arguments: args }),
      };
    }
    case 'tool_result':
      return {
        type: part.type,
        ...shown,
        ...(part.callId !== undefined && { callId: part.callId }),
        ...(part.name !== undefined && { label: part.name }),
        ...(part.isError && { isError: true }),
      };
    case 'image':
      return {
        type: part.type,
        ...shown,
        ...(part.mime !== undefined && { mime: part.mime }),
        ...(part.url !== undefined && { url: part.url }),
        ...(part.data !== undefined && { embedded: true }),
      };
    case 'document':
      return {
        type: part.type,
        ...shown,
        ...(part.mime !== undefined && { mime: part.mime }),
        ...(part.name !== undefined && { label: part.name }),
      };
    case 'other':
      return { type: part.type, ...shown, label: part.kind };
  }
}

function cutter(size: number): Cut {
  let left = size;
  return (text) => {
    const end = wireCut(text, 0, textCut, Math.max(left, leastText));
    const shown = text.slice(0, end);
    left -= wireSize(shown);
    return end === text.length ? { text } : { text: shown, fullLength: text.length };
  };
}

/** The next piece of a cut text, from UTF-16 offset `from`; never ends inside a surrogate pair. */
export function nextPiece(text: string, from: number): string {
  return text.slice(from, wireCut(text, from, textCut, messageSize));
}

/**
 * The order in which `[start, end)` is sent: chunks of up to `chunkSize` bytes, the one that
 * begins at `first` before all others, then onwards to the end, then what comes before it.
 */
export function* messageChunks(
  messages: readonly Message[],
  range: { readonly start: number; readonly end: number },
  first: number,
): Generator<readonly ViewMessage[]> {
  const middle = Math.min(Math.max(first, range.start), range.end);
  yield* chunksOf(messages, middle, range.end);
  yield* chunksOf(messages, range.start, middle);
}

function* chunksOf(messages: readonly Message[], start: number, end: number): Generator<readonly ViewMessage[]> {
  let chunk: ViewMessage[] = [];
  let size = 0;
  let limit = firstChunkSize;
  for (const message of messages.slice(start, end)) {
    const view = viewMessage(message);
    const more = viewSize(view);
    if (chunk.length > 0 && (size >= limit || size + more > chunkSize)) {
      yield chunk;
      chunk = [];
      size = 0;
      limit = chunkSize;
    }
    chunk.push(view);
    size += more;
  }
  if (chunk.length > 0) yield chunk;
}

/** Bytes, with what the keys and the ids of a message take. */
function viewSize(message: ViewMessage): number {
  let size = 200;
  for (const part of message.parts) {
    size += 100 + wireSize(part.text);
    for (const argument of part.arguments ?? []) size += 60 + wireSize(argument.text) + 2 * wireSize(argument.key);
  }
  return size;
}

/** The range of at most `rangeSize` messages that holds message `index`. */
export function rangeAround(messageCount: number, index: number): { readonly start: number; readonly end: number } {
  if (messageCount <= rangeSize) return { start: 0, end: messageCount };
  const start = Math.floor(Math.min(Math.max(index, 0), messageCount - 1) / rangeSize) * rangeSize;
  return { start, end: Math.min(start + rangeSize, messageCount) };
}

/** At most this many threads are offered: a judge for each of a thousand turns is noise. */
const threadLimit = 2000;

/** What the page offers of the threads beside the main one. */
export function viewThreads({ messages, threads = [] }: Transcript): readonly ViewThread[] {
  const places = new Map(messages.map(({ id, index }) => [id, index]));
  return threads.slice(0, threadLimit).map(({ id, kind, title, after, messages: own }) => ({
    id,
    kind,
    title: title.slice(0, 200),
    messageCount: own.length,
    after: after === undefined ? -1 : (places.get(after) ?? -1),
  }));
}

/** One line per turn, a turn being what one speaker says until another one does; tools belong to their caller. */
export function outline({ messages }: Pick<Transcript, 'messages'>): readonly OutlineItem[] {
  const turns: Message[] = [];
  let speaker: string | undefined;
  for (const message of messages) {
    if (message.role === 'tool') continue;
    const now = `${message.role} ${message.name ?? ''}`;
    if (now !== speaker) turns.push(message);
    speaker = now;
  }
  const step = Math.ceil(turns.length / outlineLimit);
  return turns
    .filter((_, i) => i % step === 0)
    .map((message) => ({ index: message.index, role: message.role, label: firstWords(message) }));
}

function firstWords(message: Message): string {
  for (const part of message.parts) {
    const text = part.type === 'tool_call' ? `${part.name}()` : part.text.slice(0, 300).trim();
    if (text !== '') {
      const line = text.replace(/\s+/gu, ' ');
      return codePointLength(line) > 90 ? `${[...line].slice(0, 89).join('')}…` : line;
    }
  }
  return '';
}
