import { sha256Hex } from '../text/sha256.ts';
import type { PartSelector } from '../transcripts/locator.ts';
import type { Message, Part, Transcript } from '../transcripts/transcript.ts';
import { messageText, toolArguments } from '../transcripts/transcriptText.ts';

/** A place that has text of its own: a part, or one argument of a call. */
export interface Region {
  readonly message: Message;
  readonly part: PartSelector;
  readonly text: string;
}

/** The regions of a message that an anchor of `selector`'s kind may be in: its parts, or arguments of its calls. */
export function regionsOf(message: Message, selector: PartSelector): Region[] {
  return message.parts.flatMap((part, index): Region[] => {
    if (typeof selector === 'number') return [{ message, part: index, text: part.text }];
    if (part.type !== 'tool_call') return [];
    return toolArguments(part).map(({ pointer, text }) => ({
      message,
      part: { call: part.callId, argument: pointer },
      text,
    }));
  });
}

const hashes = new WeakMap<Part, string>();

/** SHA-256 of a region's text, remembered for whole parts. */
export function regionSha256({ message, part, text }: Region): string {
  const whole = typeof part === 'number' ? message.parts[part] : undefined;
  if (whole === undefined) return sha256Hex(text);
  const known = hashes.get(whole) ?? sha256Hex(text);
  hashes.set(whole, known);
  return known;
}

const messageHashes = new WeakMap<Message, string>();

/** What a target that is a whole message is known by: the texts of all its parts, a line feed between two. */
export function messageSha256(message: Message): string {
  const hash = messageHashes.get(message) ?? sha256Hex(message.parts.map((part) => part.text).join('\n'));
  messageHashes.set(message, hash);
  return hash;
}

/** What a target that is a whole transcript is known by: the texts of its first `count` messages. */
export function transcriptSha256(transcript: Transcript, count: number): string {
  return sha256Hex(transcript.messages.slice(0, count).map(messageText).join('\n'));
}
