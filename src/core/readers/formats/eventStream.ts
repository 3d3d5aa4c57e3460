import type { Json } from '../../text/json.ts';
import { itemMessages, itemsAt } from '../drafts/responseItems.ts';
import type { MessageDraft } from '../drafts/transcriptDraft.ts';
import { asArray, asString, dig } from '../jsonAccess.ts';
import type { SessionEvent, SessionFormat } from '../layouts/sessionFile.ts';
import { anthropicStreamMessages, isAnthropicEvent } from './anthropicStream.ts';
import { chatChunkMessages, isChatChunk } from './chatChunks.ts';

/** Recorded streams of the APIs, an event a line: OpenAI's Responses and chat-completions, Anthropic's messages. */
export const eventStream: SessionFormat = {
  format: 'event-stream',
  matches: (line) => isResponseEvent(line) || isAnthropicEvent(line) || isChatChunk(line),
  read: (events) => {
    const messages = events.some(({ value }) => isResponseEvent(value))
      ? responseMessages(events)
      : events.some(({ value }) => isChatChunk(value))
        ? chatChunkMessages(events)
        : anthropicStreamMessages(events);
    if (messages.length === 0) return undefined;
    const model = messages.find((message) => message.model !== undefined)?.model;
    return { metadata: model === undefined ? {} : { model }, scores: [], messages };
  },
};

const isResponseEvent = (line: Json): boolean =>
  asString(dig(line, 'type'))?.startsWith('response.') === true && typeof dig(line, 'sequence_number') === 'number';

/** The last event holds the whole response; a stream that broke off before has its finished items. */
function responseMessages(events: readonly SessionEvent[]): MessageDraft[] {
  const whole = events.filter(({ value }) =>
    /^response\.(completed|incomplete|failed)$/.test(asString(dig(value, 'type')) ?? ''),
  );
  const model = asString(
    dig(events.find(({ value }) => dig(value, 'response', 'model') !== undefined)?.value, 'response', 'model'),
  );
  const items = whole.flatMap(({ pointer, value }) =>
    itemsAt(asArray(dig(value, 'response', 'output')), `${pointer}/response/output`),
  );
  const done = events.flatMap(({ pointer, value }) => {
    const item = dig(value, 'type') === 'response.output_item.done' ? dig(value, 'item') : undefined;
    return item === undefined ? [] : [{ pointer: `${pointer}/item`, value: item }];
  });
  return itemMessages(whole.length > 0 ? items : done).map((message) =>
    model === undefined || message.role !== 'assistant' ? message : { ...message, model },
  );
}
