import type { Json } from '../../text/json.ts';
import type { Part, Role } from '../../transcripts/transcript.ts';
import { otherPart } from '../drafts/chatContent.ts';
import { spokenPart } from '../drafts/draftPart.ts';
import { sideBranches } from '../drafts/sideBranches.ts';
import type { MessageDraft, ThreadDraft } from '../drafts/transcriptDraft.ts';
import { asArray, asObject, asString, dig, smallMembers } from '../jsonAccess.ts';
import type { RecordFormat } from '../layouts/recordFile.ts';

const roles: Readonly<Record<string, Role>> = { system: 'system', user: 'user', assistant: 'assistant', tool: 'tool' };

/** ChatGPT's data export: a tree of nodes, read as the thread that ends in the current one. */
export const chatgptExport: RecordFormat = {
  format: 'chatgpt-export',
  matches: (record) => {
    const nodes = Object.values(asObject(dig(record, 'mapping')) ?? {});
    return nodes.some((node) => asObject(dig(node, 'message', 'author')) !== undefined);
  },
  read: (record) => {
    const mapping = asObject(dig(record, 'mapping'));
    if (mapping === undefined) return undefined;
    const thread = threadOf(mapping, asString(dig(record, 'current_node')));
    const spoken = Object.values(mapping).filter((node) => asObject(dig(node, 'message')) !== undefined).length;
    const messagesOf = (ids: readonly string[]): MessageDraft[] =>
      ids.flatMap((id) => nodeMessage(dig(mapping, id, 'message'), `/mapping/${escaped(id)}/message`));
    const left = spoken - thread.filter((id) => asObject(dig(mapping, id, 'message')) !== undefined).length;
    return {
      metadata: {
        ...smallMembers(asObject(record) ?? {}, ['mapping']),
        ...(left > 0 && { branchMessagesLeftOut: left }),
      },
      scores: [],
      messages: messagesOf(thread),
      threads: left === 0 ? [] : branchThreads(mapping, thread, messagesOf),
    };
  },
};

/** Answers that were tried again, prompts that were edited: what is not on the thread. */
function branchThreads(
  mapping: { readonly [key: string]: Json },
  thread: readonly string[],
  messagesOf: (ids: readonly string[]) => MessageDraft[],
): ThreadDraft[] {
  const nodes = Object.keys(mapping).map((id) => {
    const parent = asString(dig(mapping, id, 'parent'));
    return { id, ...(parent !== undefined && { parent }) };
  });
  return sideBranches(nodes, new Set(thread)).map(({ from, ids }) => {
    const after = from === undefined ? -1 : messagesOf(thread.slice(0, thread.indexOf(from) + 1)).length - 1;
    return { kind: 'branch', title: '', ...(after >= 0 && { after }), messages: messagesOf(ids) };
  });
}

const escaped = (key: string): string => key.replaceAll('~', '~0').replaceAll('/', '~1');

/** Ids from the root to the current node; without one to the last leaf; without parents all, as they stand. */
function threadOf(mapping: { readonly [key: string]: Json }, current: string | undefined): string[] {
  const ids = Object.keys(mapping);
  if (!ids.some((id) => typeof dig(mapping, id, 'parent') === 'string')) return ids;
  const isLeaf = (id: string): boolean => (asArray(dig(mapping, id, 'children')) ?? []).length === 0;
  const thread: string[] = [];
  const seen = new Set<string>();
  let id = current !== undefined && Object.hasOwn(mapping, current) ? current : ids.findLast(isLeaf);
  while (id !== undefined && Object.hasOwn(mapping, id) && !seen.has(id)) {
    seen.add(id);
    thread.unshift(id);
    id = asString(dig(mapping, id, 'parent'));
  }
  return thread;
}

function nodeMessage(message: Json | undefined, pointer: string): MessageDraft[] {
  if (asObject(message) === undefined) return [];
  const word = asString(dig(message, 'author', 'role')) ?? 'unknown';
  const role = roles[word] ?? 'other';
  const parts = contentOf(message, role, `${pointer}/content`);
  const hidden = dig(message, 'metadata', 'is_visually_hidden_from_conversation') === true;
  if (parts.length === 0 && (hidden || role === 'system')) return [];
  const ownId = asString(dig(message, 'id'));
  const created = dig(message, 'create_time');
  const model = asString(dig(message, 'metadata', 'model_slug'));
  const name = asString(dig(message, 'author', 'name')) ?? (hidden ? 'hidden' : role === 'other' ? word : undefined);
  return [
    {
      role,
      pointer,
      parts,
      ...(ownId !== undefined && { ownId }),
      ...(name !== undefined && { name }),
      ...(model !== undefined && { model }),
      ...(typeof created === 'number' && Number.isFinite(created) && { timestamp: timeOf(created) }),
    },
  ];
}

function timeOf(seconds: number): string {
  const time = new Date(seconds * 1000);
  return Number.isNaN(time.getTime()) ? String(seconds) : time.toISOString();
}

function contentOf(message: Json | undefined, role: Role, pointer: string): Part[] {
  const content = dig(message, 'content');
  const kind = asString(dig(content, 'content_type')) ?? 'text';
  const recipient = asString(dig(message, 'recipient'));
  const said = saidParts(content, kind, pointer);
  if (role === 'tool') return said.map((part) => (part.type === 'text' ? { ...part, type: 'tool_result' } : part));
  // What goes to a tool instead of to everyone is a call; its text is the arguments.
  if (role === 'assistant' && recipient !== undefined && recipient !== 'all') {
    return said.map((part) =>
      part.type === 'text' ? { ...part, type: 'tool_call', callId: '', name: recipient } : part,
    );
  }
  return said;
}

function saidParts(content: Json | undefined, kind: string, pointer: string): Part[] {
  const list = asArray(dig(content, 'parts'));
  if (list !== undefined) return list.flatMap((part, i) => listedPart(part, `${pointer}/parts/${i}`));
  const thoughts = asArray(dig(content, 'thoughts'));
  if (thoughts !== undefined) {
    return thoughts.flatMap((thought, i) =>
      spokenPart('reasoning', dig(thought, 'content'), `${pointer}/thoughts/${i}/content`),
    );
  }
  if (kind === 'reasoning_recap') return spokenPart('reasoning', dig(content, 'content'), `${pointer}/content`);
  if (kind === 'user_editable_context') {
    return ['user_profile', 'user_instructions'].flatMap((key) =>
      spokenPart('text', dig(content, key), `${pointer}/${key}`),
    );
  }
  for (const key of ['text', 'result', 'content']) {
    const parts = spokenPart('text', dig(content, key), `${pointer}/${key}`);
    if (parts.length > 0) return parts;
  }
  return [];
}

function listedPart(part: Json, pointer: string): Part[] {
  if (typeof part === 'string') return spokenPart('text', part, pointer);
  const kind = asString(dig(part, 'content_type')) ?? 'part';
  if (kind === 'image_asset_pointer')
    return [{ type: 'image', text: '', url: asString(dig(part, 'asset_pointer')) ?? '' }];
  if (kind === 'audio_transcription') return spokenPart('text', dig(part, 'text'), `${pointer}/text`);
  return part === null ? [] : [otherPart(kind, pointer)];
}
