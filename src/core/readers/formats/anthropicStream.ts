import type { Json } from '../../text/json.ts';
import { contentParts } from '../drafts/chatContent.ts';
import { finishStreamed, type StreamedPart } from '../drafts/streamedPart.ts';
import type { MessageDraft } from '../drafts/transcriptDraft.ts';
import { asString, dig } from '../jsonAccess.ts';
import type { SessionEvent } from '../layouts/sessionFile.ts';

const kinds = new Set([
  'message_start',
  'content_block_start',
  'content_block_delta',
  'content_block_stop',
  'message_delta',
  'message_stop',
  'ping',
]);

export const isAnthropicEvent = (line: Json): boolean => kinds.has(asString(dig(line, 'type')) ?? '');

/** Where each kind of delta keeps its piece of the block's text. */
const deltaKeys: Readonly<Record<string, string>> = {
  text_delta: 'text',
  thinking_delta: 'thinking',
  input_json_delta: 'partial_json',
};

/** Messages as Anthropic's API streams them: a message's blocks, each in pieces. */
export function anthropicStreamMessages(events: readonly SessionEvent[]): MessageDraft[] {
  const messages: { readonly draft: MessageDraft; readonly blocks: Map<number, StreamedPart[]> }[] = [];
  for (const { pointer, value } of events) {
    const kind = asString(dig(value, 'type'));
    const index = Number(dig(value, 'index') ?? -1);
    if (kind === 'message_start') {
      const ownId = asString(dig(value, 'message', 'id'));
      const model = asString(dig(value, 'message', 'model'));
      const own = { ...(ownId !== undefined && { ownId }), ...(model !== undefined && { model }) };
      messages.push({ draft: { role: 'assistant', pointer, parts: [], ...own }, blocks: new Map() });
    }
    const blocks = messages.at(-1)?.blocks;
    if (kind === 'content_block_start') {
      const parts = contentParts(dig(value, 'content_block'), `${pointer}/content_block`);
      blocks?.set(
        index,
        parts.map((part) => ({ part, pieces: [] })),
      );
    }
    const key = deltaKeys[asString(dig(value, 'delta', 'type')) ?? ''];
    const text = key === undefined ? undefined : asString(dig(value, 'delta', key));
    if (kind !== 'content_block_delta' || text === undefined || text === '') continue;
    const open = blocks?.get(index)?.at(-1) ?? openBlock(blocks, index, key === 'thinking');
    open?.pieces.push({ text, pointer: `${pointer}/delta/${key}` });
  }
  return messages.map(({ draft, blocks }) => ({
    ...draft,
    parts: [...blocks.values()]
      .flat()
      .map(finishStreamed)
      .filter((part) => part.type !== 'text' || part.text !== ''),
  }));
}

/** A text block begins empty, and then is no part yet. */
function openBlock(blocks: Map<number, StreamedPart[]> | undefined, index: number, thinks: boolean): StreamedPart {
  const open: StreamedPart = { part: { type: thinks ? 'reasoning' : 'text', text: '' }, pieces: [] };
  blocks?.set(index, [open]);
  return open;
}
