import type { Json } from '../../text/json.ts';
import { finishStreamed, type StreamedPart } from '../drafts/streamedPart.ts';
import type { MessageDraft } from '../drafts/transcriptDraft.ts';
import { asArray, asString, dig } from '../jsonAccess.ts';
import type { SessionEvent } from '../layouts/sessionFile.ts';

export const isChatChunk = (line: Json): boolean =>
  dig(line, 'object') === 'chat.completion.chunk' && asArray(dig(line, 'choices')) !== undefined;

/** Answers as OpenAI's chat API streams them: the first choice of each response, by its id. */
export function chatChunkMessages(events: readonly SessionEvent[]): MessageDraft[] {
  const messages = new Map<string, { readonly draft: MessageDraft; readonly parts: Map<string, StreamedPart> }>();
  for (const { pointer, value } of events) {
    if (!isChatChunk(value)) continue;
    const id = asString(dig(value, 'id')) ?? '';
    const model = asString(dig(value, 'model'));
    const known = messages.get(id) ?? {
      draft: {
        role: 'assistant',
        pointer,
        parts: [],
        ...(id !== '' && { ownId: id }),
        ...(model !== undefined && { model }),
      },
      parts: new Map<string, StreamedPart>(),
    };
    messages.set(id, known);
    const add = (key: string, begin: () => StreamedPart['part'], text: Json | undefined, at: string): void => {
      const open = known.parts.get(key) ?? { part: begin(), pieces: [] };
      known.parts.set(key, open);
      if (typeof text === 'string' && text !== '') open.pieces.push({ text, pointer: at });
    };
    const delta = dig(value, 'choices', 0, 'delta');
    const at = `${pointer}/choices/0/delta`;
    for (const key of ['reasoning_content', 'reasoning', 'content', 'refusal']) {
      const text = dig(delta, key);
      const type = key.startsWith('reasoning') ? 'reasoning' : 'text';
      if (typeof text === 'string' && text !== '') add(key, () => ({ type, text: '' }), text, `${at}/${key}`);
    }
    for (const [i, call] of (asArray(dig(delta, 'tool_calls')) ?? []).entries()) {
      const begin = (): StreamedPart['part'] => ({
        type: 'tool_call',
        callId: asString(dig(call, 'id')) ?? '',
        name: asString(dig(call, 'function', 'name')) ?? '',
        text: '',
      });
      const place = `${at}/tool_calls/${i}/function/arguments`;
      add(`call ${String(dig(call, 'index') ?? i)}`, begin, dig(call, 'function', 'arguments'), place);
    }
  }
  return [...messages.values()].map(({ draft, parts }) => ({
    ...draft,
    parts: [...parts.values()].map(finishStreamed),
  }));
}
