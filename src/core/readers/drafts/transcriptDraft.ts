import { locateCitation } from '../../anchors/locateCitation.ts';
import { findPointers } from '../../text/findPointer.ts';
import type { JsonObject } from '../../text/json.ts';
import { minifyJson } from '../../text/minifyJson.ts';
import { textAt } from '../../transcripts/sourceSpan.ts';
import type { Message, Part, Score, Thread, Transcript } from '../../transcripts/transcript.ts';
import { type EventDraft, finishEvents } from './eventDraft.ts';

/** What a format makes of a record. Texts that are JSON of the source are filled in afterwards. */
export interface TranscriptDraft {
  readonly metadata: JsonObject;
  /** Citations as claimed: by quote, by message id. */
  readonly scores: readonly Score[];
  readonly messages: readonly MessageDraft[];
  /** Beside the main thread; empty ones are left out. */
  readonly threads?: readonly ThreadDraft[];
  readonly events?: { readonly nodes: readonly EventDraft[]; readonly leftOut: number };
}

export interface ThreadDraft {
  readonly kind: Thread['kind'];
  readonly title: string;
  /** Index of the message of the main thread after which it is left out; absent: before the first. */
  readonly after?: number;
  readonly messages: readonly MessageDraft[];
}

export type MessageDraft = Omit<Message, 'id' | 'index'> & { readonly ownId?: string };

/**
 * Ids made unique, and every text that is minified source filled in, by one pass over the record. The
 * ids of the main thread do not depend on what its side threads hold.
 */
export function finishDraft(
  draft: TranscriptDraft,
  recordText: string,
  place: Pick<Transcript, 'name' | 'record' | 'format'>,
): Transcript {
  const transcript = finishMessages(draft, recordText, place);
  const { nodes, leftOut } = draft.events ?? { nodes: [], leftOut: 0 };
  if (nodes.length === 0) return transcript;
  return { ...transcript, events: finishEvents(nodes, transcript), ...(leftOut > 0 && { eventsLeftOut: leftOut }) };
}

function finishMessages(
  draft: TranscriptDraft,
  recordText: string,
  place: Pick<Transcript, 'name' | 'record' | 'format'>,
): Transcript {
  const sides = (draft.threads ?? []).filter((thread) => thread.messages.length > 0);
  const all = [...draft.messages, ...sides.flatMap((thread) => thread.messages)];
  const jsonParts = all.flatMap((message) => message.parts.filter(isJson));
  const own = findPointers(
    recordText,
    jsonParts.flatMap((part) => (part.source === undefined || part.source.within ? [] : [part.source.pointer])),
  );
  const fill = (part: Part): Part => {
    if (!isJson(part) || part.source === undefined) return part;
    if (part.source.within !== undefined) return { ...part, text: textAt(recordText, part.source) ?? '' };
    const range = own.get(part.source.pointer);
    return range === undefined ? part : { ...part, text: minifyJson(recordText, range.start, range.end) };
  };
  const finish = (drafts: readonly MessageDraft[], idOf: (draft: MessageDraft, index: number) => string): Message[] =>
    drafts.map((message, index): Message => {
      const { ownId: _ownId, ...rest } = message;
      return { id: idOf(message, index), index, ...rest, parts: message.parts.map(fill) };
    });

  const counts = countIds(draft.messages);
  const messages = finish(draft.messages, ({ ownId }, index) =>
    isProper(ownId) && counts.get(ownId) === 1 ? ownId : `#${index}`,
  );
  if (sides.length === 0) return withPlaces({ ...place, metadata: draft.metadata, scores: draft.scores, messages });
  const sideCounts = countIds(sides.flatMap((thread) => thread.messages));
  const numbers = new Map<string, number>();
  const threads = sides.map(({ kind, title, after, messages: side }): Thread => {
    const number = (numbers.get(kind) ?? 0) + 1;
    numbers.set(kind, number);
    const id = `${kind}-${number}`;
    const before = after === undefined ? undefined : messages[after]?.id;
    return {
      id,
      kind,
      title,
      ...(before !== undefined && { after: before }),
      messages: finish(side, ({ ownId }, index) =>
        isProper(ownId) && sideCounts.get(ownId) === 1 && !counts.has(ownId) ? ownId : `${id}/#${index}`,
      ),
    };
  });
  return withPlaces({ ...place, metadata: draft.metadata, scores: draft.scores, messages, threads });
}

/** Citations, which name a quote and perhaps a message, get their places. */
function withPlaces(transcript: Transcript): Transcript {
  if (transcript.scores.every(({ citations }) => citations === undefined)) return transcript;
  const scores = transcript.scores.map((score) =>
    score.citations === undefined
      ? score
      : { ...score, citations: score.citations.map((each) => locateCitation(transcript, each)) },
  );
  return { ...transcript, scores };
}

function countIds(messages: readonly MessageDraft[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { ownId } of messages) if (ownId !== undefined) counts.set(ownId, (counts.get(ownId) ?? 0) + 1);
  return counts;
}

/** An id that is not taken for one of ours. */
const isProper = (id: string | undefined): id is string =>
  id !== undefined && id !== '' && !/^([a-z]+-\d+\/)?#\d+$/.test(id);

const isJson = (part: Part): boolean => part.source?.encoding === 'json';
