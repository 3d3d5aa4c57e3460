import type { Json } from '../../text/json.ts';
import type { Thread } from '../../transcripts/transcript.ts';
import type { MessageDraft, ThreadDraft } from '../drafts/transcriptDraft.ts';
import { asArray, asString, member } from '../jsonAccess.ts';
import { BranchPlaces, type LoggedBranch, loggedBranches } from './inspectBranches.ts';
import { type Attachments, resolveString } from './inspectContent.ts';
import {
  type EventScope,
  modelInput,
  modelOutputs,
  type PlacedMessage,
  type ScopedEvent,
  scopedEvents,
  scopedEventsAt,
} from './inspectEvents.ts';
import { inspectMessage } from './inspectMessage.ts';
import { type MessageKeys, messageKeys } from './inspectMessageKeys.ts';
import { messagePoolOf, poolRanges } from './inspectPools.ts';

/** A thread as the generations that make it come by. */
interface Growing {
  kind: Thread['kind'];
  readonly speaker: EventScope | undefined;
  /** The same object for all that is in one branch. */
  readonly branch: LoggedBranch | undefined;
  readonly title: string;
  /** Place in the shown thread, or -1 before it. */
  readonly after: number;
  /** All that the model had before it and answered, by key. */
  sequence: readonly number[];
  readonly messages: PlacedMessage[];
  lastEvent: number;
}

/** A new generation is compared with this many threads of the same speaker, the latest ones. */
const comparedThreads = 16;
/** More than any run leaves out; a record that repeats its pool for ever is cut here. */
const mostMessages = 200_000;

/**
 * What the messages of a sample leave out and its events still have: generations that were tried
 * again, branches that were rolled back, history before a compaction, other agents, judges. Each message
 * stands in one thread of its speaker; input that the shown thread already holds adds nothing.
 */
export function inspectThreads(sample: Json, shown: readonly PlacedMessage[], attachments: Attachments): ThreadDraft[] {
  const keys = messageKeys(shown, attachments);
  const grown = growThreads(sample, scopedEvents(sample), shown, keys);
  const attempts = (asArray(member(sample, 'error_retries')) ?? []).flatMap((attempt, i): Growing[] => {
    const events = scopedEventsAt(asArray(member(attempt, 'events')) ?? [], `/error_retries/${i}/events`);
    const title = (asString(member(attempt, 'message')) ?? '').slice(0, 200);
    return growThreads(sample, events, [], messageKeys([], attachments)).map((each) => ({
      ...each,
      kind: 'retry',
      title,
    }));
  });
  return mergeRetries([...attempts, ...grown]).map(({ kind, title, after, messages }) => ({
    kind,
    title,
    ...(after >= 0 && { after }),
    messages: messages.map((message) => draftOf(message, attachments)),
  }));
}

/** A generation that failed is the error, after what there was of it. */
function draftOf({ value, pointer, error }: PlacedMessage, attachments: Attachments): MessageDraft {
  const draft = inspectMessage(value, pointer, attachments);
  if (error === undefined) return draft;
  const said = draft.parts.filter((part) => part.type !== 'text' || part.text !== '');
  return {
    ...draft,
    parts: [...said, { type: 'other', kind: 'error', ...resolveString(error.text, error.pointer, attachments) }],
  };
}

function growThreads(
  sample: Json,
  events: readonly ScopedEvent[],
  shown: readonly PlacedMessage[],
  keys: MessageKeys,
): Growing[] {
  const pool = messagePoolOf(sample);
  const poolKeys = pool.messages.map((message) => keys.key(message));
  const isShown = (key: number) => keys.shownAt(key) >= 0;
  // Speakers of the shown thread: those of whom a generation stands in it.
  const main = new Set<EventScope | undefined>();
  for (const each of events) {
    if (modelOutputs(each).some(({ value }) => isShown(keys.key(value)))) main.add(each.scope?.speaker);
  }
  const threads: Growing[] = [];
  const branchOf = loggedBranches(sample, events);
  const branchPlaces = new BranchPlaces(shown);
  const placed = new Map<EventScope | undefined, Set<number>>();
  let lastShown = -1;
  let count = 0;

  const place = (each: ScopedEvent, order: number, sequence: readonly number[], at: (i: number) => PlacedMessage) => {
    const first = sequence.findIndex((key) => !isShown(key));
    if (first < 0) {
      lastShown = keys.shownAt(sequence.at(-1) ?? -1);
      return;
    }
    const speaker = each.scope?.speaker;
    const seen = placed.get(speaker) ?? new Set<number>();
    placed.set(speaker, seen);
    const fresh = sequence.flatMap((key, i) => (i < first || isShown(key) || seen.has(key) ? [] : [i]));
    const branch = branchOf(each);
    const before = threads
      .filter((thread) => thread.speaker === speaker && thread.branch === branch)
      .slice(-comparedThreads);
    const earlier = before.findLast((thread) => startsWith(sequence, thread.sequence));
    count += fresh.length;
    if (count > mostMessages) return;
    for (const i of fresh) seen.add(sequence[i] as number);
    if (earlier !== undefined) {
      if (fresh.length > 0 && earlier.kind === 'retry') earlier.kind = 'branch';
      Object.assign(earlier, { sequence, lastEvent: order });
      earlier.messages.push(...fresh.map(at));
      return;
    }
    if (fresh.length === 0) return;
    const spoken = sequence.slice(0, first).some((key) => member(shown[keys.shownAt(key)]?.value, 'role') !== 'system');
    const samePlace = first > 0 && sequence[first - 1] === keys.shown[first - 1];
    const fork = samePlace ? first - 1 : keys.shownAt(sequence[first - 1] ?? -1);
    const aside = speaker !== undefined && !main.has(speaker);
    const only = fresh.length === 1 && fresh[0] === sequence.length - 1;
    const kind = kindOf();
    const role = asString(each.event['role']);
    const begins = kind === 'branch' ? branchPlaces.get(branch?.from) : undefined;
    const named = kind === 'branch' ? branch?.name : undefined;
    // What the model saw instead of the history stands before what it answered.
    const answer = kind === 'compaction' ? keys.shownAt(sequence.at(-1) ?? -1) : -1;
    threads.push({
      kind,
      speaker,
      branch,
      title: named ?? (aside ? speaker.name : kind === 'other' ? (role ?? '') : ''),
      after: begins ?? (answer > 0 ? answer - 1 : aside || !spoken ? lastShown : fork),
      sequence,
      messages: fresh.map(at),
      lastEvent: order,
    });

    function kindOf(): Thread['kind'] {
      if (aside && speaker.type === 'scorer') return 'other';
      // Both ways that another agent went are shown, the second from where they part.
      if (aside) return fresh[0] === first && fresh.length === sequence.length - first ? 'subagent' : 'branch';
      if (branch !== undefined) return 'branch';
      if (sequence.slice(first).some(isShown)) return 'compaction';
      if (!spoken) return 'other';
      // Nothing stands in its place: it was not tried again.
      if (only) return fork === shown.length - 1 ? 'other' : 'retry';
      return 'branch';
    }
  };

  // How many of the pool are left out, up to each place: most input is in the shown thread, and is not expanded.
  const leftOut = [0];
  for (const key of poolKeys) leftOut.push((leftOut.at(-1) as number) + (isShown(key) ? 0 : 1));
  /** Where a generation ends in the shown thread, when all of it is there and its input is in the pool. */
  const lastOfShown = (each: ScopedEvent): number | undefined => {
    const ranges = poolRanges(each.event['input_refs'], poolKeys.length);
    if (ranges.length === 0 || ranges.some(({ start, end }) => leftOut[start] !== leftOut[end])) return undefined;
    const outputs = modelOutputs(each).map(({ value }) => keys.key(value));
    const last = outputs.at(-1) ?? poolKeys[(ranges.at(-1)?.end ?? 0) - 1];
    return last !== undefined && outputs.every(isShown) ? keys.shownAt(last) : undefined;
  };
  for (const [order, each] of events.entries()) {
    if (each.kind === 'anchor') branchPlaces.anchor(each.event, lastShown);
    if (each.kind !== 'model') continue;
    const last = lastOfShown(each);
    if (last !== undefined) {
      lastShown = last;
      continue;
    }
    const input = modelInput(each, pool);
    const given = Array.from({ length: input.length }, (_, i) => {
      const pooled = input.pooled?.[i];
      return pooled === undefined ? keys.key(input.at(i).value) : (poolKeys[pooled] as number);
    });
    const outputs = modelOutputs(each);
    if (outputs.length === 0) place(each, order, given, input.at);
    for (const output of outputs) {
      const at = (i: number) => (i < input.length ? input.at(i) : output);
      place(each, order, [...given, keys.key(output.value)], at);
    }
  }
  const compacted = events.flatMap(({ kind, scope }, order) => (kind === 'compaction' ? [{ order, scope }] : []));
  for (const thread of threads) {
    const isHistory = compacted.some(
      ({ order, scope }) => order > thread.lastEvent && scope?.speaker === thread.speaker,
    );
    if (isHistory && thread.branch === undefined && (thread.kind === 'branch' || thread.kind === 'retry'))
      thread.kind = 'compaction';
  }
  return threads;
}

function startsWith(sequence: readonly number[], start: readonly number[]): boolean {
  return start.length <= sequence.length && start.every((key, i) => sequence[i] === key);
}

/** Generations that were tried again in one place are one thread. */
function mergeRetries(threads: readonly Growing[]): Growing[] {
  const merged: Growing[] = [];
  for (const thread of threads) {
    const same = merged.find(
      ({ kind, after, speaker, title }) =>
        kind === 'retry' &&
        thread.kind === kind &&
        after === thread.after &&
        speaker === thread.speaker &&
        title === thread.title,
    );
    if (same === undefined) merged.push(thread);
    else same.messages.push(...thread.messages);
  }
  return merged;
}
