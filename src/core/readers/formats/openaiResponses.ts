import type { Json, JsonObject } from '../../text/json.ts';
import { spokenPart } from '../drafts/draftPart.ts';
import { isResponseItem, itemMessages, itemsAt } from '../drafts/responseItems.ts';
import type { MessageDraft } from '../drafts/transcriptDraft.ts';
import { asArray, asObject, asString, dig, smallMembers } from '../jsonAccess.ts';
import type { RecordFormat } from '../layouts/recordFile.ts';

/** Where requests and responses are kept: alone, in a call log, as a line of a batch. */
const responsePaths: readonly (readonly string[])[] = [[], ['response'], ['response', 'body']];
const requestPaths: readonly (readonly string[])[] = [[], ['request'], ['body']];
const large = ['input', 'output', 'tools', 'instructions', 'request', 'response', 'body'];

/** OpenAI's Responses API: requests, responses, both in one record, and bare lists of items. */
export const openaiResponses: RecordFormat = {
  format: 'openai-responses',
  matches: (record) => isItemList(record) || responseOf(record) !== undefined || requestOf(record) !== undefined,
  read: (record) => {
    if (isItemList(record)) return { metadata: {}, scores: [], messages: itemMessages(itemsAt(record, '')) };
    const response = responseOf(record);
    const request = requestOf(record);
    if (response === undefined && request === undefined) return undefined;
    // A stored response may repeat its own input.
    const asked = request ?? response ?? [];
    return {
      metadata: metadataOf(record),
      scores: [],
      messages: [...inputMessages(record, asked), ...(response === undefined ? [] : outputMessages(record, response))],
    };
  },
};

/** Most of the first items are of a kind that only this API has, or messages among such. */
function isItemList(value: Json): boolean {
  const first = (asArray(value) ?? []).slice(0, 10);
  return (
    first.some(isResponseItem) && first.every((item) => isResponseItem(item) || typeof dig(item, 'role') === 'string')
  );
}

/** In a request a message may lack its type. */
function isInputList(value: Json): boolean {
  const first = (asArray(value) ?? []).slice(0, 10);
  return first.length > 0 && first.every((item) => isResponseItem(item) || typeof dig(item, 'role') === 'string');
}

const responseOf = (record: Json): readonly string[] | undefined =>
  responsePaths.find(
    (path) => dig(record, ...path, 'object') === 'response' && asArray(dig(record, ...path, 'output')) !== undefined,
  );

const requestOf = (record: Json): readonly string[] | undefined =>
  requestPaths.find((path) => {
    const input = dig(record, ...path, 'input');
    if (asArray(input) !== undefined)
      return isInputList(input ?? null) && (path.length > 0 || typeof dig(record, 'model') === 'string');
    if (typeof input !== 'string' || typeof dig(record, ...path, 'model') !== 'string') return false;
    // A model and an input are also what embeddings take.
    const own = ['instructions', 'reasoning', 'max_output_tokens', 'previous_response_id', 'tools'];
    return responseOf(record) !== undefined || own.some((key) => dig(record, ...path, key) !== undefined);
  });

function inputMessages(record: Json, path: readonly string[]): MessageDraft[] {
  const base = path.map((key) => `/${key}`).join('');
  const instructions = spokenPart('text', dig(record, ...path, 'instructions'), `${base}/instructions`);
  const input = dig(record, ...path, 'input');
  const said = spokenPart('text', input, `${base}/input`);
  return [
    ...(instructions.length === 0
      ? []
      : [{ role: 'system', pointer: `${base}/instructions`, parts: instructions } as const]),
    ...(said.length === 0
      ? itemMessages(itemsAt(input, `${base}/input`))
      : [{ role: 'user', pointer: `${base}/input`, parts: said } as const]),
  ];
}

function outputMessages(record: Json, path: readonly string[]): MessageDraft[] {
  const base = path.map((key) => `/${key}`).join('');
  const model = asString(dig(record, ...path, 'model'));
  const messages = itemMessages(itemsAt(dig(record, ...path, 'output'), `${base}/output`));
  return model === undefined
    ? messages
    : messages.map((message) => (message.role === 'assistant' ? { ...message, model } : message));
}

function metadataOf(record: Json): JsonObject {
  const inner = [
    dig(record, 'request'),
    dig(record, 'body'),
    dig(record, 'response', 'body'),
    dig(record, 'response'),
    record,
  ];
  return Object.assign({}, ...inner.map((value) => smallMembers(asObject(value) ?? {}, large))) as JsonObject;
}
