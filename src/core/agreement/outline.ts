import { codePointLength } from '../text/codePoints.ts';
import type { PartSelector } from '../transcripts/locator.ts';
import type { Transcript } from '../transcripts/transcript.ts';
import { toolArguments } from '../transcripts/transcriptText.ts';

/**
 * How long a transcript is: what tag files do not say, and agreement on messages and spans needs (what no one marked counts too).
 * Of the main thread; small enough to keep of thousands of transcripts.
 */
export interface TranscriptOutline {
  readonly messages: number;
  /** Its texts end to end: of a tool call its arguments, as they are shown, else the part. Lengths in code points. */
  readonly texts: readonly { readonly message: string; readonly part: PartSelector; readonly length: number }[];
}

export function outlineOf({ messages }: Transcript): TranscriptOutline {
  return {
    messages: messages.length,
    texts: messages.flatMap((message) =>
      message.parts.flatMap((part, index): TranscriptOutline['texts'] => {
        const given = part.type === 'tool_call' ? toolArguments(part) : [];
        if (part.type !== 'tool_call' || given.length === 0)
          return [{ message: message.id, part: index, length: codePointLength(part.text) }];
        return given.map(({ pointer, text }) => ({
          message: message.id,
          part: { call: part.callId, argument: pointer },
          length: codePointLength(text),
        }));
      }),
    ),
  };
}

/** Names a text within a transcript. */
export function textKey(message: string, part: PartSelector): string {
  return JSON.stringify(typeof part === 'number' ? [message, part] : [message, part.call, part.argument]);
}
