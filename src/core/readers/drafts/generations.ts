import type { JsonObject } from '../../text/json.ts';
import type { MessageDraft, TranscriptDraft } from './transcriptDraft.ts';

/** One call of a model, as a tracer recorded it. */
export interface Generation {
  readonly trace: string;
  /** What it starts with sorts by: a time, or the place in the file. */
  readonly start: string;
  readonly input: readonly MessageDraft[];
  readonly output: readonly MessageDraft[];
  readonly model?: string;
  readonly name?: string;
}

export interface Thread {
  readonly trace: string;
  readonly draft: TranscriptDraft;
}

/**
 * Each call repeats the conversation before it. Of the calls of a trace that begin with the same
 * message the one that repeats most is the conversation; calls that begin otherwise (another agent's)
 * are conversations of their own. How many calls that stands for is told in the metadata.
 */
export function threadsOf(generations: readonly Generation[]): Thread[] {
  const groups = new Map<string, { best: Generation; count: number }>();
  for (const generation of generations) {
    if (generation.input.length + generation.output.length === 0) continue;
    const key = JSON.stringify([generation.trace, ...firstSaid(generation)]);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, { best: generation, count: 1 });
    else groups.set(key, { best: isLater(generation, known.best) ? generation : known.best, count: known.count + 1 });
  }
  return [...groups.values()].map(({ best, count }) => ({ trace: best.trace, draft: draftOf(best, count) }));
}

function firstSaid({ input, output }: Generation): string[] {
  const all = [...input, ...output];
  const first = all.find(({ role }) => role !== 'system') ?? all[0];
  const system = all.find(({ role }) => role === 'system');
  return [first, system].map((message) => (message?.parts ?? []).map((part) => part.text).join('\n'));
}

const isLater = (a: Generation, b: Generation): boolean =>
  a.input.length > b.input.length || (a.input.length === b.input.length && a.start > b.start);

function draftOf({ input, output, model, name }: Generation, count: number): TranscriptDraft {
  const metadata: JsonObject = {
    ...(model !== undefined && { model }),
    ...(name !== undefined && { name }),
    calls: count,
  };
  const answered = output.map((message) =>
    model === undefined || message.role !== 'assistant' ? message : { ...message, model },
  );
  return { metadata, scores: [], messages: [...input, ...answered] };
}
