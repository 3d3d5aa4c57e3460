import { pointerJoin, pointerTokens } from '../../text/findPointer.ts';
import type { Json, JsonObject } from '../../text/json.ts';
import type { PlacedMessage } from '../inspect/inspectEvents.ts';
import { asArray, asObject, asString, dig } from '../jsonAccess.ts';

/** A message of a view. What a patch has changed is no longer what stands at its pointer. */
export interface ViewMessage extends PlacedMessage {
  readonly patched?: true;
}

/** Messages that were taken back, and the ones before them, the nearest last. */
export interface ViewBranch {
  readonly before: readonly ViewMessage[];
  readonly messages: readonly ViewMessage[];
}

export interface View {
  readonly messages: readonly ViewMessage[];
  readonly branches: readonly ViewBranch[];
}

/** More edits than any audit has; what follows is left out. */
const mostEdits = 20_000;
/** Messages before a branch that are kept to find its place by. */
const keptBefore = 50;

/**
 * A view of Petri's transcript rebuilt from its events, in their order: `add` appends, `rollback` and
 * `reset` leave what they drop as a branch, `json_patch` (RFC 6902) changes the list in place.
 */
export function petriView(events: readonly Json[], name: string): View {
  let messages: ViewMessage[] = [];
  const branches: ViewBranch[] = [];
  const drop = (from: number) => {
    const dropped = messages.slice(from);
    if (dropped.length > 0)
      branches.push({ before: messages.slice(Math.max(0, from - keptBefore), from), messages: dropped });
    messages.length = from;
  };
  let edits = 0;
  for (const [i, event] of events.entries()) {
    if (dig(event, 'type') !== 'transcript_event' || !isOf(dig(event, 'view'), name) || edits++ > mostEdits) continue;
    const edit = asObject(dig(event, 'edit')) ?? {};
    const at = `/events/${i}/edit`;
    switch (asString(edit['operation']) ?? asString(edit['type'])) {
      case 'add':
        if (asObject(edit['message']) !== undefined)
          messages.push({ value: edit['message'] as Json, pointer: `${at}/message` });
        break;
      case 'rollback':
        drop(rollbackTo(messages, edit));
        break;
      case 'reset':
        drop(0);
        messages.push(
          ...(asArray(edit['new_messages']) ?? []).map((value, j) => ({ value, pointer: `${at}/new_messages/${j}` })),
        );
        break;
      case 'json_patch':
        for (const [j, patch] of (asArray(edit['patch']) ?? []).entries())
          messages = patched(messages, patch, `${at}/patch/${j}`);
        break;
    }
  }
  return { messages, branches };
}

const isOf = (view: Json | undefined, name: string): boolean =>
  view === name || (asArray(view)?.includes(name) ?? false);

/** How many messages stay: up to the one with `to_id`, else all but the last `count`. */
function rollbackTo(messages: readonly ViewMessage[], edit: JsonObject): number {
  const id = asString(edit['to_id']);
  const kept = id === undefined ? -1 : messages.findLastIndex(({ value }) => dig(value, 'id') === id);
  if (kept >= 0) return kept + 1;
  const count = edit['count'];
  return typeof count === 'number' && count >= 0 ? Math.max(0, messages.length - Math.trunc(count)) : messages.length;
}

/** One operation of a patch. What does not fit the list changes nothing. */
function patched(messages: readonly ViewMessage[], patch: Json, pointer: string): ViewMessage[] {
  const [operation, path, from] = ['op', 'path', 'from'].map((key) => asString(dig(patch, key)));
  const tokens = path === undefined || (path !== '' && !path.startsWith('/')) ? undefined : pointerTokens(path);
  const list = [...messages];
  const [first] = tokens ?? [];
  const index = first === '-' ? list.length : Number(first);
  if (tokens === undefined || first === undefined || !Number.isInteger(index) || index < 0) return list;
  const value = dig(patch, 'value');
  if (tokens.length > 1) {
    const target = list[index];
    if (target === undefined || (value === undefined) === (operation !== 'remove')) return list;
    const changed = changedAt(target.value, tokens.slice(1), operation ?? '', value);
    list[index] = { value: changed, pointer: target.pointer, patched: true };
    return list;
  }
  const source = from === undefined ? undefined : list[Number(pointerTokens(from)[0])];
  const placed: ViewMessage | undefined =
    value === undefined ? source : { value, pointer: pointerJoin(pointer, 'value') };
  if (operation === 'remove' && index < list.length) list.splice(index, 1);
  else if (operation === 'replace' && placed !== undefined && index < list.length) list[index] = placed;
  else if ((operation === 'add' || operation === 'copy') && placed !== undefined) list.splice(index, 0, placed);
  else if (operation === 'move' && source !== undefined) {
    list.splice(list.indexOf(source), 1);
    list.splice(index, 0, source);
  }
  return list;
}

/** A copy with the member at `tokens` set, or left out. */
function changedAt(holder: Json, tokens: readonly string[], operation: string, value: Json | undefined): Json {
  const [token, ...rest] = tokens;
  if (token === undefined) return holder;
  const list = asArray(holder);
  if (list !== undefined) {
    const index = token === '-' ? list.length : Number(token);
    if (!Number.isInteger(index) || index < 0 || index > list.length) return holder;
    const copy = [...list];
    if (rest.length > 0) copy[index] = changedAt(copy[index] ?? null, rest, operation, value);
    else if (operation === 'remove') copy.splice(index, 1);
    else copy.splice(index, operation === 'replace' ? 1 : 0, value ?? null);
    return copy;
  }
  const object = asObject(holder);
  if (object === undefined || (rest.length > 0 && !Object.hasOwn(object, token))) return holder;
  const entries = new Map(Object.entries(object));
  if (rest.length > 0) entries.set(token, changedAt(object[token] ?? null, rest, operation, value));
  else if (operation === 'remove') entries.delete(token);
  else entries.set(token, value ?? null);
  return Object.fromEntries(entries);
}
