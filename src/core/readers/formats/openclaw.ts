import { pointerJoin } from '../../text/findPointer.ts';
import type { Json } from '../../text/json.ts';
import { resultParts } from '../drafts/chatContent.ts';
import { chatMessage } from '../drafts/chatMessage.ts';
import { spokenPart, toolCallPart } from '../drafts/draftPart.ts';
import type { MessageDraft } from '../drafts/transcriptDraft.ts';
import { asArray, asString, dig } from '../jsonAccess.ts';
import type { SessionEvent, SessionFormat } from '../layouts/sessionFile.ts';

const kind =
  /^(message\.(in|out|sending|received)|agent\.(start|end)|tool\.(start|end|result)|llm\.\w+|session\.\w+|gateway\.\w+)$/;

/**
 * OpenClaw telemetry. The main thread is what went over the channel and which tools ran; each run of an
 * agent that ended, with its own messages, is a transcript after it.
 */
export const openclaw: SessionFormat = {
  format: 'openclaw',
  matches: (line) => kind.test(asString(dig(line, 'type')) ?? '') && !Array.isArray(line),
  threads: {
    keys: new Set(['type']),
    startsAt: (scalars) => scalars.get('type') === '"agent.end"',
    expectedAfter: () => true,
  },
  read: (events, thread) => {
    if (thread > 0) {
      const end = events.filter(({ value }) => dig(value, 'type') === 'agent.end')[thread - 1];
      return end && runOf(end);
    }
    return { metadata: {}, scores: [], messages: events.flatMap(channelMessage) };
  },
};

function runOf({ pointer, value }: SessionEvent) {
  const messages = (asArray(dig(value, 'messages')) ?? []).map((message, i) =>
    runMessage(message, pointerJoin(`${pointer}/messages`, i)),
  );
  const facts = ['sessionKey', 'agentId', 'success', 'durationMs'].flatMap((key) => {
    const fact = dig(value, key);
    return fact === undefined ? [] : [[key, fact] as const];
  });
  return { metadata: Object.fromEntries(facts), scores: [], messages };
}

function runMessage(message: Json, pointer: string): MessageDraft {
  const draft = chatMessage(message, pointer);
  if (dig(message, 'role') !== 'toolResult') return draft;
  const callId = asString(dig(message, 'toolCallId'));
  const facts = { ...(callId !== undefined && { callId }), ...(dig(message, 'isError') === true && { isError: true }) };
  const { name: _name, ...rest } = draft;
  return { ...rest, role: 'tool', parts: resultParts(dig(message, 'content'), `${pointer}/content`, facts) };
}

function channelMessage({ pointer, value }: SessionEvent): MessageDraft[] {
  const tool = asString(dig(value, 'toolName')) ?? '';
  const stamp = dig(value, 'ts') ?? dig(value, 'timestamp');
  const own = {
    pointer,
    ...(typeof stamp === 'number' &&
      Number.isFinite(stamp) &&
      Math.abs(stamp) < 8.64e15 && { timestamp: new Date(stamp).toISOString() }),
  };
  switch (dig(value, 'type')) {
    case 'message.in':
      return [{ ...own, role: 'user', parts: spokenPart('text', dig(value, 'content'), `${pointer}/content`) }];
    case 'message.out':
      return [{ ...own, role: 'assistant', parts: spokenPart('text', dig(value, 'content'), `${pointer}/content`) }];
    case 'tool.start':
      return [
        { ...own, role: 'assistant', parts: [toolCallPart('', tool, dig(value, 'params'), `${pointer}/params`)] },
      ];
    case 'tool.end': {
      const key = ['result', 'output', 'error'].find((candidate) => dig(value, candidate) !== undefined);
      const facts = { name: tool, ...(dig(value, 'success') === false && { isError: true }) };
      return key === undefined
        ? []
        : [{ ...own, role: 'tool', parts: resultParts(dig(value, key), `${pointer}/${key}`, facts) }];
    }
    default:
      return [];
  }
}
