import { parseJson } from '../../text/parseJson.ts';
import type { Part } from '../../transcripts/transcript.ts';

/** A part whose text comes in pieces, each at a place of its own. */
export interface StreamedPart {
  readonly part: Part;
  readonly pieces: { readonly text: string; readonly pointer: string }[];
}

/** The part with the text of its pieces. Without any it stays as it began. */
export function finishStreamed({ part, pieces }: StreamedPart): Part {
  const [first, ...next] = pieces;
  if (first === undefined) return part;
  const text = pieces.map((piece) => piece.text).join('');
  const more = next.length === 0 ? {} : { next: next.map(({ pointer }) => pointer) };
  const source = { pointer: first.pointer, encoding: 'string', ...more } as const;
  if (part.type === 'reasoning') return { type: 'reasoning', text, source };
  if (part.type !== 'tool_call') return { ...part, text, source };
  const parsed = parseJson(text);
  const { arguments: _begun, ...call } = part;
  return { ...call, text, source, ...(parsed.ok && { arguments: parsed.value }) };
}
