import type { JsonObject } from '../text/json.ts';
import type { Score, Transcript } from '../transcripts/transcript.ts';
import type { FrameItem } from './queue.ts';

/** A transcript that may be drawn, and what strata are made of. */
export interface FoundTranscript {
  readonly file: string;
  readonly transcript: string;
  readonly stage?: string;
  readonly scores: readonly Pick<Score, 'name' | 'value'>[];
}

/** Undefined: all are one stratum. */
export type StrataBy = { readonly by: 'file' | 'stage' } | { readonly by: 'score'; readonly score: string } | undefined;

/** Numbers of more different values than this are cut into quarters. */
const mostValues = 8;
const without = 'none';

/** The stage of training that a transcript is of, as its metadata or its file's say; undefined where they do not. */
export function stageOf(transcript: Pick<Transcript, 'metadata'>, file: JsonObject): string | undefined {
  for (const metadata of [transcript.metadata, file]) {
    for (const key of ['stage', 'checkpoint']) {
      const value = metadata[key];
      if (typeof value === 'string' || typeof value === 'number') return String(value);
    }
  }
  return undefined;
}

/** Strata of the values of one score, one for each transcript: its values, or, of many numbers, quarters by rank. `none` where it has no such score. */
export function scoreStrata(values: readonly (Score['value'] | undefined)[]): readonly string[] {
  const names = values.map((value) =>
    value === undefined || value === null ? without : typeof value === 'object' ? JSON.stringify(value) : String(value),
  );
  const numbers = values.filter((value) => typeof value === 'number').sort((a, b) => a - b);
  if (new Set(numbers).size <= mostValues) return names;
  const cuts = [0.25, 0.5, 0.75].map((part) => numbers[Math.ceil(numbers.length * part) - 1] as number);
  const bounds = [...new Set([...cuts, numbers.at(-1) as number])];
  return values.map((value, i) => {
    if (typeof value !== 'number') return names[i] as string;
    const at = bounds.findIndex((bound) => value <= bound);
    const low = at === 0 ? (numbers[0] as number) : bounds[at - 1];
    return at === 0 ? `${low} to ${bounds[0]}` : `above ${low} to ${bounds[at]}`;
  });
}

/** What a sample is drawn from, by these strata; `none` is the stratum of those that have no such stage or score. */
export function stratify(found: readonly FoundTranscript[], strata: StrataBy): readonly FrameItem[] {
  if (strata === undefined) return found.map(({ file, transcript }) => ({ file, transcript }));
  const names =
    strata.by === 'score'
      ? scoreStrata(found.map(({ scores }) => scores.find(({ name }) => name === strata.score)?.value))
      : found.map(({ file, stage }) => (strata.by === 'file' ? file : (stage ?? without)));
  return found.map(({ file, transcript }, i) => ({ file, transcript, stratum: names[i] as string }));
}
