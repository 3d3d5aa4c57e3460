import type { Json, JsonObject } from '../../text/json.ts';
import type { Part } from '../../transcripts/transcript.ts';
import { contentParts, resultParts } from '../drafts/chatContent.ts';
import { chatMessage } from '../drafts/chatMessage.ts';
import { spokenPart } from '../drafts/draftPart.ts';
import { sideBranches } from '../drafts/sideBranches.ts';
import type { MessageDraft, ThreadDraft } from '../drafts/transcriptDraft.ts';
import { asObject, asString, dig, smallMembers } from '../jsonAccess.ts';
import type { SessionEvent, SessionFormat } from '../layouts/sessionFile.ts';

const kinds = new Set([
  'session',
  'message',
  'model_change',
  'thinking_level_change',
  'compaction',
  'branch_summary',
  'custom',
  'custom_message',
  'label',
  'session_info',
]);

/** Sessions of the pi coding agent. With ids the lines are a tree, and the thread is what the last one follows. */
export const piSession: SessionFormat = {
  format: 'pi-session',
  matches: (line) => {
    const kind = asString(dig(line, 'type')) ?? '';
    if (kind === 'session') return typeof dig(line, 'cwd') === 'string';
    if (kind === 'message') return typeof dig(line, 'message', 'role') === 'string';
    return kinds.has(kind) && typeof dig(line, 'timestamp') === 'string';
  },
  nameOf: (lines) =>
    asString(
      dig(
        lines.find((line) => dig(line, 'type') === 'session'),
        'id',
      ),
    ),
  read: (events) => {
    const thread = lastThread(events);
    const messages = thread.flatMap(lineMessage);
    if (messages.length === 0) return undefined;
    const facts = asObject(events.find(({ value }) => dig(value, 'type') === 'session')?.value);
    const left = events.filter(isSpoken).length - thread.filter(isSpoken).length;
    const metadata: JsonObject = {
      ...smallMembers(facts ?? {}, ['type']),
      ...(asString(facts?.['modelId']) !== undefined && { model: facts?.['modelId'] as string }),
      ...(left > 0 && { branchLinesLeftOut: left }),
    };
    return { metadata, scores: [], messages, threads: branchThreads(events, thread) };
  },
};

const isSpoken = ({ value }: SessionEvent): boolean => dig(value, 'type') === 'message';

function lastThread(events: readonly SessionEvent[]): readonly SessionEvent[] {
  const parents = new Map<string, string | undefined>();
  for (const { value } of events) {
    const id = asString(dig(value, 'id'));
    if (id !== undefined && dig(value, 'type') !== 'session') parents.set(id, asString(dig(value, 'parentId')));
  }
  if (![...parents.values()].some((parent) => parent !== undefined)) return events;
  const thread = new Set<string>();
  let id: string | undefined = [...parents.keys()].at(-1);
  while (id !== undefined && !thread.has(id)) {
    thread.add(id);
    id = parents.get(id);
  }
  return events.filter(({ value }) => thread.has(asString(dig(value, 'id')) ?? ''));
}

function branchThreads(events: readonly SessionEvent[], thread: readonly SessionEvent[]): ThreadDraft[] {
  if (thread.length === events.length) return [];
  const byId = new Map(events.map((event) => [asString(dig(event.value, 'id')) ?? '', event]));
  const shown = thread.map(({ value }) => asString(dig(value, 'id')) ?? '');
  const nodes = [...byId].flatMap(([id, { value }]) => {
    const parent = asString(dig(value, 'parentId'));
    return dig(value, 'type') === 'session' ? [] : [{ id, ...(parent !== undefined && { parent }) }];
  });
  return sideBranches(nodes, new Set(shown)).map(({ from, ids }) => {
    const above = from === undefined ? [] : thread.slice(0, shown.indexOf(from) + 1);
    const after = above.flatMap(lineMessage).length - 1;
    const messages = ids.flatMap((id) => byId.get(id) ?? []).flatMap(lineMessage);
    return { kind: 'branch', title: '', ...(after >= 0 && { after }), messages };
  });
}

function lineMessage({ pointer, value }: SessionEvent): MessageDraft[] {
  const kind = asString(dig(value, 'type'));
  const stamp = asString(dig(value, 'timestamp'));
  const id = asString(dig(value, 'id'));
  const own = { pointer, ...(stamp !== undefined && { timestamp: stamp }), ...(id !== undefined && { ownId: id }) };
  if (kind === 'compaction' || kind === 'branch_summary') {
    return [
      { ...own, role: 'system', name: kind, parts: spokenPart('text', dig(value, 'summary'), `${pointer}/summary`) },
    ];
  }
  if (kind === 'custom_message') {
    return [
      {
        ...own,
        role: 'user',
        name: asString(dig(value, 'customType')) ?? kind,
        parts: contentParts(dig(value, 'content'), `${pointer}/content`),
      },
    ];
  }
  const message = dig(value, 'message');
  if (kind !== 'message' || message === undefined) return [];
  const at = `${pointer}/message`;
  const { pointer: _pointer, ownId: _ownId, timestamp: _timestamp, ...draft } = chatMessage(message, at);
  switch (dig(message, 'role')) {
    case 'toolResult':
      return [{ ...own, role: 'tool', parts: resultOf(message, at) }];
    case 'bashExecution':
      return [{ ...own, role: 'user', name: 'bashExecution', parts: shellOf(message, at) }];
    default:
      return [{ ...draft, ...own, parts: blocksOf(message, at) }];
  }
}

function blocksOf(message: Json, pointer: string): Part[] {
  return [
    ...contentParts(dig(message, 'content'), `${pointer}/content`),
    ...spokenPart('text', dig(message, 'errorMessage'), `${pointer}/errorMessage`),
  ];
}

function resultOf(message: Json, pointer: string): Part[] {
  const callId = asString(dig(message, 'toolCallId'));
  const name = asString(dig(message, 'toolName'));
  const facts = { ...(callId !== undefined && { callId }), ...(name !== undefined && { name }) };
  return resultParts(dig(message, 'content'), `${pointer}/content`, {
    ...facts,
    ...(dig(message, 'isError') === true && { isError: true }),
  });
}

/** A command that the user ran, and what it gave. */
function shellOf(message: Json, pointer: string): Part[] {
  const failed = typeof dig(message, 'exitCode') === 'number' && dig(message, 'exitCode') !== 0;
  return [
    ...spokenPart('text', dig(message, 'command'), `${pointer}/command`),
    ...resultParts(dig(message, 'output'), `${pointer}/output`, { name: 'bash', ...(failed && { isError: true }) }),
  ];
}
