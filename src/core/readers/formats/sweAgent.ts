import { pointerJoin } from '../../text/findPointer.ts';
import type { Json, JsonObject } from '../../text/json.ts';
import { resultParts } from '../drafts/chatContent.ts';
import { chatMessage, isChatMessages } from '../drafts/chatMessage.ts';
import { spokenPart } from '../drafts/draftPart.ts';
import type { MessageDraft } from '../drafts/transcriptDraft.ts';
import { asArray, asObject, asString, dig, smallMembers } from '../jsonAccess.ts';
import type { RecordFormat } from '../layouts/recordFile.ts';

/**
 * SWE-agent trajectories: `history` is the chat; `trajectory` tells the same steps again and is read only
 * where there is no history. mini-swe-agent keeps plain `messages`.
 */
export const sweAgent: RecordFormat = {
  format: 'swe-agent',
  matches: (record) => isSteps(dig(record, 'trajectory')) || isMini(record) || isHistory(record),
  read: (record) => {
    const object = asObject(record);
    if (object === undefined) return undefined;
    const messages = isMini(record)
      ? historyMessages(asArray(object['messages']) ?? [], '/messages')
      : isChatMessages(object['history'])
        ? historyMessages(asArray(object['history']) ?? [], '/history')
        : stepMessages(asArray(object['trajectory']) ?? []);
    if (messages.length === 0) return undefined;
    return { metadata: metadataOf(object), scores: [], messages };
  },
};

/** The first step tells alone: what comes after it may be megabytes away. */
const isSteps = (value: Json | undefined): boolean =>
  ['action', 'observation', 'thought'].every((key) => dig(value, 0, key) !== undefined);

const isMini = (record: Json): boolean =>
  asString(dig(record, 'trajectory_format'))?.startsWith('mini-swe-agent') === true &&
  isChatMessages(dig(record, 'messages'));

const isHistory = (record: Json): boolean =>
  isChatMessages(dig(record, 'history')) && dig(record, 'trajectory') !== undefined;

const historyMessages = (list: readonly Json[], pointer: string): MessageDraft[] =>
  list.map((value, i) => historyMessage(value, pointerJoin(pointer, i)));

function historyMessage(value: Json, pointer: string): MessageDraft {
  const draft = chatMessage(value, pointer);
  const callId = asString(dig(value, 'tool_call_ids', 0));
  const parts =
    draft.role === 'tool' && callId !== undefined
      ? draft.parts.map((part) =>
          part.type === 'tool_result' && part.callId === undefined ? { ...part, callId } : part,
        )
      : draft.parts;
  const name = draft.name ?? (dig(value, 'is_demo') === true ? 'demo' : undefined);
  return { ...draft, parts, ...(name !== undefined && { name }) };
}

function stepMessages(steps: readonly Json[]): MessageDraft[] {
  return steps.flatMap((step, i): MessageDraft[] => {
    const pointer = `/trajectory/${i}`;
    const key = asString(dig(step, 'response')) ? 'response' : 'thought';
    return [
      {
        role: 'assistant',
        pointer,
        parts: [
          ...spokenPart('text', dig(step, key), `${pointer}/${key}`),
          ...(key === 'response' ? [] : spokenPart('text', dig(step, 'action'), `${pointer}/action`)),
        ],
      },
      { role: 'tool', pointer, parts: resultParts(dig(step, 'observation'), `${pointer}/observation`, {}) },
    ];
  });
}

function metadataOf(record: JsonObject): JsonObject {
  const info = asObject(record['info']);
  const steps = asArray(record['trajectory'])?.length;
  return {
    ...smallMembers(record, ['trajectory', 'history', 'messages', 'info', 'replay_config']),
    ...(info !== undefined && smallMembers(info, [])),
    ...(steps !== undefined && { steps }),
  };
}
