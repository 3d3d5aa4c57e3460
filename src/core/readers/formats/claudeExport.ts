import type { Json } from '../../text/json.ts';
import type { Part, Role } from '../../transcripts/transcript.ts';
import { contentParts } from '../drafts/chatContent.ts';
import { spokenPart } from '../drafts/draftPart.ts';
import { sideBranches } from '../drafts/sideBranches.ts';
import type { MessageDraft, ThreadDraft } from '../drafts/transcriptDraft.ts';
import { asArray, asObject, asString, dig, smallMembers } from '../jsonAccess.ts';
import type { ListFormat } from '../layouts/listFile.ts';

const roles: Readonly<Record<string, Role>> = { human: 'user', assistant: 'assistant' };

/** Claude.ai's data export: conversations with `chat_messages`, in a list or in a record of `conversations`. */
export const claudeExport: ListFormat = {
  format: 'claude-export',
  matches: (record) => placesOf(record).some(({ value }) => isConversation(value)),
  isSingle: isConversation,
  list: (record) =>
    placesOf(record).map(({ value }) => {
      const name = asString(dig(value, 'uuid'));
      return name === undefined ? {} : { name };
    }),
  read: (record, index) => {
    const place = placesOf(record)[index];
    const list = asArray(dig(place?.value, 'chat_messages'));
    if (place === undefined || list === undefined) return undefined;
    const thread = threadOf(place.value, list);
    const onThread = new Set(thread);
    const indices = new Map(list.map((message, i) => [message, i]));
    const messageOf = (message: Json): MessageDraft =>
      exportedMessage(message, `${place.pointer}/chat_messages/${indices.get(message)}`);
    const left = list.length - onThread.size;
    return {
      metadata: {
        ...smallMembers(asObject(place.value) ?? {}, ['chat_messages']),
        ...(left > 0 && { branchMessagesLeftOut: left }),
      },
      scores: [],
      messages: thread.map(messageOf),
      threads: left === 0 ? [] : branchThreads(list, thread, messageOf),
    };
  },
};

function branchThreads(
  list: readonly Json[],
  thread: readonly Json[],
  messageOf: (message: Json) => MessageDraft,
): ThreadDraft[] {
  const byId = new Map(list.map((message) => [asString(dig(message, 'uuid')) ?? '', message]));
  const shown = thread.map((message) => asString(dig(message, 'uuid')) ?? '');
  const nodes = [...byId].map(([id, message]) => {
    const parent = asString(dig(message, 'parent_message_uuid'));
    return { id, ...(parent !== undefined && { parent }) };
  });
  return sideBranches(nodes, new Set(shown)).map(({ from, ids }) => {
    const after = from === undefined ? -1 : shown.indexOf(from);
    const messages = ids.flatMap((id) => byId.get(id) ?? []).map(messageOf);
    return { kind: 'branch', title: '', ...(after >= 0 && { after }), messages };
  });
}

function isConversation(value: Json): boolean {
  const list = asArray(dig(value, 'chat_messages'));
  return list?.every((message) => typeof dig(message, 'sender') === 'string') ?? false;
}

function placesOf(record: Json): { readonly value: Json; readonly pointer: string }[] {
  if (dig(record, 'chat_messages') !== undefined) return [{ value: record, pointer: '' }];
  const list = asArray(dig(record, 'conversations')) ?? [];
  return list.filter(isConversation).length * 2 > list.length
    ? list.map((value, i) => ({ value, pointer: `/conversations/${i}` }))
    : [];
}

/** The messages from the current leaf up, where the export is a tree and says which leaf that is. */
function threadOf(conversation: Json, list: readonly Json[]): readonly Json[] {
  const byId = new Map(list.map((message) => [asString(dig(message, 'uuid')) ?? '', message]));
  const thread = new Set<Json>();
  let message = byId.get(asString(dig(conversation, 'current_leaf_message_uuid')) ?? '');
  while (message !== undefined && !thread.has(message)) {
    thread.add(message);
    message = byId.get(asString(dig(message, 'parent_message_uuid')) ?? '');
  }
  return thread.size > 0 ? [...thread].reverse() : list;
}

function exportedMessage(message: Json, pointer: string): MessageDraft {
  const word = asString(dig(message, 'sender')) ?? 'unknown';
  const role = roles[word] ?? 'other';
  const ownId = asString(dig(message, 'uuid'));
  const timestamp = asString(dig(message, 'created_at'));
  const content = asArray(dig(message, 'content')) ?? [];
  // `text` repeats what the blocks say.
  const said =
    content.length > 0
      ? contentParts(content, `${pointer}/content`)
      : spokenPart('text', dig(message, 'text'), `${pointer}/text`);
  return {
    role,
    pointer,
    parts: [...said, ...attached(message, pointer)],
    ...(role === 'other' && { name: word }),
    ...(ownId !== undefined && { ownId }),
    ...(timestamp !== undefined && { timestamp }),
  };
}

function attached(message: Json, pointer: string): Part[] {
  const attachments = (asArray(dig(message, 'attachments')) ?? []).map((file, i): Part => {
    const text = asString(dig(file, 'extracted_content'));
    const name = asString(dig(file, 'file_name'));
    const at = `${pointer}/attachments/${i}/extracted_content`;
    return {
      type: 'document',
      text: text ?? '',
      ...(text !== undefined && { source: { pointer: at, encoding: 'string' } as const }),
      ...(name !== undefined && { name }),
    };
  });
  const files = (asArray(dig(message, 'files')) ?? []).map(
    (file): Part => ({ type: 'document', text: '', name: asString(dig(file, 'file_name')) ?? '' }),
  );
  return [...attachments, ...files];
}
