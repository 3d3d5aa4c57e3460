import type { Json } from '../../text/json.ts';
import { spokenPart } from '../drafts/draftPart.ts';
import { asObject, asString, dig, smallMembers } from '../jsonAccess.ts';
import type { SessionFormat } from '../layouts/sessionFile.ts';

/** Where games between models keep the speaker and what was said, in the order in which they are trusted. */
const speakers: readonly (readonly string[])[] = [
  ['player_id'],
  ['player', 'name'],
  ['player'],
  ['speaker'],
  ['sender'],
  ['agent_name'],
];
const texts = ['message', 'text', 'content', 'utterance', 'statement', 'response'];

/** Games between several models, a statement a line. No speaker is the assistant: each is named. */
export const gameLines: SessionFormat = {
  format: 'game-lines',
  matches: (line) => speakerOf(line) !== undefined && textOf(line) !== undefined,
  nameOf: (lines) => {
    const id = dig(lines[0], 'game_id');
    return typeof id === 'string' || typeof id === 'number' ? String(id) : undefined;
  },
  read: (events) => {
    const messages = events.flatMap(({ pointer, value }) => {
      const [name, key] = [speakerOf(value), textOf(value)];
      if (name === undefined || key === undefined) return [];
      const to = asString(dig(value, 'recipient')) ?? asString(dig(value, 'target'));
      const timestamp = asString(dig(value, 'timestamp'));
      return [
        {
          role: 'other' as const,
          name: to === undefined ? name : `${name} to ${to}`,
          pointer,
          parts: [
            ...spokenPart(
              'reasoning',
              dig(value, 'thinking') ?? dig(value, 'reasoning'),
              `${pointer}/${dig(value, 'thinking') === undefined ? 'reasoning' : 'thinking'}`,
            ),
            ...spokenPart('text', dig(value, key), `${pointer}/${key}`),
          ],
          ...(timestamp !== undefined && { timestamp }),
        },
      ];
    });
    const metadata = smallMembers(
      asObject(events.find(({ value }) => speakerOf(value) === undefined)?.value) ?? {},
      [],
    );
    return messages.length === 0 ? undefined : { metadata, scores: [], messages };
  },
};

const speakerOf = (line: Json): string | undefined =>
  speakers.map((path) => asString(dig(line, ...path))).find((name) => name !== undefined && name !== '');

const textOf = (line: Json): string | undefined => texts.find((key) => typeof dig(line, key) === 'string');
