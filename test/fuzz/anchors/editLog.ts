import type { Random } from '../../support/random.ts';
import type { MadeLog, MadeMessage } from './madeLog.ts';
import { editText, normalise, randomText, repeated, type Unit } from './madeText.ts';

/** What happens to a log under its tags. */
export const editKinds = [
  ...(['rescored', 'repacked', 'rewritten', 'inserted', 'removed', 'moved', 'repeated'] as const),
  ...(['edited', 'white space', 'ids changed', 'ids gone'] as const),
];
export type EditKind = (typeof editKinds)[number];

export function editLog(random: Random, log: MadeLog, kind: EditKind): MadeLog {
  const messages = [...log.messages];
  const at = random.int(messages.length);
  switch (kind) {
    case 'rescored':
      return { ...log, score: 1 + random.int(9) };
    case 'repacked':
      if (log.form === 'jsonl') return { ...log, spread: !log.spread };
      return { ...log, form: random.pick(['inspect', 'eval']), method: random.pick(['stored', 'deflate', 'zstd']) };
    case 'rewritten':
      return { ...log, spread: !log.spread, messages: log.messages.map((each) => edited(random, each, 0.3, editText)) };
    case 'inserted':
      messages.splice(at, 0, { id: newId(log, 'new'), role: 'user', text: randomText(random) });
      break;
    case 'removed':
      if (messages.length > 1) messages.splice(at, 1);
      break;
    case 'moved':
      messages.splice(random.int(messages.length), 0, ...messages.splice(at, 1));
      break;
    case 'repeated':
      messages.splice(random.int(messages.length + 1), 0, {
        id: newId(log, 'again'),
        role: 'user',
        text: repeated(messages[at]?.text ?? []),
        again: true,
      });
      break;
    case 'edited':
      return { ...log, messages: log.messages.map((each) => edited(random, each, 0.6, editText)) };
    case 'white space':
      return { ...log, messages: log.messages.map((each) => edited(random, each, 1, normalise)) };
    case 'ids changed': {
      // Numbered anew, from another number: an id may now be that of another message.
      const from = random.int(3);
      return { ...log, messages: messages.map((each, i) => ({ ...each, id: newId(log, String(i + from)) })) };
    }
    case 'ids gone':
      return { ...log, messages: messages.map(({ id: _, ...each }) => ({ ...each, id: undefined })) };
  }
  return { ...log, messages };
}

const newId = ({ messages }: MadeLog, name: string): string | undefined =>
  messages[0]?.id === undefined ? undefined : `msg_${name}`;

function edited(
  random: Random,
  message: MadeMessage,
  probability: number,
  edit: (random: Random, units: readonly Unit[]) => readonly Unit[],
): MadeMessage {
  const { call } = message;
  return {
    ...message,
    ...(random.chance(probability) && { text: edit(random, message.text) }),
    ...(call && random.chance(probability) && { call: { ...call, text: edit(random, call.text) } }),
  };
}
