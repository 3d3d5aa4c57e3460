import type { Json } from '../../text/json.ts';
import { asArray, dig } from '../jsonAccess.ts';

/** The messages that events share by index, and where they stand in the record. */
export interface MessagePool {
  readonly messages: readonly Json[];
  readonly pointer: string;
}

/** `events_data.messages`; from 0.3.195 to 0.3.199 `message_pool`. */
export function messagePoolOf(sample: Json): MessagePool {
  const pooled = asArray(dig(sample, 'events_data', 'messages'));
  if (pooled !== undefined) return { messages: pooled, pointer: '/events_data/messages' };
  return { messages: asArray(dig(sample, 'message_pool')) ?? [], pointer: '/message_pool' };
}

/** More than any run has; a record that claims to repeat its pool more often is cut here. */
const mostPooled = 5_000_000;

/** The half-open ranges of `[[start, end), ...]`, cut to a pool of `length`; what is no range is left out. */
export function poolRanges(refs: Json | undefined, length: number): { readonly start: number; readonly end: number }[] {
  return (asArray(refs) ?? []).flatMap((ref) => {
    const [start, end] = [dig(ref, 0), dig(ref, 1)];
    if (typeof start !== 'number' || typeof end !== 'number') return [];
    const range = { start: Math.max(0, Math.trunc(start)), end: Math.min(length, Math.trunc(end)) };
    return range.start < range.end ? [range] : [];
  });
}

/** Indices into a pool of `length`, in the order of the ranges. */
export function pooledIndices(refs: Json | undefined, length: number): number[] {
  const indices: number[] = [];
  for (const { start, end } of poolRanges(refs, length))
    for (let i = start; i < end && indices.length < mostPooled; i++) indices.push(i);
  return indices;
}
