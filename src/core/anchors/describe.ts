import type { Target } from '../tags/tag.ts';
import { codePointLength, sliceCodePoints } from '../text/codePoints.ts';
import type { PartSelector } from '../transcripts/locator.ts';
import type { Transcript } from '../transcripts/transcript.ts';
import { findMessage, findRegion } from '../transcripts/transcriptText.ts';
import { messageSha256, regionSha256, transcriptSha256 } from './regions.ts';

/** A place to be anchored: a span, or without offsets a part, a message or the whole transcript. */
export interface Place {
  readonly role: string;
  readonly message?: string;
  readonly part?: PartSelector;
  /** Code points of the region's text, half-open. */
  readonly start?: number;
  readonly end?: number;
}

/** Code points kept before and after a quote. */
export const contextLength = 32;

/** Everything that finds a place again in a transcript that has changed. Throws where it has no such place. */
export function describeTarget(transcript: Transcript, place: Place): Target {
  const target = describePlace(transcript, place);
  if (transcript.prediction === undefined) return target;
  // A record is named as one.
  return { ...target, record: target.transcript, ...(target.message !== undefined && { field: target.message }) };
}

function describePlace(transcript: Transcript, place: Place): Target {
  const { role, message: id, part, start, end } = place;
  const target = { role, transcript: transcript.name };
  if (id === undefined) {
    const messages = transcript.messages.length;
    return { ...target, messages, textSha256: transcriptSha256(transcript, messages) };
  }
  if (part === undefined) {
    const message = findMessage(transcript, id);
    if (message === undefined) throw new RangeError(`no message ${id} in ${transcript.name}`);
    return { ...target, message: message.id, textSha256: messageSha256(message) };
  }
  const region = findRegion(transcript, id, part);
  if (region === undefined) throw new RangeError(`no such part in message ${id} of ${transcript.name}`);
  const { message, text } = region;
  const textSha256 = regionSha256({ message, part, text });
  if (start === undefined || end === undefined) return { ...target, message: message.id, part, textSha256 };
  if (!(start >= 0 && start <= end && end <= codePointLength(text)))
    throw new RangeError(`no span ${start}-${end} in message ${id}`);
  return {
    ...target,
    message: message.id,
    part,
    start,
    end,
    quote: sliceCodePoints(text, start, end),
    prefix: sliceCodePoints(text, Math.max(start - contextLength, 0), start),
    suffix: sliceCodePoints(text, end, end + contextLength),
    textSha256,
  };
}
