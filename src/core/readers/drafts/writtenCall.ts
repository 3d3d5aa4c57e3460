import { pointerJoin } from '../../text/findPointer.ts';
import { parseJson } from '../../text/parseJson.ts';
import type { Part, TextSource } from '../../transcripts/transcript.ts';
import { asArray, asString, dig } from '../jsonAccess.ts';
import { toolCallPart } from './draftPart.ts';

/**
 * A call, or a list of calls, that a model wrote as JSON: `{"name", "arguments"}`. Text that is no such
 * JSON is shown as the arguments of a call without a name.
 */
export function writtenCallParts(text: string, within: TextSource): Part[] {
  const parsed = parseJson(text);
  const list = parsed.ok ? (asArray(parsed.value) ?? [parsed.value]) : [];
  const isList = parsed.ok && asArray(parsed.value) !== undefined;
  const calls = list.flatMap((call, i): Part[] => {
    const name = asString(dig(call, 'name'));
    const key = ['arguments', 'parameters', 'input'].find((candidate) => dig(call, candidate) !== undefined);
    if (name === undefined) return [];
    const pointer = `${isList ? pointerJoin('', i) : ''}/${key ?? ''}`;
    return [
      toolCallPart(
        asString(dig(call, 'id')) ?? '',
        name,
        key === undefined ? undefined : dig(call, key),
        pointer,
        within,
      ),
    ];
  });
  if (calls.length === list.length && calls.length > 0) return calls;
  return [{ type: 'tool_call', callId: '', name: '', text, source: within }];
}
