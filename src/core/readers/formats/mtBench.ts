import type { Json } from '../../text/json.ts';
import type { Role, Score } from '../../transcripts/transcript.ts';
import { spokenPart } from '../drafts/draftPart.ts';
import type { MessageDraft } from '../drafts/transcriptDraft.ts';
import { asArray, asObject, asString, dig, smallMembers } from '../jsonAccess.ts';
import type { RecordFormat } from '../layouts/recordFile.ts';

/** MT-bench's files: questions by turns, a model's answers to them, judgements, the judges' prompts. */
export const mtBench: RecordFormat = {
  format: 'mt-bench',
  matches: (record) => messagesOf(record).length > 0,
  read: (record) => {
    const messages = messagesOf(record);
    if (messages.length === 0) return undefined;
    const model = asString(dig(record, 'model_id')) ?? asString(dig(record, 'model'));
    const metadata = smallMembers(asObject(record) ?? {}, [
      'turns',
      'choices',
      'user_prompt',
      'judgment',
      'text',
      'system_prompt',
      'prompt_template',
    ]);
    return { metadata: { ...metadata, ...(model !== undefined && { model }) }, scores: scoresOf(record), messages };
  },
};

function messagesOf(record: Json): MessageDraft[] {
  const id = dig(record, 'question_id');
  if (id !== undefined && dig(record, 'judgment') !== undefined)
    return fields(record, { user: 'user_prompt', assistant: 'judgment' });
  if (id !== undefined && dig(record, 'answer_id') !== undefined && typeof dig(record, 'text') === 'string')
    return fields(record, { assistant: 'text' });
  if (id !== undefined && isTurns(dig(record, 'turns'))) return turns(dig(record, 'turns'), '/turns', 'user');
  if (id !== undefined && isTurns(dig(record, 'choices', 0, 'turns'))) {
    const choices = asArray(dig(record, 'choices')) ?? [];
    return choices.flatMap((choice, i) =>
      turns(dig(choice, 'turns'), `/choices/${i}/turns`, 'assistant').map((message) =>
        choices.length > 1 ? { ...message, name: `choice ${i + 1}` } : message,
      ),
    );
  }
  if (typeof dig(record, 'prompt_template') === 'string')
    return fields(record, { system: 'system_prompt', user: 'prompt_template' });
  return [];
}

const isTurns = (value: Json | undefined): boolean => {
  const list = asArray(value);
  return list !== undefined && list.length > 0 && list.every((turn) => typeof turn === 'string');
};

const turns = (value: Json | undefined, pointer: string, role: Role): MessageDraft[] =>
  (asArray(value) ?? []).map((turn, i) => ({
    role,
    pointer: `${pointer}/${i}`,
    parts: spokenPart('text', turn, `${pointer}/${i}`),
  }));

const fields = (record: Json, keys: Partial<Record<Role, string>>): MessageDraft[] =>
  Object.entries(keys).flatMap(([role, key]) => {
    const parts = spokenPart('text', dig(record, key), `/${key}`);
    return parts.length === 0 ? [] : [{ role: role as Role, pointer: `/${key}`, parts }];
  });

function scoresOf(record: Json): Score[] {
  const score = dig(record, 'score');
  return score === undefined || score === null ? [] : [{ name: 'score', value: score }];
}
