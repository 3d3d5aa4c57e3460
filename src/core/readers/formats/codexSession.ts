import type { Json, JsonObject } from '../../text/json.ts';
import { spokenPart } from '../drafts/draftPart.ts';
import { isResponseItem, itemMessages, type ResponseItem } from '../drafts/responseItems.ts';
import type { MessageDraft } from '../drafts/transcriptDraft.ts';
import { asObject, asString, dig, smallMembers } from '../jsonAccess.ts';
import type { SessionEvent, SessionFormat } from '../layouts/sessionFile.ts';

const envelopes = new Set(['session_meta', 'turn_context', 'response_item', 'event_msg', 'compacted']);
/** What the tool itself puts into the user's mouth. */
const wrapper =
  /^\s*(?:<(environment_context|user_instructions|permissions instructions|turn_aborted|collaboration_mode|skills_instructions|user_shell_command)>|(# AGENTS\.md instructions))/;

/**
 * Codex CLI rollouts. In the newer form each line is an envelope, and only `response_item` counts:
 * `event_msg` tells the same again. In the older form lines are bare items after a line of facts.
 */
export const codexSession: SessionFormat = {
  format: 'codex-session',
  matches: (line) =>
    isEnvelope(line) || isResponseItem(line) || isFacts(line) || dig(line, 'record_type') !== undefined,
  nameOf: (lines) => {
    const facts = lines.find((line) => dig(line, 'type') === 'session_meta');
    return asString(facts === undefined ? dig(lines.find(isFacts), 'id') : dig(facts, 'payload', 'id'));
  },
  read: (events) => {
    const items = events.flatMap(itemsOf);
    if (items.length === 0) return undefined;
    return { metadata: metadataOf(events), scores: [], messages: messagesOf(items) };
  },
};

const isEnvelope = (line: Json): boolean =>
  envelopes.has(asString(dig(line, 'type')) ?? '') && asObject(dig(line, 'payload')) !== undefined;

/** The first line of the older form. */
const isFacts = (line: Json): boolean =>
  dig(line, 'type') === undefined &&
  typeof dig(line, 'id') === 'string' &&
  typeof dig(line, 'timestamp') === 'string' &&
  dig(line, 'instructions') !== undefined;

interface Item extends ResponseItem {
  /** The history that was compacted into this summary is above it. */
  readonly compacted?: boolean;
}

function itemsOf({ pointer, value }: SessionEvent): Item[] {
  const stamp = asString(dig(value, 'timestamp'));
  const timestamp = stamp === undefined ? {} : { timestamp: stamp };
  const payload = dig(value, 'payload');
  if (dig(value, 'type') === 'response_item' && payload !== undefined) {
    return [{ pointer: `${pointer}/payload`, value: payload, ...timestamp }];
  }
  if (dig(value, 'type') === 'compacted' && payload !== undefined) {
    return [{ pointer: `${pointer}/payload`, value: payload, compacted: true, ...timestamp }];
  }
  return isResponseItem(value) ? [{ pointer, value, ...timestamp }] : [];
}

function messagesOf(items: readonly Item[]): MessageDraft[] {
  const messages: MessageDraft[] = [];
  let run: Item[] = [];
  const flush = (): void => {
    messages.push(...itemMessages(run).map(marked));
    run = [];
  };
  for (const item of items) {
    if (!item.compacted) {
      run.push(item);
      continue;
    }
    flush();
    const parts = spokenPart('text', dig(item.value, 'message'), `${item.pointer}/message`);
    const stamp = item.timestamp === undefined ? {} : { timestamp: item.timestamp };
    messages.push({ role: 'system', name: 'compacted', pointer: item.pointer, parts, ...stamp });
  }
  flush();
  return messages;
}

function marked(message: MessageDraft): MessageDraft {
  const found = message.role === 'user' ? wrapper.exec(message.parts[0]?.text ?? '') : null;
  return found === null ? message : { ...message, name: found[1] ?? 'AGENTS.md' };
}

function metadataOf(events: readonly SessionEvent[]): JsonObject {
  const meta = events.find(({ value }) => dig(value, 'type') === 'session_meta');
  const facts = asObject(
    meta === undefined ? events.find(({ value }) => isFacts(value))?.value : dig(meta.value, 'payload'),
  );
  const turn = events.find(({ value }) => dig(value, 'type') === 'turn_context')?.value;
  const model = asString(dig(turn, 'payload', 'model'));
  const effort = asString(dig(turn, 'payload', 'effort'));
  return {
    ...smallMembers(facts ?? {}, []),
    ...(model !== undefined && { model }),
    ...(effort !== undefined && { effort }),
  };
}
