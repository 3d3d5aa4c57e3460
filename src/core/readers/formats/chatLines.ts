import type { Json } from '../../text/json.ts';
import { chatMessage, isChatMessage } from '../drafts/chatMessage.ts';
import { asArray, asString, dig } from '../jsonAccess.ts';
import type { SessionFormat } from '../layouts/sessionFile.ts';

/** A chat message a line: the whole file is one conversation. Agents' minimal logs are so. */
export const chatLines: SessionFormat = {
  format: 'chat-lines',
  matches: (line) => isChatMessage(line),
  read: (events) => {
    const messages = events.flatMap(({ pointer, value }) => {
      if (!isChatMessage(value)) return [];
      const draft = chatMessage(value, pointer);
      // A user's message that holds nothing but results is a tool's.
      return [draft.role === 'user' && isResult(dig(value, 'content')) ? { ...draft, role: 'tool' as const } : draft];
    });
    const cwd = events.map(({ value }) => asString(dig(value, 'cwd'))).find((each) => each !== undefined);
    return messages.length === 0 ? undefined : { metadata: cwd === undefined ? {} : { cwd }, scores: [], messages };
  },
};

function isResult(content: Json | undefined): boolean {
  const blocks = asArray(content) ?? (content === undefined ? [] : [content]);
  return blocks.length > 0 && blocks.every((block) => dig(block, 'type') === 'tool_result');
}
