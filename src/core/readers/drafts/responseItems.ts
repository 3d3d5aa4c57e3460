import { pointerJoin } from '../../text/findPointer.ts';
import type { Json } from '../../text/json.ts';
import { parseJson } from '../../text/parseJson.ts';
import type { Part } from '../../transcripts/transcript.ts';
import { asArray, asObject, asString, dig } from '../jsonAccess.ts';
import { otherPart, resultParts } from './chatContent.ts';
import { chatMessage } from './chatMessage.ts';
import { spokenPart, toolCallPart } from './draftPart.ts';
import type { MessageDraft } from './transcriptDraft.ts';

/** An item of OpenAI's Responses API, and its place. */
export interface ResponseItem {
  readonly pointer: string;
  readonly value: Json;
  readonly timestamp?: string;
}

const itemKind =
  /^(message|reasoning|compaction|program|mcp_list_tools|mcp_approval_(request|response)|\w+_call|\w+_output)$/;

/** Whether a value is such an item. A message of the chat API, without a type, may stand among them. */
export function isResponseItem(value: Json | undefined): boolean {
  const kind = asString(dig(value, 'type'));
  if (kind === undefined || !itemKind.test(kind)) return false;
  // An answer of Anthropic's API is a `message` too.
  return kind !== 'message' || (typeof dig(value, 'role') === 'string' && dig(value, 'stop_reason') === undefined);
}

/**
 * The messages that items make: what the model thought, said and called in a row is one message, up to
 * its next `message` item; an output of a call is a tool's message.
 */
export function itemMessages(items: readonly ResponseItem[]): MessageDraft[] {
  const messages: MessageDraft[] = [];
  let open = false;
  let spoke = false;
  for (const item of items) {
    const draft = itemMessage(item);
    const speaks = dig(item.value, 'type') === 'message';
    const last = messages.at(-1);
    if (open && last !== undefined && draft.role === 'assistant' && !(speaks && spoke)) {
      // The message's own id is the one that other logs know the turn by.
      const id = speaks ? draft.ownId : undefined;
      messages[messages.length - 1] = {
        ...last,
        parts: [...last.parts, ...draft.parts],
        ...(id !== undefined && { ownId: id }),
      };
      spoke ||= speaks;
      continue;
    }
    messages.push(draft);
    open = draft.role === 'assistant';
    spoke = open && speaks;
  }
  return messages;
}

function itemMessage({ pointer, value, timestamp }: ResponseItem): MessageDraft {
  const kind = asString(dig(value, 'type'));
  const ownId = asString(dig(value, 'id'));
  const own = { pointer, ...(ownId !== undefined && { ownId }), ...(timestamp !== undefined && { timestamp }) };
  if (kind === undefined || kind === 'message') return { ...chatMessage(value, pointer), ...own };
  if (kind.endsWith('_output')) return { role: 'tool', parts: outputParts(value, pointer), ...own };
  if (kind === 'mcp_approval_response') return { role: 'user', name: kind, parts: [otherPart(kind, pointer)], ...own };
  return { role: 'assistant', parts: madeParts(kind, value, pointer), ...own };
}

function madeParts(kind: string, item: Json, pointer: string): Part[] {
  if (kind === 'reasoning') return reasoningParts(item, pointer);
  if (kind === 'image_generation_call') {
    const result = asString(dig(item, 'result'));
    const mime = `image/${asString(dig(item, 'output_format')) ?? 'png'}`;
    const image: Part[] =
      result === undefined ? [] : [{ type: 'image', text: '', mime, data: { pointer: `${pointer}/result` } }];
    return [callPart(kind, item, pointer), ...image];
  }
  if (!kind.endsWith('_call')) return [otherPart(kind, pointer)];
  return [callPart(kind, item, pointer), ...ownResults(item, pointer)];
}

/** A part per text of the summary and of the content; where all is sealed, one that says so. */
function reasoningParts(item: Json, pointer: string): Part[] {
  const parts = ['summary', 'content'].flatMap((key) =>
    (asArray(dig(item, key)) ?? []).flatMap((block, i) =>
      spokenPart('reasoning', dig(block, 'text'), `${pointer}/${key}/${i}/text`),
    ),
  );
  return parts.length > 0 ? parts : [{ type: 'reasoning', text: '', redacted: true }];
}

/** Where each kind of call keeps what was asked. */
const argumentKeys = ['arguments', 'input', 'action', 'code', 'queries', 'operation', 'revised_prompt'];

function callPart(kind: string, item: Json, pointer: string): Part {
  const callId = asString(dig(item, 'call_id')) ?? asString(dig(item, 'id')) ?? '';
  const name = asString(dig(item, 'name')) ?? kind.slice(0, -'_call'.length);
  const key = argumentKeys.find((candidate) => (dig(item, candidate) ?? null) !== null);
  return toolCallPart(callId, name, key === undefined ? undefined : dig(item, key), `${pointer}/${key ?? ''}`);
}

/** Results that came in the call's own item. */
function ownResults(item: Json, pointer: string): Part[] {
  const callId = asString(dig(item, 'call_id')) ?? asString(dig(item, 'id'));
  return ['output', 'outputs', 'results', 'error'].flatMap((key) => {
    const value = dig(item, key);
    if (value === undefined || value === null || asArray(value)?.length === 0) return [];
    const facts = { ...(callId !== undefined && { callId }), ...(key === 'error' && { isError: true }) };
    return resultParts(value, pointerJoin(pointer, key), facts);
  });
}

function outputParts(item: Json, pointer: string): Part[] {
  const callId = asString(dig(item, 'call_id'));
  const key = ['output', 'tools', 'result'].find((candidate) => dig(item, candidate) !== undefined);
  if (key === undefined) return [otherPart(asString(dig(item, 'type')) ?? 'output', pointer)];
  const failed =
    dig(item, 'status') === 'failed' || dig(item, 'output', 'success') === false || hasFailed(dig(item, key));
  const facts = { ...(callId !== undefined && { callId }), ...(failed && { isError: true }) };
  return resultParts(dig(item, key), pointerJoin(pointer, key), facts);
}

/** A shell's output is JSON in a string, with the command's exit code. */
function hasFailed(output: Json | undefined): boolean {
  const parsed = typeof output === 'string' && output.startsWith('{') ? parseJson(output) : undefined;
  const exit = parsed?.ok ? dig(parsed.value, 'metadata', 'exit_code') : undefined;
  return typeof exit === 'number' && exit !== 0;
}

/** Items of a list, each with its place. */
export function itemsAt(list: Json | undefined, pointer: string): ResponseItem[] {
  return (asArray(list) ?? []).map((value, i) => ({
    value: asObject(value) ?? value,
    pointer: pointerJoin(pointer, i),
  }));
}
