import type { Json } from '../../text/json.ts';
import type { Part, Role } from '../../transcripts/transcript.ts';
import { asString } from '../jsonAccess.ts';
import { resultParts } from './chatContent.ts';
import { chatMessage } from './chatMessage.ts';
import { spokenPart, toolCallPart } from './draftPart.ts';
import type { MessageDraft } from './transcriptDraft.ts';
import { valueMessages } from './valueMessages.ts';

/** A span's attributes by their dotted names, each with its place. */
export type SpanAttributes = ReadonlyMap<string, { readonly value: Json; readonly pointer: string }>;

/** Whole conversations as JSON, in the order in which they are trusted. */
const inputKeys = [
  'gen_ai.input.messages',
  'pydantic_ai.all_messages',
  'all_messages_events',
  'ai.prompt.messages',
  'gen_ai.prompt',
  'langfuse.observation.input',
  'input.value',
];
const outputKeys = [
  'gen_ai.output.messages',
  'gen_ai.completion',
  'ai.response.text',
  'langfuse.observation.output',
  'output.value',
];
/** The same, an attribute per message and field. */
const inputPrefixes = ['gen_ai.prompt', 'llm.input_messages'];
const outputPrefixes = ['gen_ai.completion', 'llm.output_messages'];

/** What a span says went into a model and came out of it; undefined where it is not about a model. */
export function spanMessages(
  attributes: SpanAttributes,
): { readonly input: MessageDraft[]; readonly output: MessageDraft[] } | undefined {
  const isModel = [...attributes.keys()].some((key) => /^(gen_ai|llm|ai\.(prompt|response|model))\./.test(key));
  if (!isModel) return undefined;
  const system = wholeOf(attributes, ['gen_ai.system_instructions'], 'system');
  const input = [...system, ...sideOf(attributes, inputPrefixes, inputKeys, 'user')];
  const output = sideOf(attributes, outputPrefixes, outputKeys, 'assistant');
  return input.length + output.length === 0 ? undefined : { input, output };
}

function sideOf(
  attributes: SpanAttributes,
  prefixes: readonly string[],
  keys: readonly string[],
  role: Role,
): MessageDraft[] {
  for (const prefix of prefixes) {
    const messages = indexedMessages(attributes, prefix, role);
    if (messages.length > 0) return messages;
  }
  return wholeOf(attributes, keys, role);
}

function wholeOf(attributes: SpanAttributes, keys: readonly string[], role: Role): MessageDraft[] {
  for (const key of keys) {
    const found = attributes.get(key);
    const messages = found === undefined ? [] : valueMessages(found.value, { pointer: found.pointer }, role);
    if (messages.length > 0) return messages;
  }
  return [];
}

function indexedMessages(attributes: SpanAttributes, prefix: string, role: Role): MessageDraft[] {
  const byIndex = new Map<number, Map<string, { readonly value: Json; readonly pointer: string }>>();
  for (const [key, found] of attributes) {
    const match = key.startsWith(`${prefix}.`)
      ? /^(\d+)\.(?:message\.)?(.+)$/.exec(key.slice(prefix.length + 1))
      : null;
    if (match === null) continue;
    const fields = byIndex.get(Number(match[1])) ?? new Map();
    byIndex.set(Number(match[1]), fields.set(match[2] as string, found));
  }
  return [...byIndex.entries()].sort(([a], [b]) => a - b).map(([, fields]) => fieldsMessage(fields, role));
}

function fieldsMessage(fields: SpanAttributes, fallback: Role): MessageDraft {
  const word = asString(fields.get('role')?.value) ?? fallback;
  const pointer = [...fields.values()][0]?.pointer ?? '';
  const { role, name } = chatMessage({ role: word, content: null }, pointer);
  return { role, pointer, parts: fieldParts(fields, role), ...(name !== undefined && { name }) };
}

function fieldParts(fields: SpanAttributes, role: Role): Part[] {
  const parts: Part[] = [];
  const calls = new Map<
    string,
    { id?: string; name?: string; given?: { readonly value: Json; readonly pointer: string } }
  >();
  for (const [key, found] of fields) {
    const call = /^tool_calls\.(\d+)\.(?:tool_call\.)?(?:function\.)?(id|name|arguments)$/.exec(key);
    if (call !== null) {
      const known = calls.get(call[1] as string) ?? {};
      calls.set(call[1] as string, known);
      if (call[2] === 'arguments') known.given = found;
      else known[call[2] as 'id' | 'name'] = asString(found.value) ?? '';
    } else if (key === 'content' || /^contents\.\d+\.message_content\.text$/.test(key)) {
      const callId = asString(fields.get('tool_call_id')?.value);
      parts.push(
        ...(role === 'tool'
          ? resultParts(found.value, found.pointer, callId === undefined ? {} : { callId })
          : spokenPart('text', found.value, found.pointer)),
      );
    } else if (key === 'reasoning_content' || /^contents\.\d+\.message_content\.reasoning$/.test(key)) {
      parts.push(...spokenPart('reasoning', found.value, found.pointer));
    }
  }
  for (const { id, name, given } of calls.values()) {
    parts.push(toolCallPart(id ?? '', name ?? '', given?.value, given?.pointer ?? ''));
  }
  return parts;
}
