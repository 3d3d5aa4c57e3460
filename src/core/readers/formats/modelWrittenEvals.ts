import type { Json } from '../../text/json.ts';
import type { Part } from '../../transcripts/transcript.ts';
import { spokenPart } from '../drafts/draftPart.ts';
import type { MessageDraft } from '../drafts/transcriptDraft.ts';
import { asArray, asObject, dig, smallMembers } from '../jsonAccess.ts';
import type { RecordFormat } from '../layouts/recordFile.ts';
import { isDialogue, turnMessages } from './hhRlhf.ts';

const answers = ['answer_matching_behavior', 'answer_not_matching_behavior'] as const;

/**
 * Model-written evaluations: a question, the answer that shows the behaviour and the one that does not.
 * The answers are no model's; they stand as messages of role `other`, so that they can be quoted.
 */
export const modelWrittenEvals: RecordFormat = {
  format: 'model-written-evals',
  matches: (record) => typeof dig(record, 'question') === 'string' && dig(record, answers[0]) !== undefined,
  read: (record) => {
    const object = asObject(record);
    const question = dig(record, 'question');
    if (object === undefined || typeof question !== 'string' || object[answers[0]] === undefined) return undefined;
    const asked: MessageDraft[] = isDialogue(question)
      ? turnMessages(question, '/question')
      : [{ role: 'user', pointer: '/question', parts: spokenPart('text', question, '/question') }];
    return {
      metadata: smallMembers(object, ['question', ...answers]),
      scores: [],
      messages: [...asked, ...answers.flatMap((key) => answerMessage(object[key], key))],
    };
  },
};

function answerMessage(value: Json | undefined, key: string): MessageDraft[] {
  const list = asArray(value);
  const parts: Part[] =
    list === undefined
      ? spokenPart('text', value, `/${key}`)
      : list.flatMap((each, i) => spokenPart('text', each, `/${key}/${i}`));
  return parts.length === 0 ? [] : [{ role: 'other', name: key.replaceAll('_', ' '), pointer: `/${key}`, parts }];
}
