import { pointerJoin } from '../../text/findPointer.ts';
import type { Json } from '../../text/json.ts';
import { parseJson } from '../../text/parseJson.ts';
import type { Part, Role, TextSource } from '../../transcripts/transcript.ts';
import { asArray, asObject, asString, dig } from '../jsonAccess.ts';
import { contentParts, otherPart, resultParts } from './chatContent.ts';
import { chatMessage, isChatMessage } from './chatMessage.ts';
import { spokenPart, toolCallPart } from './draftPart.ts';
import type { MessageDraft } from './transcriptDraft.ts';

/** Where a value stands: in the record, or in the JSON that a string of it holds. */
export interface ValuePlace {
  readonly pointer: string;
  readonly within?: TextSource;
}

/** JSON in a string in JSON is met; deeper is no one's format. */
const maxNesting = 4;

/**
 * The messages in what a tracer recorded as input or output of a model, whatever its form: messages of
 * a chat API, of the GenAI conventions or of LangChain, one of them or a list, in an object or as JSON in
 * a string. Plain text is one message of `role`; so is anything else, shown as its JSON.
 */
export function valueMessages(value: Json | undefined, place: ValuePlace, role: Role, nesting = 0): MessageDraft[] {
  if (value === undefined || value === null || value === '') return [];
  if (typeof value === 'string') return textMessages(value, place, role, nesting);
  const at = (key: string | number): ValuePlace => ({ ...place, pointer: pointerJoin(place.pointer, key) });
  const list = asArray(value);
  if (list !== undefined) {
    if (list.length > 0 && list.every(isBlock))
      return [placed({ role, pointer: place.pointer, parts: contentParts(value, place.pointer) }, place)];
    return list.flatMap((each, i) => valueMessages(each, at(i), role, nesting));
  }
  const message = messageOf(value, place);
  if (message !== undefined) return [message];
  for (const key of ['messages', 'choices', 'generations', 'message', 'output', 'input', 'content', 'text']) {
    const inner = dig(value, key);
    if (inner !== undefined && inner !== null && (typeof inner === 'object' || typeof inner === 'string')) {
      return valueMessages(inner, at(key), role, nesting);
    }
  }
  return [placed({ role, pointer: place.pointer, parts: [otherPart('value', place.pointer)] }, place)];
}

function textMessages(text: string, place: ValuePlace, role: Role, nesting: number): MessageDraft[] {
  const parsed = nesting < maxNesting && /^\s*[[{"]/.test(text) ? parseJson(text) : undefined;
  const source: TextSource = {
    pointer: place.pointer,
    encoding: 'string',
    ...(place.within && { within: place.within }),
  };
  if (parsed?.ok && parsed.value !== null)
    return valueMessages(parsed.value, { pointer: '', within: source }, role, nesting + 1);
  return [placed({ role, pointer: place.pointer, parts: [{ type: 'text', text, source }] }, place, false)];
}

const isBlock = (value: Json): boolean =>
  typeof dig(value, 'type') === 'string' && dig(value, 'role') === undefined && typeof dig(value, 'text') === 'string';

function messageOf(value: Json, place: ValuePlace): MessageDraft | undefined {
  const { pointer } = place;
  if (typeof dig(value, 'role') === 'string' && asArray(dig(value, 'parts')) !== undefined)
    return placed(genAiMessage(value, pointer), place);
  if (isChatMessage(value)) return placed(chatMessage(value, pointer), place);
  const langChain = langChainOf(value);
  if (langChain === undefined) return undefined;
  const at = `${pointer}${langChain.path}`;
  const body = asObject(langChain.body) ?? {};
  const calls = asArray(body['tool_calls'])?.length
    ? body['tool_calls']
    : (dig(body, 'additional_kwargs', 'tool_calls') ?? []);
  const message = chatMessage({ ...body, role: langChain.role, tool_calls: [] }, at);
  const key = calls === body['tool_calls'] ? 'tool_calls' : 'additional_kwargs/tool_calls';
  const made = chatMessage({ role: 'assistant', content: null, tool_calls: calls ?? [] }, at).parts.map((part) =>
    underKey(part, key),
  );
  return placed({ ...message, parts: [...message.parts, ...made] }, place);
}

/** `chatMessage` knows calls under `tool_calls` only. */
function underKey(part: Part, key: string): Part {
  if (part.source === undefined || key === 'tool_calls') return part;
  return { ...part, source: { ...part.source, pointer: part.source.pointer.replace('/tool_calls/', `/${key}/`) } };
}

const langChainRoles: Readonly<Record<string, string>> = {
  human: 'user',
  ai: 'assistant',
  system: 'system',
  tool: 'tool',
  function: 'function',
};

/** LangChain writes a message as a constructor call, as `{type, data}`, or flat. */
function langChainOf(value: Json): { readonly role: string; readonly body: Json; readonly path: string } | undefined {
  const made = asString(asArray(dig(value, 'id'))?.at(-1));
  const kwargs = dig(value, 'kwargs');
  const kind = made?.replace(/Message(Chunk)?$/, '').toLowerCase() ?? asString(dig(value, 'type'));
  const role = langChainRoles[kind ?? ''];
  if (role === undefined) return undefined;
  if (made !== undefined && kwargs !== undefined) return { role, body: kwargs, path: '/kwargs' };
  const data = dig(value, 'data');
  if (asObject(data) !== undefined && dig(data, 'content') !== undefined)
    return { role, body: data as Json, path: '/data' };
  return dig(value, 'content') === undefined ? undefined : { role, body: value, path: '' };
}

/** A message of OpenTelemetry's GenAI conventions: `{role, parts: [{type, content}]}`. */
function genAiMessage(value: Json, pointer: string): MessageDraft {
  const { role, name } = chatMessage({ role: dig(value, 'role') ?? 'user', content: null }, pointer);
  const parts = (asArray(dig(value, 'parts')) ?? []).flatMap((part, i) => genAiPart(part, `${pointer}/parts/${i}`));
  const results = parts.length > 0 && parts.every((part) => part.type === 'tool_result');
  return { role: results ? 'tool' : role, pointer, parts, ...(name !== undefined && { name }) };
}

function genAiPart(part: Json, pointer: string): Part[] {
  const kind = asString(dig(part, 'type')) ?? 'part';
  const callId = asString(dig(part, 'id')) ?? '';
  switch (kind) {
    case 'text':
    case 'reasoning':
    case 'thinking': {
      const key = dig(part, 'content') === undefined ? 'text' : 'content';
      return spokenPart(kind === 'text' ? 'text' : 'reasoning', dig(part, key), `${pointer}/${key}`);
    }
    case 'tool_call':
      return [toolCallPart(callId, asString(dig(part, 'name')) ?? '', dig(part, 'arguments'), `${pointer}/arguments`)];
    case 'tool_call_response': {
      const key =
        ['response', 'result', 'content'].find((candidate) => dig(part, candidate) !== undefined) ?? 'response';
      return resultParts(dig(part, key), `${pointer}/${key}`, { callId });
    }
    default:
      return [otherPart(kind, pointer)];
  }
}

/** The message where its value stands: inside a string, its own place is the string's. */
function placed(message: MessageDraft, { within }: ValuePlace, parts = true): MessageDraft {
  if (within === undefined) return message;
  let outer = within;
  while (outer.within !== undefined) outer = outer.within;
  const moved = message.parts.map((part): Part => {
    if (part.type === 'image' && part.data !== undefined) {
      const { data: _data, ...image } = part;
      return image;
    }
    return part.source === undefined ? part : { ...part, source: { ...part.source, within } };
  });
  return { ...message, pointer: outer.pointer, parts: parts ? moved : message.parts };
}
