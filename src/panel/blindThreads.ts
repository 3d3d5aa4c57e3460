import type { Transcript } from '../core/transcripts/transcript.ts';

const known = new WeakMap<Transcript, Transcript>();

/**
 * A transcript as a blind reviewer reads it: without what only judges wrote or said (a thread of neither the agent
 * nor its tools is a judge's, as a rule). The same transcript gives the same one again.
 */
export function blindThreads(transcript: Transcript): Transcript {
  const found = known.get(transcript);
  if (found !== undefined) return found;
  const { threads, events: _events, ...rest } = transcript;
  const kept = threads?.filter(({ kind }) => kind !== 'other');
  const blind: Transcript = { ...rest, scores: [], ...(kept !== undefined && kept.length > 0 && { threads: kept }) };
  known.set(transcript, blind);
  return blind;
}
