import type { Json, JsonObject } from '../../text/json.ts';
import { asArray, asString, member } from '../jsonAccess.ts';
import type { EventScope, ScopedEvent } from './inspectEvents.ts';

/** A way that was left, as the log itself names it. */
export interface LoggedBranch {
  readonly name: string;
  /** The id of a message or of an `anchor` event after which it begins. */
  readonly from: string | undefined;
}

/** Timelines nest as agents do; none nests deeper. */
const deepest = 64;

/**
 * The branch that each event stands in: of its span, whose `branch` event says where it began, else of the
 * sample's timelines (Petri 3), which name their events by uuid.
 */
export function loggedBranches(
  sample: Json,
  events: readonly ScopedEvent[],
): (event: ScopedEvent) => LoggedBranch | undefined {
  const begun = new Map<EventScope, LoggedBranch>();
  for (const { kind, event, scope } of events) {
    const branch = scope?.branch;
    if (branch === undefined) continue;
    const from = kind === 'branch' ? asString(event['from_anchor']) : undefined;
    if (!begun.has(branch) || from !== undefined) begun.set(branch, { name: branch.name, from });
  }
  const inTimelines = new Map<string, LoggedBranch>();
  for (const timeline of asArray(member(sample, 'timelines')) ?? [])
    collect(member(timeline, 'root'), undefined, inTimelines, 0);
  return ({ event, scope }) =>
    scope?.branch === undefined ? inTimelines.get(asString(event['uuid']) ?? '') : begun.get(scope.branch);
}

function collect(
  span: Json | undefined,
  branch: LoggedBranch | undefined,
  found: Map<string, LoggedBranch>,
  depth: number,
): void {
  if (depth > deepest) return;
  for (const item of asArray(member(span, 'content')) ?? []) {
    const uuid = asString(member(item, 'event')) ?? asString(member(member(item, 'event'), 'uuid'));
    if (uuid === undefined) collect(item, branch, found, depth + 1);
    else if (branch !== undefined) found.set(uuid, branch);
  }
  for (const each of asArray(member(span, 'branches')) ?? []) {
    const name = asString(member(each, 'name')) ?? '';
    collect(each, { name, from: asString(member(each, 'branched_from')) }, found, depth + 1);
  }
}

/**
 * Places in the shown thread by what a branch may begin from: ids of its messages, and ids of anchors, which
 * stand where the shown thread had come to by then.
 */
export class BranchPlaces {
  readonly #places = new Map<string, number>();

  constructor(shown: readonly { readonly value: Json }[]) {
    for (const [place, { value }] of shown.entries()) {
      const id = asString(member(value, 'id'));
      if (id !== undefined && !this.#places.has(id)) this.#places.set(id, place);
    }
  }

  anchor(event: JsonObject, place: number): void {
    const id = asString(event['anchor_id']);
    if (id !== undefined && place >= 0 && !this.#places.has(id)) this.#places.set(id, place);
  }

  get(from: string | undefined): number | undefined {
    return from === undefined ? undefined : this.#places.get(from);
  }
}
