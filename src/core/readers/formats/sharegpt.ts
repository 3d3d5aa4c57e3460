import { pointerJoin } from '../../text/findPointer.ts';
import type { Json } from '../../text/json.ts';
import type { Part, Role } from '../../transcripts/transcript.ts';
import { resultParts } from '../drafts/chatContent.ts';
import { chatMessage, isChatMessage } from '../drafts/chatMessage.ts';
import { spokenPart } from '../drafts/draftPart.ts';
import type { MessageDraft } from '../drafts/transcriptDraft.ts';
import { writtenCallParts } from '../drafts/writtenCall.ts';
import { asArray, asObject, asString, dig, smallMembers } from '../jsonAccess.ts';
import type { ListFormat } from '../layouts/listFile.ts';

const roles: Readonly<Record<string, Role>> = {
  human: 'user',
  user: 'user',
  gpt: 'assistant',
  assistant: 'assistant',
  chatgpt: 'assistant',
  bing: 'assistant',
  bard: 'assistant',
  model: 'assistant',
  function_call: 'assistant',
  system: 'system',
  observation: 'tool',
  tool: 'tool',
};

const sides = ['chosen', 'rejected'] as const;
const large = ['conversations', 'conversation', 'messages', 'prompt', 'tools', 'system', ...sides];

/**
 * ShareGPT: `{from, value}` turns, alone or with a chosen and a rejected answer, which then are two
 * transcripts with the turns before them in common; pairs of message lists are read so too.
 */
export const sharegpt: ListFormat = {
  format: 'sharegpt',
  matches: (record) => isTurns(turnsOf(record)?.list) || isPair(record),
  isSingle: (record) => !isPair(record),
  list: (record) => (isPair(record) ? sides.map((branch) => ({ branch })) : [{}]),
  read: (record, index) => {
    const object = asObject(record) ?? {};
    const side = isPair(record) ? sides[index] : undefined;
    const before = turnsOf(record);
    const answer = side === undefined ? [] : answerOf(object[side], `/${side}`, before !== undefined);
    const prompt = answer[0]?.role === 'user' ? [] : promptOf(object['prompt']);
    const messages = [
      ...systemOf(object['system']),
      ...(before === undefined ? prompt : turnMessages(before.list, before.pointer)),
      ...answer,
    ];
    if (messages.length === 0) return undefined;
    return {
      metadata: { ...smallMembers(object, large), ...(side !== undefined && { preference: side }) },
      scores: [],
      messages,
    };
  },
};

const isTurn = (value: Json | undefined): boolean =>
  typeof dig(value, 'from') === 'string' && dig(value, 'value') !== undefined;

function isTurns(list: Json | undefined): boolean {
  const turns = asArray(list);
  return turns !== undefined && turns.length > 0 && turns.slice(0, 3).every(isTurn);
}

const isAnswer = (value: Json | undefined): boolean => {
  const list = asArray(value);
  if (list !== undefined) return list.length > 0 && list.every((each) => isTurn(each) || isChatMessage(each));
  return isTurn(value) || isChatMessage(value);
};

/** A pair of texts alone is another format's (a dialogue as text), or a table's. */
const isPair = (record: Json): boolean => sides.every((side) => isAnswer(dig(record, side)));

function turnsOf(record: Json): { readonly list: readonly Json[]; readonly pointer: string } | undefined {
  for (const key of ['conversations', 'conversation', 'messages', 'prompt']) {
    const list = asArray(dig(record, key));
    if (
      list !== undefined &&
      list.length > 0 &&
      list.slice(0, 3).every((each) => isTurn(each) || isChatMessage(each))
    ) {
      return { list, pointer: `/${key}` };
    }
  }
  return undefined;
}

const systemOf = (value: Json | undefined): MessageDraft[] => {
  const parts = spokenPart('text', value, '/system');
  return parts.length === 0 ? [] : [{ role: 'system', pointer: '/system', parts }];
};

const promptOf = (value: Json | undefined): MessageDraft[] => {
  const parts = spokenPart('text', value, '/prompt');
  return parts.length === 0 ? [] : [{ role: 'user', pointer: '/prompt', parts }];
};

/** An answer, or a whole conversation that ends in it: then the turns that the pair shares are in there too. */
function answerOf(value: Json | undefined, pointer: string, hasTurns: boolean): MessageDraft[] {
  const list = asArray(value);
  if (list === undefined) return value === undefined ? [] : [turnMessage(value, pointer)];
  const messages = turnMessages(list, pointer);
  const last = messages.at(-1);
  return hasTurns && last !== undefined && messages.length > 1 && messages[0]?.role !== 'assistant' ? [last] : messages;
}

const turnMessages = (list: readonly Json[], pointer: string): MessageDraft[] =>
  list.map((turn, i) => turnMessage(turn, pointerJoin(pointer, i)));

function turnMessage(turn: Json, pointer: string): MessageDraft {
  const word = asString(dig(turn, 'from'));
  if (word === undefined) return chatMessage(turn, pointer);
  const role = roles[word.toLowerCase()] ?? 'other';
  const known =
    role === word || word === 'human' || word === 'gpt' || word === 'observation' || word === 'function_call';
  return {
    role,
    pointer,
    parts: valueParts(word, dig(turn, 'value'), `${pointer}/value`),
    ...(!known && { name: word }),
  };
}

function valueParts(word: string, value: Json | undefined, pointer: string): Part[] {
  const text = asString(value);
  if (word === 'function_call' && text !== undefined) return writtenCallParts(text, { pointer, encoding: 'string' });
  if (word === 'observation' || word === 'tool') return resultParts(value, pointer, {});
  if (text === undefined && value !== undefined && value !== null)
    return [{ type: 'other', kind: 'value', text: '', source: { pointer, encoding: 'json' } }];
  return spokenPart('text', value, pointer);
}
