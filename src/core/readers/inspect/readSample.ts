import { type ProblemPlace, problem } from '../../problem.ts';
import { finishDraft } from '../drafts/transcriptDraft.ts';
import { isProblem } from '../isProblem.ts';
import type { ReadResult } from '../reader.ts';
import { recordJson } from '../recordJson.ts';
import type { InspectHeader } from './inspectHeader.ts';
import { sampleNotes } from './inspectNotes.ts';
import { inspectSample } from './inspectSample.ts';

/** The transcript of a sample's JSON text, of a log of either container. */
export function readSample(
  text: string,
  { firstScorer, metadata }: InspectHeader,
  entry: { readonly name: string; readonly record: number },
  at: ProblemPlace,
): ReadResult {
  const parsed = recordJson(text, at);
  if (isProblem(parsed)) return { problems: [parsed] };
  const draft = inspectSample(parsed.value, firstScorer, metadata);
  if (draft === undefined) return { problems: [problem('record.notTranscript', { format: 'inspect' }, at)] };
  const { name, record } = entry;
  return {
    transcript: finishDraft(draft, text, { name, record, format: 'inspect' }),
    problems: [...parsed.problems, ...sampleNotes(parsed.value, at)],
  };
}
