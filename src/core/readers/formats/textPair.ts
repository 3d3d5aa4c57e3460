import type { Json } from '../../text/json.ts';
import { spokenPart } from '../drafts/draftPart.ts';
import type { MessageDraft } from '../drafts/transcriptDraft.ts';
import { asObject, asString, dig, smallMembers } from '../jsonAccess.ts';
import type { ListFormat } from '../layouts/listFile.ts';

/** Keys of two answers to one question, and of who gave them. */
const pairs: readonly (readonly [string, string])[] = [
  ['chosen', 'rejected'],
  ['output_1', 'output_2'],
  ['response_a', 'response_b'],
  ['response_0', 'response_1'],
  ['response_1', 'response_2'],
  ['answer_a', 'answer_b'],
];
const questions = ['prompt', 'instruction', 'question', 'input', 'context'];

/** Comparisons of two texts that answer one question: preference data, alpaca_eval's annotations. A transcript per answer. */
export const textPair: ListFormat = {
  format: 'text-pair',
  matches: (record) => pairOf(record) !== undefined && questionOf(record) !== undefined,
  list: (record) => (pairOf(record) ?? []).map((branch) => ({ branch })),
  read: (record, index) => {
    const pair = pairOf(record);
    const [asked, answered] = [questionOf(record), pair?.[index]];
    const object = asObject(record);
    if (asked === undefined || answered === undefined || object === undefined) return undefined;
    const which = /_(\w+)$/.exec(answered)?.[1];
    const model =
      which === undefined ? undefined : (asString(object[`generator_${which}`]) ?? asString(object[`model_${which}`]));
    const message = (role: MessageDraft['role'], key: string): MessageDraft => ({
      role,
      pointer: `/${key}`,
      parts: spokenPart('text', object[key], `/${key}`),
      ...(role === 'assistant' && model !== undefined && { model }),
    });
    const system = ['system', 'system_prompt'].filter((key) => typeof object[key] === 'string' && object[key] !== '');
    return {
      metadata: { ...smallMembers(object, [asked, ...(pair ?? []), ...system]), answer: answered },
      scores: [],
      messages: [
        ...system.map((key) => message('system', key)),
        message('user', asked),
        message('assistant', answered),
      ],
    };
  },
};

const isText = (record: Json, key: string): boolean => typeof dig(record, key) === 'string';
const pairOf = (record: Json): readonly [string, string] | undefined =>
  pairs.find((pair) => pair.every((key) => isText(record, key)));
const questionOf = (record: Json): string | undefined => questions.find((key) => isText(record, key));
