import type { Json, JsonObject } from '../../text/json.ts';
import type { Part, Role } from '../../transcripts/transcript.ts';
import { otherPart } from '../drafts/chatContent.ts';
import type { MessageDraft } from '../drafts/transcriptDraft.ts';
import { asArray, asObject, asString, dig } from '../jsonAccess.ts';
import { type Attachments, inspectParts, resolveString } from './inspectContent.ts';

const roles: readonly string[] = ['system', 'user', 'assistant', 'tool'] satisfies Role[];

/** An Inspect ChatMessage. */
export function inspectMessage(value: Json, pointer: string, attachments: Attachments): MessageDraft {
  const message = asObject(value);
  if (message === undefined) return { role: 'other', pointer, parts: [otherPart('unknown', pointer)] };
  const word = asString(message['role']) ?? 'unknown';
  const role = roles.includes(word) ? (word as Role) : 'other';
  const label = asString(dig(message, 'metadata', 'role_label'));
  const name = label ?? (role === 'tool' ? asString(message['function']) : role === 'other' ? word : undefined);
  const ownId = asString(message['id']);
  const model = asString(message['model']);
  return {
    role,
    pointer,
    parts: role === 'tool' ? toolParts(message, pointer, attachments) : spokenParts(message, pointer, attachments),
    ...(name !== undefined && { name }),
    ...(ownId !== undefined && { ownId }),
    ...(model !== undefined && { model }),
  };
}

function spokenParts(message: JsonObject, pointer: string, attachments: Attachments): Part[] {
  const calls = asArray(message['tool_calls']) ?? [];
  const content = message['content'];
  return [
    ...(content === ''
      ? []
      : inspectParts(content, `${pointer}/content`, attachments, (text, source) => ({ type: 'text', text, source }))),
    ...calls.map((call, i) => toolCall(call, `${pointer}/tool_calls/${i}`, attachments)),
  ];
}

function toolCall(call: Json, pointer: string, attachments: Attachments): Part {
  const given = dig(call, 'arguments');
  const base = {
    type: 'tool_call',
    callId: asString(dig(call, 'id')) ?? '',
    name: asString(dig(call, 'function')) ?? '',
  } as const;
  if (given === undefined) return { ...base, text: '' };
  const text = JSON.stringify(given, (_key, value) =>
    typeof value === 'string' ? resolveString(value, '', attachments).text : value,
  );
  // Events keep long strings elsewhere: what is put together again has no one place in the source.
  if (text !== JSON.stringify(given)) return { ...base, text, arguments: JSON.parse(text) as Json };
  return { ...base, text: '', arguments: given, source: { pointer: `${pointer}/arguments`, encoding: 'json' } };
}

/** The error of a call is shown too, unless it only repeats the result. */
function toolParts(message: JsonObject, pointer: string, attachments: Attachments): Part[] {
  const callId = asString(message['tool_call_id']);
  const name = asString(message['function']);
  // `tool_error` is the string that logs before mid 2024 had.
  const legacy = asString(message['tool_error']);
  const error = asString(dig(message, 'error', 'message')) ?? legacy;
  const facts = {
    ...(callId !== undefined && { callId }),
    ...(name !== undefined && { name }),
    ...(error !== undefined && { isError: true }),
  };
  const result = (text: string, source: Part['source']): Part => ({
    type: 'tool_result',
    text,
    ...(source && { source }),
    ...facts,
  });
  const parts = inspectParts(message['content'], `${pointer}/content`, attachments, result);
  if (!parts.some((part) => part.type === 'tool_result')) parts.unshift(result('', undefined));
  if (error === undefined || error === '' || parts.some((part) => part.text === error)) return parts;
  const at = resolveString(
    error,
    legacy === undefined ? `${pointer}/error/message` : `${pointer}/tool_error`,
    attachments,
  );
  return [...parts, { type: 'other', kind: 'error', ...at }];
}
