import type { Json } from '../../text/json.ts';
import type { Part } from '../../transcripts/transcript.ts';
import { spokenPart } from '../drafts/draftPart.ts';
import type { MessageDraft } from '../drafts/transcriptDraft.ts';
import { asObject, dig, smallMembers } from '../jsonAccess.ts';
import type { RecordFormat } from '../layouts/recordFile.ts';

/** Pairs of keys of a question and its answer, as data sets of single turns name them. */
const pairs: readonly (readonly [string, string])[] = [
  ['instruction', 'output'],
  ['instruction', 'response'],
  ['prompt', 'completion'],
  ['prompt', 'response'],
  ['prompt', 'raw_response'],
  ['prompt', 'generated_code'],
  ['prompt', 'output'],
  ['question', 'response'],
];

/** Single turns: Alpaca and alpaca_eval rows, prompts with their completion. */
export const instruction: RecordFormat = {
  format: 'instruction',
  matches: (record) => pairOf(record) !== undefined,
  read: (record) => {
    const pair = pairOf(record);
    const object = asObject(record);
    if (pair === undefined || object === undefined) return undefined;
    const [asked, answered] = pair;
    const parts = (key: string): Part[] => spokenPart('text', object[key], `/${key}`);
    const system = parts('system').length > 0 ? 'system' : 'system_prompt';
    const messages: MessageDraft[] = [
      { role: 'system', pointer: `/${system}`, parts: parts(system) },
      {
        role: 'user',
        pointer: `/${asked}`,
        parts: [...parts(asked), ...(asked === 'instruction' ? parts('input') : [])],
      },
      { role: 'assistant', pointer: `/${answered}`, parts: parts(answered) },
    ];
    return {
      metadata: smallMembers(object, [asked, answered, system, ...(asked === 'instruction' ? ['input'] : [])]),
      scores: [],
      messages: messages.filter((message) => message.role !== 'system' || message.parts.length > 0),
    };
  },
};

const pairOf = (record: Json): readonly [string, string] | undefined =>
  pairs.find(
    ([asked, answered]) => typeof dig(record, asked) === 'string' && typeof dig(record, answered) === 'string',
  );
