import type { Json, JsonObject } from '../../text/json.ts';
import { asArray, asObject, asString, member } from '../jsonAccess.ts';

/** An event, or the events of an agent, a span or a branch. */
export type TimelineNode =
  | { readonly event: JsonObject; readonly pointer: string }
  | {
      readonly name: string;
      readonly type: string | undefined;
      readonly isBranch: boolean;
      readonly nodes: readonly TimelineNode[];
    };

export interface Timeline {
  readonly name: string;
  readonly nodes: readonly TimelineNode[];
}

/** Timelines nest as agents do; none nests deeper. */
const deepest = 32;
/** Timelines that say they hold more are cut. */
const mostNodes = 100_000;

/** A sample's timelines (Petri 3): what happened in an order of the log's own. Events that are not in the sample are left out. */
export function timelinesOf(
  sample: Json,
  own: { readonly events: readonly Json[]; readonly pointer: string },
): Timeline[] {
  const timelines = asArray(member(sample, 'timelines')) ?? [];
  if (timelines.length === 0) return [];
  const events = new Map<string, { readonly event: JsonObject; readonly pointer: string }>();
  for (const [i, value] of own.events.entries()) {
    const event = asObject(value);
    const uuid = asString(event?.['uuid']);
    if (event !== undefined && uuid !== undefined) events.set(uuid, { event, pointer: `${own.pointer}/${i}` });
  }
  let room = mostNodes;
  const nodesOf = (span: Json | undefined, depth: number): TimelineNode[] => {
    if (depth > deepest) return [];
    const inside = (asArray(member(span, 'content')) ?? []).flatMap((item): TimelineNode[] => {
      if (room-- <= 0) return [];
      const uuid = asString(member(item, 'event')) ?? asString(member(member(item, 'event'), 'uuid'));
      if (uuid === undefined) return [spanNode(item, false, depth)];
      const found = events.get(uuid);
      return found === undefined ? [] : [found];
    });
    const branches = (asArray(member(span, 'branches')) ?? []).map((branch) => spanNode(branch, true, depth));
    return [...inside, ...branches];
  };
  const spanNode = (span: Json, isBranch: boolean, depth: number): TimelineNode => ({
    name: asString(member(span, 'name')) ?? '',
    type: asString(member(span, 'span_type')),
    isBranch,
    nodes: nodesOf(span, depth + 1),
  });
  return timelines.map((timeline) => ({
    name: asString(member(timeline, 'name')) ?? '',
    nodes: nodesOf(member(timeline, 'root'), 0),
  }));
}
