import type { Json, JsonObject } from '../../text/json.ts';
import { asArray, asObject, asString, dig, member } from '../jsonAccess.ts';
import { type MessagePool, pooledIndices } from './inspectPools.ts';

/** A span, or in logs before 2025 a step: what an event happened in. */
export interface EventScope {
  readonly type: string;
  readonly name: string;
  /** The innermost agent, subtask or scorer that this is or is in. */
  readonly speaker: EventScope | undefined;
  /** The innermost branch that this is or is in. */
  readonly branch: EventScope | undefined;
}

/** A generation, or where the history was compacted, a branch began, a place was named; in the order of the log. */
export interface ScopedEvent {
  readonly kind: 'model' | 'compaction' | 'branch' | 'anchor';
  readonly event: JsonObject;
  readonly pointer: string;
  readonly scope: EventScope | undefined;
}

const speakers = new Set(['agent', 'subtask', 'scorer', 'handoff']);
/** Tools that run agents that run tools: no log nests deeper. */
const deepest = 32;

/** The generations, compactions and branches among a sample's events, those inside tools and subtasks too. */
export function scopedEvents(sample: Json): ScopedEvent[] {
  const { events, pointer } = eventsOf(sample);
  return scopedEventsAt(events, pointer);
}

/** A sample's own events and where they are: in the oldest logs in `transcript`; a list of events is its own. */
export function eventsOf(sample: Json): { readonly events: readonly Json[]; readonly pointer: string } {
  const list = asArray(sample);
  if (list !== undefined) return { events: list, pointer: '' };
  const own = asArray(member(sample, 'events'));
  if (own !== undefined) return { events: own, pointer: '/events' };
  return { events: asArray(dig(sample, 'transcript', 'events')) ?? [], pointer: '/transcript/events' };
}

/** The same of events that stand elsewhere in the record: those of an attempt that failed. */
export function scopedEventsAt(events: readonly Json[], pointer: string): ScopedEvent[] {
  const found: ScopedEvent[] = [];
  collect(events, pointer, undefined, new Map(), found, 0);
  return found;
}

function collect(
  events: readonly Json[],
  pointer: string,
  outer: EventScope | undefined,
  spans: Map<string, EventScope>,
  found: ScopedEvent[],
  depth: number,
): void {
  const steps: EventScope[] = [];
  for (const [i, value] of events.entries()) {
    const event = asObject(value);
    const kind = asString(event?.['event']);
    if (event === undefined || kind === undefined) continue;
    const at = `${pointer}/${i}`;
    const spanId = asString(event['span_id']);
    const scope = (spanId === undefined ? undefined : spans.get(spanId)) ?? steps.at(-1) ?? outer;
    if (kind === 'span_begin') {
      const parent = spans.get(asString(event['parent_id']) ?? '') ?? outer;
      const id = asString(event['id']);
      if (id !== undefined) spans.set(id, scopeOf(event, parent));
    } else if (kind === 'step') {
      if (event['action'] === 'begin') steps.push(scopeOf(event, scope));
      else steps.pop();
    } else if (kind === 'model' || kind === 'compaction' || kind === 'branch' || kind === 'anchor') {
      found.push({ kind, event, pointer: at, scope });
    }
    const inner = asArray(event['events']);
    if (inner !== undefined && inner.length > 0 && depth < deepest) {
      const name = asString(event['agent']) ?? asString(event['name']) ?? asString(event['function']) ?? '';
      collect(inner, `${at}/events`, scopeOf({ type: 'subtask', name }, scope), spans, found, depth + 1);
    }
  }
}

function scopeOf(event: JsonObject, parent: EventScope | undefined): EventScope {
  const type = asString(event['type']) ?? '';
  const name = asString(event['name']) ?? '';
  const scope: { -readonly [K in keyof EventScope]: EventScope[K] } = {
    type,
    name,
    speaker: parent?.speaker,
    branch: parent?.branch,
  };
  if (speakers.has(type)) scope.speaker = scope;
  if (type === 'branch') scope.branch = scope;
  return scope;
}

export interface PlacedMessage {
  readonly value: Json;
  /** In the record. */
  readonly pointer: string;
  /** Why the generation failed, and where that stands. */
  readonly error?: { readonly text: string; readonly pointer: string };
}

/** What a model was given, by place: nothing is copied out of the pool. */
export interface ModelInput {
  readonly length: number;
  /** Indices into the pool; absent where the event holds its input itself. */
  readonly pooled?: readonly number[];
  at(index: number): PlacedMessage;
}

export function modelInput({ event, pointer }: ScopedEvent, pool: MessagePool): ModelInput {
  if (asArray(event['input_refs']) !== undefined) {
    const pooled = pooledIndices(event['input_refs'], pool.messages.length);
    const at = (index: number): PlacedMessage => {
      const place = pooled[index] ?? -1;
      return { value: pool.messages[place] ?? null, pointer: `${pool.pointer}/${place}` };
    };
    return { length: pooled.length, pooled, at };
  }
  const input = asArray(event['input']) ?? [];
  return { length: input.length, at: (i) => ({ value: input[i] ?? null, pointer: `${pointer}/input/${i}` }) };
}

/** What it answered: usually one message, several where several were asked for. */
export function modelOutputs({ event, pointer }: ScopedEvent): PlacedMessage[] {
  const text = asString(event['error']);
  const error = text === undefined || text === '' ? undefined : { text, pointer: `${pointer}/error` };
  return (asArray(dig(event, 'output', 'choices')) ?? []).flatMap((choice, i): PlacedMessage[] => {
    const value = dig(choice, 'message');
    if (value === undefined || asObject(value) === undefined) return [];
    return [{ value, pointer: `${pointer}/output/choices/${i}/message`, ...(error && { error }) }];
  });
}
