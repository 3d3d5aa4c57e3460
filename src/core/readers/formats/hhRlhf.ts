import type { Json } from '../../text/json.ts';
import { markedTurns } from '../drafts/markedTurns.ts';
import type { MessageDraft } from '../drafts/transcriptDraft.ts';
import { asObject, asString, dig, smallMembers } from '../jsonAccess.ts';
import type { ListFormat } from '../layouts/listFile.ts';

const sides = ['chosen', 'rejected'] as const;

/** HH-RLHF rows: two whole dialogues as text, one of them preferred. Each is a transcript of its own. */
export const hhRlhf: ListFormat = {
  format: 'hh-rlhf',
  matches: (record) => sides.every((side) => markedTurns(asString(dig(record, side)) ?? '').length > 0),
  branches: sides,
  list: () => sides.map((branch) => ({ branch })),
  read: (record, index) => {
    const side = sides[index];
    const text = side === undefined ? undefined : asString(dig(record, side));
    if (side === undefined || text === undefined) return undefined;
    return {
      metadata: { ...smallMembers(asObject(record) ?? {}, sides), preference: side },
      scores: [],
      messages: turnMessages(text, `/${side}`),
    };
  },
};

/** The turns in a string as messages; each text is a stretch of the one string. */
export function turnMessages(text: string, pointer: string): MessageDraft[] {
  return markedTurns(text).map(({ role, text: range }) => ({
    role,
    pointer,
    parts:
      range.end > range.start
        ? [{ type: 'text', text: text.slice(range.start, range.end), source: { pointer, encoding: 'string', range } }]
        : [],
  }));
}

/** Whether a text is a dialogue: it has turns of both sides. */
export function isDialogue(value: Json | undefined): boolean {
  const turns = typeof value === 'string' ? markedTurns(value) : [];
  return turns.some(({ role }) => role === 'user') && turns.some(({ role }) => role === 'assistant');
}
