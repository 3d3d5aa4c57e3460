import { spokenPart } from '../drafts/draftPart.ts';
import type { MessageDraft } from '../drafts/transcriptDraft.ts';
import { asArray, asObject, asString, dig, smallMembers } from '../jsonAccess.ts';
import type { RecordFormat } from '../layouts/recordFile.ts';

/** Diplomacy games: what the powers wrote to one another, phase by phase. */
export const diplomacy: RecordFormat = {
  format: 'diplomacy',
  matches: (record) => {
    const phases = asArray(dig(record, 'phases')) ?? [];
    return (
      phases.length > 0 &&
      phases
        .slice(0, 3)
        .every((phase) => asArray(dig(phase, 'messages')) !== undefined && dig(phase, 'orders') !== undefined)
    );
  },
  nameOf: (record) => asString(dig(record, 'id')),
  read: (record) => {
    const phases = asArray(dig(record, 'phases'));
    if (phases === undefined) return undefined;
    const messages = phases.flatMap((phase, i) =>
      (asArray(dig(phase, 'messages')) ?? []).map((message, k): MessageDraft => {
        const pointer = `/phases/${i}/messages/${k}`;
        const [from, to] = [asString(dig(message, 'sender')), asString(dig(message, 'recipient'))];
        const parts = spokenPart('text', dig(message, 'message'), `${pointer}/message`);
        return {
          role: 'other',
          name: `${from ?? 'unknown'} to ${to ?? 'unknown'}, ${asString(dig(phase, 'name')) ?? ''}`,
          pointer,
          parts,
        };
      }),
    );
    return {
      metadata: { ...smallMembers(asObject(record) ?? {}, ['phases']), phases: phases.length },
      scores: [],
      messages,
    };
  },
};
