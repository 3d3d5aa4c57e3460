import type { Json, JsonObject } from '../../text/json.ts';
import { chatMessage, chatMessages, isChatMessages } from '../drafts/chatMessage.ts';
import type { MessageDraft } from '../drafts/transcriptDraft.ts';
import { asArray, asObject, dig, smallMembers } from '../jsonAccess.ts';
import type { RecordFormat } from '../layouts/recordFile.ts';
import { anthropicMessages } from './anthropicMessages.ts';

/** Where the requests of chat-completions are kept: alone, in a call log, as a line of a batch. */
const requestPaths: readonly (readonly string[])[] = [
  ['messages'],
  ['request', 'messages'],
  ['body', 'messages'],
  ['prompt'],
];
/** Where the answers are: alone, in a call log, as a line of a batch's output. */
const choicePaths: readonly (readonly string[])[] = [
  ['choices'],
  ['response', 'choices'],
  ['response', 'body', 'choices'],
];

/** OpenAI chat-completions: requests, fine-tuning rows, responses, call logs, batches, bare lists of messages. */
export const openaiChat: RecordFormat = {
  format: 'openai-chat',
  matches: (record) => isChatMessages(record) || requestOf(record) !== undefined || choicesOf(record) !== undefined,
  read: (record) => {
    // A row in the other API's words, in a file of these: its system prompt must not get lost.
    if (anthropicMessages.matches(record)) return anthropicMessages.read(record);
    const list = asArray(record);
    if (list !== undefined)
      return isChatMessages(list) ? { metadata: {}, scores: [], messages: chatMessages(list, '') } : undefined;
    const object = asObject(record);
    if (object === undefined) return undefined;
    const request = requestOf(object) ?? (asArray(object['messages'])?.length === 0 ? ['messages'] : undefined);
    const choices = choicesOf(object);
    if (request === undefined && choices === undefined && !isBatchError(object)) return undefined;
    return {
      metadata: metadataOf(object),
      scores: [],
      messages: [...asked(object, request), ...answered(object, choices)],
    };
  },
};

function asked(record: JsonObject, path: readonly string[] | undefined): MessageDraft[] {
  if (path === undefined) return [];
  const messages = chatMessages(asArray(dig(record, ...path)) ?? [], `/${path.join('/')}`);
  const completion = path[0] === 'prompt' ? asArray(record['completion']) : undefined;
  return completion === undefined ? messages : [...messages, ...chatMessages(completion, '/completion')];
}

/** One message per choice: with several, they are alternatives, told apart by their name. */
function answered(record: JsonObject, path: readonly string[] | undefined): MessageDraft[] {
  if (path === undefined) return [];
  const choices = asArray(dig(record, ...path)) ?? [];
  return choices.flatMap((choice, i) => {
    const message = dig(choice, 'message');
    if (message === undefined) return [];
    const draft = chatMessage(message, `/${path.join('/')}/${i}/message`);
    return [choices.length > 1 ? { ...draft, name: `choice ${i + 1}` } : draft];
  });
}

const requestOf = (record: Json): readonly string[] | undefined =>
  requestPaths.find(
    (path) =>
      isChatMessages(dig(record, ...path)) &&
      (path[0] !== 'prompt' || asArray(dig(record, 'completion')) !== undefined),
  );

const choicesOf = (record: Json): readonly string[] | undefined =>
  choicePaths.find((path) => asObject(dig(record, ...path, 0, 'message')) !== undefined);

const isBatchError = (record: JsonObject): boolean => 'custom_id' in record && 'error' in record;

function metadataOf(record: JsonObject): JsonObject {
  const own = smallMembers(record, [
    'messages',
    'choices',
    'request',
    'response',
    'body',
    'prompt',
    'completion',
    'tools',
    'functions',
  ]);
  const inner = [dig(record, 'body'), dig(record, 'request'), dig(record, 'response', 'body'), dig(record, 'response')];
  const facts = inner.flatMap((value) => {
    const object = asObject(value);
    return object === undefined ? [] : [smallMembers(object, ['messages', 'choices', 'body', 'tools', 'functions'])];
  });
  return Object.assign({}, ...facts.reverse(), own) as JsonObject;
}
