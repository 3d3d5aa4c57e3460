import { type Problem, type ProblemPlace, problem } from '../../problem.ts';
import type { Json, JsonObject } from '../../text/json.ts';
import { asString, dig, member } from '../jsonAccess.ts';

const longest = 1000;
const short = (value: Json | undefined): string => (asString(value) ?? '').trim().slice(0, longest);

/** How a sample ended, where it did not end by itself, and whether it counts. All as `info`: it reads well. */
export function sampleNotes(sample: Json, at: ProblemPlace): Problem[] {
  const error = member(sample, 'error');
  const message = short(typeof error === 'string' ? error : dig(error, 'message'));
  const limit = dig(sample, 'limit', 'type');
  const value = dig(sample, 'limit', 'limit');
  const invalid = member(sample, 'invalidation');
  return [
    ...(message === '' ? [] : [problem('inspect.sampleError', { message }, at, 'info')]),
    ...(typeof limit === 'string'
      ? [problem('inspect.sampleLimit', { kind: limit, limit: typeof value === 'number' ? value : '?' }, at, 'info')]
      : []),
    ...(typeof invalid === 'object' && invalid !== null ? [invalidNote('inspect.sampleInvalid', invalid, at)] : []),
  ];
}

/** The same of a whole log, by its header. */
export function logNotes(log: JsonObject, at: ProblemPlace): Problem[] {
  const message = short(dig(log, 'error', 'message'));
  return [
    ...(message === '' ? [] : [problem('inspect.runError', { message }, at, 'info')]),
    ...(log['status'] === 'cancelled' ? [problem('inspect.runCancelled', {}, at, 'info')] : []),
    ...(log['invalidated'] === true ? [problem('inspect.runInvalid', {}, at, 'info')] : []),
  ];
}

function invalidNote(code: string, provenance: Json, at: ProblemPlace): Problem {
  const reason = short(member(provenance, 'reason')) || '?';
  return problem(code, { reason, author: short(member(provenance, 'author')) || '?' }, at, 'info');
}
