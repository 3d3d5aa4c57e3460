import type { Json } from '../../text/json.ts';
import type { Part } from '../../transcripts/transcript.ts';
import { contentParts, resultParts } from '../drafts/chatContent.ts';
import { chatMessage } from '../drafts/chatMessage.ts';
import { spokenPart, toolCallPart } from '../drafts/draftPart.ts';
import type { MessageDraft } from '../drafts/transcriptDraft.ts';
import { asArray, asObject, asString, dig } from '../jsonAccess.ts';
import type { SessionEvent, SessionFormat } from '../layouts/sessionFile.ts';

/** Event logs of Palisade's experiments: a logger's lines, of which those with an `event` are the conversation. */
export const palisade: SessionFormat = {
  format: 'palisade',
  matches: (line) =>
    typeof dig(line, 'level') === 'string' && typeof dig(line, 'logger') === 'string' && dig(line, 'ts') !== undefined,
  read: (events) => {
    // Where the model's own messages say what they call, a line of a call that ran adds the result only.
    const called = events.some(({ value }) => asArray(dig(value, 'assistant_payload', 'tool_calls'))?.length);
    const messages = events.flatMap((event) => eventMessages(event, called));
    return messages.length === 0
      ? undefined
      : {
          metadata: { otherLines: events.length - events.filter(({ value }) => isSpoken(value)).length },
          scores: [],
          messages,
        };
  },
};

const spoken = new Set(['system_message', 'user_message', 'assistant_message', 'tool_call']);
const isSpoken = (line: Json): boolean => spoken.has(asString(dig(line, 'event')) ?? '');

function eventMessages({ pointer, value }: SessionEvent, called: boolean): MessageDraft[] {
  const event = asString(dig(value, 'event')) ?? '';
  if (!spoken.has(event)) return [];
  const stamp = dig(value, 'ts');
  const own = { ...(typeof stamp === 'string' && { timestamp: stamp }) };
  if (event === 'tool_call') return [{ ...own, role: 'tool', pointer, parts: toolParts(value, pointer, called) }];
  const role = event === 'system_message' ? 'system' : event === 'user_message' ? 'user' : 'assistant';
  const key = [`${role}_payload`, 'payload', 'content', 'message'].find(
    (candidate) => (dig(value, candidate) ?? null) !== null,
  );
  const payload = key === undefined ? undefined : dig(value, key);
  const at = `${pointer}/${key ?? ''}`;
  if (asObject(payload) === undefined) return [{ ...own, role, pointer, parts: contentParts(payload, at) }];
  const {
    ownId: _id,
    pointer: _pointer,
    role: _role,
    name: _name,
    ...draft
  } = chatMessage({ ...(payload as object), role }, at);
  return [{ ...draft, ...own, role, pointer }];
}

/** A call that ran, and its result, in one line. */
function toolParts(line: Json, pointer: string, called: boolean): Part[] {
  const name = asString(dig(line, 'tool')) ?? '';
  const result = dig(line, 'result');
  const failure = spokenPart('text', dig(line, 'error'), `${pointer}/error`);
  return [
    ...(called ? [] : [toolCallPart('', name, dig(line, 'args'), `${pointer}/args`)]),
    ...(result === undefined ? [] : resultParts(result, `${pointer}/result`, { name })),
    ...failure,
  ];
}
