import type { Json, JsonObject } from '../../text/json.ts';
import { asArray, asObject, asString, dig, smallMembers } from '../jsonAccess.ts';

/** What the header of a log says, of whatever age. */
export interface InspectHeader {
  readonly version?: string;
  /** Task, model, status and the rest that a reviewer may ask for. */
  readonly metadata: JsonObject;
  /** Names a legacy `score`. */
  readonly firstScorer?: string;
}

export function inspectHeader(log: JsonObject): InspectHeader {
  const spec = asObject(log['eval']) ?? {};
  const version = log['version'];
  const usage = dig(log, 'stats', 'model_usage');
  const error = asString(dig(log, 'error', 'message'));
  const firstScorer =
    asString(dig(log, 'results', 'scores', 0, 'name')) ??
    scorerName(dig(log, 'results', 'scorer')) ??
    asString(dig(spec, 'scorers', 0, 'name'));
  return {
    ...(version !== undefined && { version: String(version) }),
    metadata: {
      ...smallMembers(spec, ['sandbox', 'dataset', 'task_attribs']),
      status: log['status'] ?? 'started',
      ...(dig(spec, 'dataset', 'name') != null && { dataset: dig(spec, 'dataset', 'name') as Json }),
      ...(asObject(usage) !== undefined && smallMembers({ model_usage: usage as Json }, [])),
      ...smallMembers({ results: shortResults(log) }, []),
      ...(asArray(log['tags']) !== undefined && smallMembers({ tags: log['tags'] as Json }, [])),
      ...(log['invalidated'] === true && { invalidated: true }),
      ...(error !== undefined && { error: error.slice(0, 2000) }),
    },
    ...(firstScorer !== undefined && { firstScorer }),
  };
}

const scorerName = (scorer: Json | undefined): string | undefined => asString(scorer) ?? asString(dig(scorer, 'name'));

/** `{scorer: {metric: value}}`. */
function shortResults(log: JsonObject): JsonObject {
  const scores = asArray(dig(log, 'results', 'scores')) ?? [];
  return Object.fromEntries(
    scores.map((score) => {
      const metrics = Object.entries(asObject(dig(score, 'metrics')) ?? {});
      return [
        asString(dig(score, 'name')) ?? 'score',
        Object.fromEntries(metrics.map(([name, metric]) => [name, dig(metric, 'value') ?? metric])),
      ];
    }),
  );
}
