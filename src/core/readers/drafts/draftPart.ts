import type { Json } from '../../text/json.ts';
import { parseJson } from '../../text/parseJson.ts';
import type { Part, TextSource } from '../../transcripts/transcript.ts';

const at = (pointer: string, within?: TextSource): TextSource => ({
  pointer,
  encoding: 'string',
  ...(within !== undefined && { within }),
});

/** A member that is said or thought: no part where it is no string, or an empty one. */
export function spokenPart(
  type: 'text' | 'reasoning',
  value: Json | undefined,
  pointer: string,
  within?: TextSource,
): Part[] {
  return typeof value === 'string' && value !== '' ? [{ type, text: value, source: at(pointer, within) }] : [];
}

/** A call. Arguments that are a string are shown as that string, whether or not it holds JSON. */
export function toolCallPart(
  callId: string,
  name: string,
  given: Json | undefined,
  pointer: string,
  within?: TextSource,
): Part {
  const base = { type: 'tool_call', callId, name } as const;
  if (given === undefined || given === null) return { ...base, text: '' };
  if (typeof given !== 'string') {
    return { ...base, text: '', arguments: given, source: { ...at(pointer, within), encoding: 'json' } };
  }
  const parsed = parseJson(given);
  return { ...base, text: given, ...(parsed.ok && { arguments: parsed.value }), source: at(pointer, within) };
}
