import { pointerJoin } from '../../text/findPointer.ts';
import type { Json } from '../../text/json.ts';
import type { Part } from '../../transcripts/transcript.ts';
import { otherPart } from '../drafts/chatContent.ts';
import { spokenPart } from '../drafts/draftPart.ts';
import type { MessageDraft } from '../drafts/transcriptDraft.ts';
import { asObject, asString, dig, smallMembers } from '../jsonAccess.ts';
import type { RecordFormat } from '../layouts/recordFile.ts';

/** Among Us agent logs: one decision of a player, with what it was told and what it answered. */
export const amongUs: RecordFormat = {
  format: 'among-us',
  matches: (record) =>
    dig(record, 'interaction', 'response') !== undefined && dig(record, 'player', 'name') !== undefined,
  read: (record) => {
    const interaction = asObject(dig(record, 'interaction'));
    if (interaction === undefined) return undefined;
    const player = asString(dig(record, 'player', 'name'));
    const messages: MessageDraft[] = (
      [
        ['system', 'system_prompt'],
        ['user', 'prompt'],
        ['assistant', 'response'],
      ] as const
    ).flatMap(([role, key]) => {
      const pointer = `/interaction/${key}`;
      const parts = fieldsOf(interaction[key], pointer);
      const name = role === 'assistant' && player !== undefined ? { name: player } : {};
      return parts.length === 0 ? [] : [{ role, pointer, parts, ...name }];
    });
    return { metadata: smallMembers(asObject(record) ?? {}, ['interaction']), scores: [], messages };
  },
};

/** A text, or an object of texts, each of them a part. */
function fieldsOf(value: Json | undefined, pointer: string): Part[] {
  if (typeof value === 'string') return spokenPart('text', value, pointer);
  return Object.entries(asObject(value) ?? {}).flatMap(([key, each]): Part[] => {
    const at = pointerJoin(pointer, key);
    if (typeof each !== 'string') return each === null ? [] : [otherPart(key, at)];
    return spokenPart(/^thinking/i.test(key) ? 'reasoning' : 'text', each, at);
  });
}
