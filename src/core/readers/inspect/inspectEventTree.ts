import type { Json, JsonObject } from '../../text/json.ts';
import type { EventNode } from '../../transcripts/transcript.ts';
import type { EventDraft } from '../drafts/eventDraft.ts';
import { asArray, asObject, asString, dig, member } from '../jsonAccess.ts';
import { type Attachments, resolveString } from './inspectContent.ts';
import { eventsOf, modelOutputs, type PlacedMessage } from './inspectEvents.ts';
import { messageKeys } from './inspectMessageKeys.ts';
import { type TimelineNode, timelinesOf } from './inspectTimelines.ts';

/** A tree of more events is cut: the rest is counted. */
export const mostEvents = 5000;
/** Groups that nest deeper lie beside each other at this depth. */
const deepest = 32;
/** Of a title, in UTF-16 units. */
const longestTitle = 120;

interface Growing extends EventDraft {
  readonly children: Growing[];
  readonly depth: number;
}

/** Events that are no group, no generation and no call, and yet tell how a run went. */
const told = new Set(['score', 'error', 'sample_limit', 'interrupt', 'approval', 'subtask']);
const groups = new Map<string, EventNode['kind']>([
  ['agent', 'agent'],
  ['subtask', 'agent'],
  ['handoff', 'agent'],
  ['branch', 'branch'],
]);

const groupKind = (type: string | undefined): EventNode['kind'] => groups.get(type ?? '') ?? 'span';

/**
 * What a sample's log holds as a tree: attempts that failed, then its timelines (Petri 3) with their agents and
 * branches, then spans (or in logs before 2025 steps) with the generations, calls and compactions in them. Spans
 * that hold none of these are left out.
 */
export function inspectEventTree(
  sample: Json,
  shown: readonly PlacedMessage[],
  attachments: Attachments,
): { readonly nodes: readonly EventDraft[]; readonly leftOut: number } {
  const keys = messageKeys(shown, attachments);
  let room = mostEvents;
  let leftOut = 0;

  /** A node under `parent`, or `parent` itself where there is no room for another group. */
  const add = (parent: Growing, kind: EventNode['kind'], title: string, made?: EventDraft['made']): Growing => {
    if (room === 0) {
      leftOut += 1;
      return parent;
    }
    room -= 1;
    const depth = Math.min(parent.depth + 1, deepest);
    const node: Growing = { kind, title: title.slice(0, longestTitle), ...(made && { made }), children: [], depth };
    parent.children.push(node);
    return parent.depth >= deepest ? parent : node;
  };

  const collect = (events: readonly Json[], pointer: string, outer: Growing): void => {
    const spans = new Map<string, Growing>();
    const steps: Growing[] = [];
    for (const [i, value] of events.entries()) {
      const event = asObject(value);
      const word = asString(event?.['event']);
      if (value === null) leftOut += 1;
      if (event === undefined || word === undefined) continue;
      const parent = spans.get(asString(event['span_id']) ?? '') ?? steps.at(-1) ?? outer;
      if (word === 'span_begin') {
        const at = spans.get(asString(event['parent_id']) ?? '') ?? outer;
        const id = asString(event['id']);
        const node = group(at, event);
        if (id !== undefined) spans.set(id, node);
        continue;
      }
      if (word === 'step') {
        if (event['action'] === 'begin') steps.push(group(parent, event));
        else steps.pop();
        continue;
      }
      const node = one(parent, word, event, `${pointer}/${i}`);
      const inner = asArray(event['events']);
      if (inner !== undefined && inner.length > 0 && outer.depth < deepest)
        collect(inner, `${pointer}/${i}/events`, node ?? parent);
    }
  };

  const place = (nodes: readonly TimelineNode[], parent: Growing): void => {
    for (const node of nodes) {
      if ('event' in node) one(parent, asString(node.event['event']) ?? '', node.event, node.pointer);
      else place(node.nodes, add(parent, node.isBranch ? 'branch' : groupKind(node.type), node.name));
    }
  };

  const group = (parent: Growing, event: JsonObject): Growing =>
    add(parent, groupKind(asString(event['type'])), asString(event['name']) ?? '');

  const one = (parent: Growing, word: string, event: JsonObject, pointer: string): Growing | undefined => {
    if (word === 'model') return add(parent, 'model', modelTitle(event), answerOf(event, pointer));
    if (word === 'tool') {
      const [id, call] = [asString(event['message_id']), asString(event['id'])];
      const made = { ...(id !== undefined && { id }), ...(call !== undefined && { call }) };
      return add(parent, 'tool', asString(event['function']) ?? '', made);
    }
    if (word === 'compaction') return add(parent, 'compaction', asString(event['type']) ?? '');
    if (!told.has(word)) return undefined;
    const about =
      asString(event['name']) ?? asString(event['scorer']) ?? asString(dig(event, 'error', 'message')) ?? '';
    return add(parent, word === 'subtask' ? 'agent' : 'other', `${word.replaceAll('_', ' ')} ${about}`.trim());
  };

  const answerOf = (event: JsonObject, pointer: string): EventDraft['made'] => {
    const [answer] = modelOutputs({ kind: 'model', event, pointer, scope: undefined });
    if (answer === undefined) return undefined;
    const place = room === 0 ? -1 : keys.shownAt(keys.key(answer.value));
    const id = asString(member(answer.value, 'id'));
    return { pointer: answer.pointer, ...(place >= 0 && { shown: place }), ...(id !== undefined && { id }) };
  };

  const modelTitle = (event: JsonObject): string => {
    const role = asString(event['role']);
    const retries = event['retries'];
    const error = asString(event['error']);
    return [
      asString(event['model']) ?? '',
      ...(role === undefined ? [] : [` as ${role}`]),
      ...(typeof retries === 'number' && retries > 0 ? [`, ${retries} retries`] : []),
      ...(error === undefined || error === '' ? [] : [`: ${resolveString(error, '', attachments).text}`]),
    ].join('');
  };

  const root: Growing = { kind: 'span', title: '', children: [], depth: 0 };
  for (const [i, attempt] of (asArray(member(sample, 'error_retries')) ?? []).entries()) {
    const node = add(root, 'retry', asString(member(attempt, 'message')) ?? '');
    collect(asArray(member(attempt, 'events')) ?? [], `/error_retries/${i}/events`, node);
  }
  const own = eventsOf(sample);
  for (const { name, nodes } of timelinesOf(sample, own)) place(nodes, add(root, 'span', name));
  collect(own.events, own.pointer, root);
  return { nodes: root.children.flatMap(prune), leftOut };
}

function prune({ kind, title, made, children }: Growing): EventDraft[] {
  const kept = children.flatMap(prune);
  return kind === 'span' && kept.length === 0 ? [] : [{ kind, title, ...(made && { made }), children: kept }];
}
