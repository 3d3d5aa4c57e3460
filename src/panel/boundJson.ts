import type { Json, JsonObject } from '../core/text/json.ts';

/**
 * `value` small enough to send to the page: strings cut at `stringLimit`, and after `nodeLimit`
 * values the rest is named, not shown. What was cut says so with an ellipsis.
 */
export function boundJson(value: JsonObject, stringLimit = 4000, nodeLimit = 2000): JsonObject {
  let nodes = 0;
  const bound = (json: Json, depth: number): Json => {
    nodes++;
    if (typeof json === 'string') return json.length > stringLimit ? `${json.slice(0, stringLimit)}…` : json;
    if (typeof json !== 'object' || json === null) return json;
    if (depth > 12 || nodes > nodeLimit) return '…';
    if (Array.isArray(json)) {
      const kept = (json as readonly Json[]).slice(0, 200).map((item) => bound(item, depth + 1));
      return kept.length < json.length ? [...kept, `… ${json.length - kept.length} more`] : kept;
    }
    return Object.fromEntries(Object.entries(json as JsonObject).map(([key, item]) => [key, bound(item, depth + 1)]));
  };
  return bound(value, 0) as JsonObject;
}
