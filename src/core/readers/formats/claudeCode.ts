import type { Json, JsonObject } from '../../text/json.ts';
import { resultParts } from '../drafts/chatContent.ts';
import { chatMessage } from '../drafts/chatMessage.ts';
import { spokenPart, toolCallPart } from '../drafts/draftPart.ts';
import { leftOutBranches, type SessionNode } from '../drafts/leftOutBranches.ts';
import type { MessageDraft, ThreadDraft, TranscriptDraft } from '../drafts/transcriptDraft.ts';
import { asArray, asObject, asString, dig, smallMembers } from '../jsonAccess.ts';
import type { RecordFormat } from '../layouts/recordFile.ts';
import type { SessionEvent, SessionFormat } from '../layouts/sessionFile.ts';

/** Kinds of line that are no message. */
const otherKinds = new Set(['progress', 'system', 'summary', 'file-history-snapshot', 'queue-operation']);
/** What the tool itself puts into the user's mouth. */
const wrapper =
  /^\s*<(command-name|command-message|command-args|local-command-stdout|local-command-caveat|bash-input|bash-stdout|bash-stderr|system-reminder|task-notification|user-memory-input)>/;

/** Claude Code: a session's JSONL, the files of its sub-agents, other agents' logs of the same make. */
export const claudeCode: SessionFormat = {
  format: 'claude-code',
  matches: (line) => {
    const kind = asString(dig(line, 'type'));
    if (kind === undefined) return false;
    if (isMessageLine(line)) return true;
    if (kind === 'summary') return asString(dig(line, 'leafUuid')) !== undefined;
    if (kind === 'file-history-snapshot') return asObject(dig(line, 'snapshot')) !== undefined;
    return otherKinds.has(kind) && asString(dig(line, 'sessionId')) !== undefined;
  },
  nameOf: (lines) => {
    const first = lines.find(isMessageLine);
    const session = asString(dig(first, 'sessionId'));
    const agent = dig(first, 'isSidechain') === true ? asString(dig(first, 'agentId')) : undefined;
    return session === undefined || agent === undefined ? session : `${session}/${agent}`;
  },
  // A sidechain is another agent's thread: what the session's agent asked it, and all that followed.
  threads: {
    keys: new Set(['isSidechain', 'parentUuid']),
    startsAt: (scalars) => scalars.get('isSidechain') === 'true' && scalars.get('parentUuid') === 'null',
    expectedAfter: (lines) => dig(lines.find(isMessageLine), 'isSidechain') === false,
  },
  read: readEvents,
};

/** The web's export of such a session: its lines in a list. */
export const claudeCodeExport: RecordFormat = {
  format: 'claude-code',
  matches: (record) => (asArray(dig(record, 'loglines')) ?? []).some(isMessageLine),
  read: (record) => {
    const lines = asArray(dig(record, 'loglines'));
    const draft = lines && readEvents(lines.map((value, i) => ({ pointer: `/loglines/${i}`, value })));
    const facts = smallMembers(asObject(record) ?? {}, ['loglines']);
    return draft && { ...draft, metadata: { ...facts, ...draft.metadata } };
  },
};

const speakers = new Set(['user', 'assistant', 'tool', 'tool_result']);

function isMessageLine(line: Json): boolean {
  if (!speakers.has(asString(dig(line, 'type')) ?? '')) return false;
  const message = asObject(dig(line, 'message'));
  return message !== undefined && (typeof message['role'] === 'string' || typeof message['tool_name'] === 'string');
}

function readEvents(events: readonly SessionEvent[], thread = 0): TranscriptDraft | undefined {
  const lines = events.filter(({ value }) => isMessageLine(value) || isBoundary(value) || isBareMessage(value));
  if (thread > 0) {
    const side = lines.filter(isSide);
    const root = side.filter(({ value }) => dig(value, 'parentUuid') === null)[thread - 1];
    const ids = root === undefined ? new Set<string>() : descendants(events, asString(dig(root.value, 'uuid')) ?? '');
    const shown = side.filter(({ value }) => ids.has(asString(dig(value, 'uuid')) ?? ''));
    return shown.length === 0
      ? undefined
      : { metadata: metadataOf(shown, 0), scores: [], messages: mergeMessages(shown) };
  }
  const spoken = lines.filter(({ value }) => isMessageLine(value));
  if (spoken.length === 0) return undefined;
  // The file of a sub-agent is all sidechain; in a session's own file a sidechain is another's thread.
  const main = spoken.every(isSide) ? lines : lines.filter((line) => !isSide(line));
  const branches = leftOutBranches(events.map(({ value }) => nodeOf(value)));
  const shown = main.filter(({ value }) => !branches.has(asString(dig(value, 'uuid')) ?? ''));
  return {
    metadata: metadataOf(events, main.length - shown.length),
    scores: [],
    messages: mergeMessages(shown),
    threads: branchThreads(main, branches),
  };
}

/** Each branch that was left, after the last message of the main thread that is before it in the file. */
function branchThreads(lines: readonly SessionEvent[], branches: ReadonlyMap<string, string>): ThreadDraft[] {
  const byRoot = new Map<string, { readonly before: number; readonly lines: SessionEvent[] }>();
  const shown: SessionEvent[] = [];
  for (const line of lines) {
    const root = branches.get(asString(dig(line.value, 'uuid')) ?? '');
    const branch = root === undefined ? undefined : (byRoot.get(root) ?? { before: shown.length, lines: [] });
    if (root === undefined || branch === undefined) shown.push(line);
    else {
      branch.lines.push(line);
      byRoot.set(root, branch);
    }
  }
  return [...byRoot.values()].map((branch) => {
    const after = mergeMessages(shown.slice(0, branch.before)).length - 1;
    return { kind: 'branch', title: '', ...(after >= 0 && { after }), messages: mergeMessages(branch.lines) };
  });
}

const isSide = ({ value }: SessionEvent): boolean => dig(value, 'isSidechain') === true;

/** Ids of a line and of all that followed from it. A line comes after the one that it follows. */
function descendants(events: readonly SessionEvent[], root: string): ReadonlySet<string> {
  const ids = new Set([root]);
  for (const { value } of events) {
    const id = asString(dig(value, 'uuid'));
    if (id !== undefined && ids.has(asString(dig(value, 'parentUuid')) ?? '')) ids.add(id);
  }
  return ids;
}

const isBoundary = (line: Json): boolean =>
  dig(line, 'type') === 'system' && dig(line, 'subtype') === 'compact_boundary';

/** A line whose message is no object: shown, since someone said it. */
const isBareMessage = (line: Json): boolean =>
  speakers.has(asString(dig(line, 'type')) ?? '') && typeof dig(line, 'message') === 'string';

function nodeOf(line: Json): SessionNode {
  const id = asString(dig(line, 'uuid'));
  const parent = asString(dig(line, 'parentUuid'));
  return {
    ...(id !== undefined && { id }),
    ...(parent !== undefined && { parent }),
    aside: !isMessageLine(line),
    prompt: dig(line, 'type') === 'user' && dig(line, 'isMeta') !== true && !isResult(dig(line, 'message', 'content')),
  };
}

/** One message of the API may be several lines, of one `message.id`; each part keeps the place of its line. */
function mergeMessages(lines: readonly SessionEvent[]): MessageDraft[] {
  const messages: MessageDraft[] = [];
  const byId = new Map<string, number>();
  for (const { pointer, value } of lines) {
    const draft = lineMessage(value, pointer);
    const id = draft.role === 'assistant' ? asString(dig(value, 'message', 'id')) : undefined;
    const known = id === undefined ? undefined : byId.get(id);
    const earlier = known === undefined ? undefined : messages[known];
    if (known !== undefined && earlier !== undefined) {
      messages[known] = { ...earlier, parts: [...earlier.parts, ...draft.parts] };
      continue;
    }
    if (id !== undefined) byId.set(id, messages.length);
    messages.push(draft);
  }
  return messages;
}

function lineMessage(line: Json, pointer: string): MessageDraft {
  const kind = asString(dig(line, 'type'));
  if (kind === 'system') {
    return {
      role: 'system',
      name: 'compact boundary',
      pointer,
      parts: spokenPart('text', dig(line, 'content'), `${pointer}/content`),
      ...own(line),
    };
  }
  const message = dig(line, 'message');
  if (typeof message === 'string') {
    const role = kind === 'assistant' ? 'assistant' : 'user';
    return { role, pointer, parts: spokenPart('text', message, `${pointer}/message`), ...own(line) };
  }
  if (typeof dig(message, 'tool_name') === 'string') return toolRun(message ?? null, line, pointer);
  const { ownId: _id, ...draft } = chatMessage(message ?? null, `${pointer}/message`);
  const role = draft.role === 'user' && isResult(dig(message, 'content')) ? 'tool' : draft.role;
  const name = draft.name ?? syntheticName(line);
  return { ...draft, role, pointer, ...(name !== undefined && { name }), ...own(line) };
}

/** Other agents write a call and its output as one line. */
function toolRun(message: Json, line: Json, pointer: string): MessageDraft {
  const name = asString(dig(message, 'tool_name')) ?? '';
  const failed = dig(message, 'status') !== undefined && dig(message, 'status') !== 'success';
  const facts = { name, ...(failed && { isError: true }) };
  const parts = [
    toolCallPart('', name, dig(message, 'tool_input'), `${pointer}/message/tool_input`),
    ...resultParts(dig(message, 'tool_output'), `${pointer}/message/tool_output`, facts),
  ];
  return { role: 'tool', name, pointer, parts, ...own(line) };
}

function own(line: Json): Pick<MessageDraft, 'ownId' | 'timestamp'> {
  const ownId = asString(dig(line, 'uuid'));
  const timestamp = asString(dig(line, 'timestamp'));
  return { ...(ownId !== undefined && { ownId }), ...(timestamp !== undefined && { timestamp }) };
}

/** A user's message that holds nothing but results is a tool's. */
function isResult(content: Json | undefined): boolean {
  const blocks = asArray(content) ?? [];
  return blocks.length > 0 && blocks.every((block) => dig(block, 'type') === 'tool_result');
}

function syntheticName(line: Json): string | undefined {
  if (dig(line, 'isCompactSummary') === true) return 'compact summary';
  if (dig(line, 'isMeta') === true) return 'meta';
  if (dig(line, 'isApiErrorMessage') === true) return 'api error';
  if (dig(line, 'message', 'model') === '<synthetic>') return 'synthetic';
  const content = dig(line, 'message', 'content');
  const text = asString(content) ?? asString(dig(content, 0, 'text'));
  return dig(line, 'type') === 'user' && text !== undefined ? wrapper.exec(text)?.[1] : undefined;
}

function metadataOf(events: readonly SessionEvent[], leftOut: number): JsonObject {
  const first = asObject(events.find(({ value }) => isMessageLine(value))?.value) ?? {};
  const facts = ['sessionId', 'agentId', 'agentSlug', 'agent', 'slug', 'version', 'cwd', 'workspace', 'gitBranch'];
  const summaries = events.flatMap(({ value }) =>
    dig(value, 'type') === 'summary' ? [dig(value, 'summary') ?? ''] : [],
  );
  const model = events.map(({ value }) => asString(dig(value, 'message', 'model'))).find((name) => name !== undefined);
  return {
    ...Object.fromEntries(
      facts.flatMap((key) => (first[key] === undefined || first[key] === '' ? [] : [[key, first[key]]])),
    ),
    ...(model !== undefined && { model }),
    ...(summaries.length > 0 && { summaries }),
    ...(leftOut > 0 && { branchLinesLeftOut: leftOut }),
  };
}
