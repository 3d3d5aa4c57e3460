import type { Json, JsonObject } from '../../text/json.ts';
import { contentParts } from '../drafts/chatContent.ts';
import { chatMessage, chatMessages, isChatMessages } from '../drafts/chatMessage.ts';
import type { MessageDraft } from '../drafts/transcriptDraft.ts';
import { asArray, asObject, asString, dig, smallMembers } from '../jsonAccess.ts';
import type { RecordFormat } from '../layouts/recordFile.ts';

/** Members that become messages, or are too large to be facts. */
const kept = ['messages', 'system', 'tools', 'request', 'params', 'response', 'result'];

/** Blocks that only Anthropic's API has. */
const ownBlocks = new Set([
  'tool_use',
  'tool_result',
  'thinking',
  'redacted_thinking',
  'server_tool_use',
  'mcp_tool_use',
]);

/** Anthropic messages: a request, a response, a request with its response, a bare list of messages. */
export const anthropicMessages: RecordFormat = {
  format: 'anthropic-messages',
  matches: (record) =>
    isResponse(record) ||
    answerAt(record) !== undefined ||
    isRequest(record) ||
    isRequest(dig(record, askedAt(record))),
  read: (record) => {
    const list = asArray(record);
    if (list !== undefined)
      return isChatMessages(list) ? { metadata: {}, scores: [], messages: chatMessages(list, '') } : undefined;
    const object = asObject(record);
    if (object === undefined) return undefined;
    if (isResponse(object)) {
      return {
        metadata: smallMembers(object, ['content', 'role', 'type']),
        scores: [],
        messages: [chatMessage(object, '')],
      };
    }
    const nested = asObject(object[askedAt(object)]);
    const request = nested ?? object;
    const answer = answerAt(object);
    const response = answer && dig(object, ...answer);
    const messages = asArray(request['messages']);
    if (messages === undefined && response === undefined) return undefined;
    const base = nested === undefined ? '' : `/${askedAt(object)}`;
    return {
      metadata: {
        ...(response !== undefined && smallMembers(response as JsonObject, ['content', 'role', 'type', 'id'])),
        ...(nested !== undefined && smallMembers(nested, kept)),
        ...smallMembers(object, kept),
      },
      scores: [],
      messages: [
        ...systemMessage(request['system'], `${base}/system`),
        ...chatMessages(messages ?? [], `${base}/messages`),
        ...(response === undefined ? [] : [chatMessage(response, `/${answer?.join('/')}`)]),
      ],
    };
  },
};

function systemMessage(system: Json | undefined, pointer: string): MessageDraft[] {
  const parts = contentParts(system, pointer);
  return parts.length === 0 ? [] : [{ role: 'system', pointer, parts }];
}

/** A batch calls its requests `params`. */
const askedAt = (record: Json): string => (dig(record, 'request') === undefined ? 'params' : 'request');

/** The answer to a request: in a batch's results it has a kind around it. */
const answerAt = (record: Json): readonly string[] | undefined =>
  [['response'], ['result', 'message']].find((path) => isResponse(dig(record, ...path)));

const isResponse = (value: Json | undefined): value is Json =>
  dig(value, 'type') === 'message' &&
  dig(value, 'role') === 'assistant' &&
  asArray(dig(value, 'content')) !== undefined;

function isRequest(value: Json | undefined): boolean {
  const messages = asArray(value) ?? asArray(dig(value, 'messages'));
  if (!isChatMessages(messages)) return false;
  const system = dig(value, 'system');
  if (typeof system === 'string' || asArray(system) !== undefined) return true;
  return (messages ?? []).some((message) => (asArray(dig(message, 'content')) ?? []).some(isOwnBlock));
}

function isOwnBlock(block: Json): boolean {
  const type = asString(dig(block, 'type'));
  return (
    type !== undefined && (ownBlocks.has(type) || (type === 'image' && asObject(dig(block, 'source')) !== undefined))
  );
}
