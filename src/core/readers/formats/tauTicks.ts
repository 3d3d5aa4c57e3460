import type { Json } from '../../text/json.ts';
import type { Part, Role } from '../../transcripts/transcript.ts';
import { resultParts } from '../drafts/chatContent.ts';
import { toolCallPart } from '../drafts/draftPart.ts';
import type { MessageDraft } from '../drafts/transcriptDraft.ts';
import { asArray, asString, dig } from '../jsonAccess.ts';

const sides = [
  { chunk: 'agent_chunk', calls: 'agent_tool_calls', results: 'agent_tool_results', role: 'assistant' },
  { chunk: 'user_chunk', calls: 'user_tool_calls', results: 'user_tool_results', role: 'user' },
] as const;

/**
 * A full-duplex simulation: each tick has a piece of what either side says. Pieces of one side that
 * follow one another are one message; its text stands in several places of the record.
 */
export function tickMessages(ticks: readonly Json[], pointer: string): MessageDraft[] {
  const messages: MessageDraft[] = [];
  for (const [i, tick] of ticks.entries()) {
    for (const { chunk, calls, results, role } of sides) {
      const at = `${pointer}/${i}/${chunk}`;
      const said = asString(dig(tick, chunk, 'content'));
      if (said !== undefined && said !== '') say(messages, role, said, at);
      const made = [
        ...callsIn(dig(tick, chunk, 'tool_calls'), `${at}/tool_calls`),
        ...callsIn(dig(tick, calls), `${pointer}/${i}/${calls}`),
      ];
      if (made.length > 0) messages.push({ role, pointer: `${pointer}/${i}`, parts: made });
      for (const [k, result] of (asArray(dig(tick, results)) ?? []).entries()) {
        const callId = asString(dig(result, 'id'));
        const place = `${pointer}/${i}/${results}/${k}`;
        messages.push({
          role: 'tool',
          pointer: place,
          parts: resultParts(dig(result, 'content'), `${place}/content`, callId === undefined ? {} : { callId }),
        });
      }
    }
  }
  return messages;
}

function say(messages: MessageDraft[], role: Role, text: string, at: string): void {
  const last = messages.at(-1);
  const part = last?.parts[0];
  if (last?.role === role && part?.type === 'text' && part.source !== undefined && last.parts.length === 1) {
    const next = [...(part.source.next ?? []), `${at}/content`];
    messages[messages.length - 1] = {
      ...last,
      parts: [{ ...part, text: part.text + text, source: { ...part.source, next } }],
    };
    return;
  }
  messages.push({
    role,
    pointer: at,
    parts: [{ type: 'text', text, source: { pointer: `${at}/content`, encoding: 'string' } }],
  });
}

function callsIn(list: Json | undefined, pointer: string): Part[] {
  return (asArray(list) ?? []).map((call, i) =>
    toolCallPart(
      asString(dig(call, 'id')) ?? '',
      asString(dig(call, 'name')) ?? '',
      dig(call, 'arguments'),
      `${pointer}/${i}/arguments`,
    ),
  );
}
