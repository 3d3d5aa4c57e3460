import { findPointers } from '../text/findPointer.ts';
import type { JsonObject } from '../text/json.ts';
import { minifyJson } from '../text/minifyJson.ts';
import { textAt } from '../transcripts/sourceSpan.ts';
import type { Message, Part, Score, Transcript } from '../transcripts/transcript.ts';

/** What a format makes of a record. Texts that are JSON of the source are filled in afterwards. */
export interface TranscriptDraft {
  readonly metadata: JsonObject;
  readonly scores: readonly Score[];
  readonly messages: readonly MessageDraft[];
}

export type MessageDraft = Omit<Message, 'id' | 'index'> & { readonly ownId?: string };

/** Ids made unique, and every text that is minified source filled in, by one pass over the record. */
export function finishDraft(
  draft: TranscriptDraft,
  recordText: string,
  place: Pick<Transcript, 'name' | 'record' | 'format'>,
): Transcript {
  const jsonParts = draft.messages.flatMap((message) => message.parts.filter(isJson));
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
  const counts = new Map<string, number>();
  for (const { ownId } of draft.messages) if (ownId !== undefined) counts.set(ownId, (counts.get(ownId) ?? 0) + 1);
  const messages = draft.messages.map(({ ownId, ...message }, index): Message => {
    const unique = ownId !== undefined && ownId !== '' && !/^#\d+$/.test(ownId) && counts.get(ownId) === 1;
    return { id: unique ? ownId : `#${index}`, index, ...message, parts: message.parts.map(fill) };
  });
  return { ...place, metadata: draft.metadata, scores: draft.scores, messages };
}

const isJson = (part: Part): boolean => part.source?.encoding === 'json';
