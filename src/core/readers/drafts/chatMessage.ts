import { pointerJoin } from '../../text/findPointer.ts';
import type { Json, JsonObject } from '../../text/json.ts';
import { parseJson } from '../../text/parseJson.ts';
import type { Part, Role } from '../../transcripts/transcript.ts';
import { asArray, asObject, asString, dig } from '../jsonAccess.ts';
import { contentParts, resultParts } from './chatContent.ts';
import { toolCallPart } from './draftPart.ts';
import type { MessageDraft } from './transcriptDraft.ts';

const roles: ReadonlyMap<string, Role> = new Map(
  Object.entries({
    system: 'system',
    developer: 'system',
    user: 'user',
    human: 'user',
    assistant: 'assistant',
    model: 'assistant',
    tool: 'tool',
    function: 'tool',
  } satisfies Record<string, Role>),
);

const said = ['content', 'tool_calls', 'function_call', 'refusal', 'reasoning_content', 'audio'];

/** Whether a value is a message of a chat API: a role, and something said or called. */
export function isChatMessage(value: Json | undefined): boolean {
  const message = asObject(value);
  if (message === undefined || typeof message['role'] !== 'string') return false;
  return said.some((key) => key in message);
}

/** Whether a list begins with messages. An empty list is none, and so is a list with strays at its head. */
export function isChatMessages(value: Json | undefined): boolean {
  const list = asArray(value);
  return list !== undefined && list.length > 0 && list.slice(0, 3).every(isChatMessage);
}

/** Messages of a list; what is not an object among them becomes a message that shows it as it is. */
export function chatMessages(list: readonly Json[], pointer: string): MessageDraft[] {
  return list.map((value, i) => chatMessage(value, pointerJoin(pointer, i)));
}

export function chatMessage(value: Json, pointer: string): MessageDraft {
  const message = asObject(value);
  if (message === undefined) {
    return {
      role: 'other',
      pointer,
      parts: [{ type: 'other', kind: 'unknown', text: '', source: { pointer, encoding: 'json' } }],
    };
  }
  const word = asString(message['role']) ?? 'unknown';
  const role = roles.get(word) ?? 'other';
  const name = asString(message['name']) ?? (role === word ? undefined : word);
  const ownId = asString(message['id']);
  const model = asString(message['model']);
  const timestamp = asString(message['timestamp']) ?? asString(message['created_at']);
  const parts = role === 'tool' ? toolMessageParts(message, pointer) : spokenParts(message, pointer);
  // What a tool returned is sent in the user's turn by some APIs; no person said it.
  const returned = role === 'user' && parts.length > 0 && parts.every((part) => part.type === 'tool_result');
  return {
    role: returned ? 'tool' : role,
    pointer,
    parts,
    ...(name !== undefined && { name }),
    ...(ownId !== undefined && { ownId }),
    ...(model !== undefined && { model }),
    ...(timestamp !== undefined && { timestamp }),
  };
}

function toolMessageParts(message: JsonObject, pointer: string): Part[] {
  // A legacy function message names its call by the function.
  const callId =
    asString(message['tool_call_id']) ?? (message['role'] === 'function' ? asString(message['name']) : undefined);
  const name = asString(message['name']);
  return resultParts(message['content'], `${pointer}/content`, {
    ...(callId !== undefined && { callId }),
    ...(name !== undefined && { name }),
    ...(message['is_error'] === true && { isError: true }),
  });
}

/** Reasoning, then what was said, then calls: the order in which the model wrote them. */
function spokenParts(message: JsonObject, pointer: string): Part[] {
  const string = (key: string, type: 'text' | 'reasoning'): Part[] => {
    const text = asString(message[key]);
    return text === undefined || text === ''
      ? []
      : [{ type, text, source: { pointer: `${pointer}/${key}`, encoding: 'string' } }];
  };
  // Three words for the same: gateways write one or several of them.
  const thought =
    [
      string('reasoning_content', 'reasoning'),
      string('reasoning', 'reasoning'),
      contentParts(message['thinking_blocks'], `${pointer}/thinking_blocks`),
    ].find((parts) => parts.length > 0) ?? [];
  const calls = (asArray(message['tool_calls']) ?? []).map((call, i) => toolCall(call, `${pointer}/tool_calls/${i}`));
  const legacy = asObject(message['function_call']);
  const spoken = asString(dig(message, 'audio', 'transcript'));
  return [
    ...thought,
    ...contentParts(message['content'], `${pointer}/content`),
    ...string('refusal', 'text'),
    ...(spoken === undefined
      ? []
      : [
          {
            type: 'text',
            text: spoken,
            source: { pointer: `${pointer}/audio/transcript`, encoding: 'string' },
          } as const,
        ]),
    ...calls,
    ...(legacy === undefined ? [] : [functionPart(legacy, `${pointer}/function_call`, asString(legacy['name']) ?? '')]),
  ];
}

function toolCall(call: Json, pointer: string): Part {
  const id = asString(dig(call, 'id')) ?? '';
  const called = asObject(dig(call, 'function'));
  if (called !== undefined) return functionPart(called, `${pointer}/function`, id);
  const custom = asObject(dig(call, 'custom'));
  if (custom !== undefined)
    return functionPart({ ...custom, arguments: custom['input'] ?? '' }, `${pointer}/custom`, id, 'input');
  const name = asString(dig(call, 'name'));
  if (name !== undefined) {
    // Some logs leave the level of `function` out; LangChain says `args`.
    const key = dig(call, 'arguments') === undefined && dig(call, 'args') !== undefined ? 'args' : 'arguments';
    return toolCallPart(id, name, dig(call, key), `${pointer}/${key}`);
  }
  return {
    type: 'other',
    kind: asString(dig(call, 'type')) ?? 'tool_call',
    text: '',
    source: { pointer, encoding: 'json' },
  };
}

/** Arguments are a string that should hold JSON, and are shown as that string; some logs hold the JSON itself. */
function functionPart(called: JsonObject, pointer: string, callId: string, key = 'arguments'): Part {
  const name = asString(called['name']) ?? '';
  const given = called['arguments'];
  const base = { type: 'tool_call', callId, name } as const;
  if (given === undefined || given === null) return { ...base, text: '' };
  if (typeof given !== 'string')
    return { ...base, text: '', arguments: given, source: { pointer: `${pointer}/${key}`, encoding: 'json' } };
  const parsed = parseJson(given);
  return {
    ...base,
    text: given,
    ...(parsed.ok && { arguments: parsed.value }),
    source: { pointer: `${pointer}/${key}`, encoding: 'string' },
  };
}
