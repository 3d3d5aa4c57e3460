import { finishDraft, type MessageDraft } from '../readers/drafts/transcriptDraft.ts';
import type { Transcript } from '../transcripts/transcript.ts';
import type { RecordDraft } from './recordDraft.ts';

/**
 * The transcript that a record is: its texts as messages, whose ids are the fields' names. A side that is not missing has
 * its message even where it has no text, so that it can be tagged. `recordText` is what the texts' sources point into.
 */
export function recordTranscript(
  { record, texts }: RecordDraft,
  recordText: string,
  place: Pick<Transcript, 'name' | 'record' | 'format'>,
): Transcript {
  const { prediction, outcome } = record;
  const fields = new Set(Object.keys(texts));
  if (prediction.parseStatus !== 'missing') fields.add('prediction');
  if (outcome.parseStatus !== 'missing') fields.add('outcome');
  const messages = [...fields]
    .sort((a, b) => orderOf(a) - orderOf(b))
    .map((field): MessageDraft => {
      const found = texts[field];
      const model = field.startsWith('prediction') ? (record.predictorModel ?? record.model) : record.model;
      return {
        ownId: field,
        role: field === 'scenario' ? 'user' : 'assistant',
        name: field,
        pointer: found?.pointer ?? found?.source?.pointer ?? `@0-${recordText.length}`,
        parts:
          found === undefined || (found.text === '' && found.source?.encoding !== 'json')
            ? []
            : [{ type: 'text', text: found.text, ...(found.source !== undefined && { source: found.source }) }],
        ...(model !== undefined && field !== 'scenario' && { model }),
      };
    });
  const transcript = finishDraft({ metadata: record.metadata ?? {}, scores: [], messages }, recordText, place);
  return { ...transcript, prediction: record };
}

/** Scenario, predictions, outcomes, each with its samples in order. */
function orderOf(field: string): number {
  const [side, sample] = field.split('.');
  const first = ['scenario', 'prediction', 'outcome'].indexOf(side as string);
  return (first < 0 ? 3 : first) * 1e9 + (sample === undefined ? 0 : 1 + Number(sample));
}
