import type { Score } from '../../transcripts/transcript.ts';
import { inspectMessage } from '../inspect/inspectMessage.ts';
import { asArray, asObject, asString, dig, member, smallMembers } from '../jsonAccess.ts';
import type { RecordFormat } from '../layouts/recordFile.ts';

/** A row of Inspect Scout's transcript database. Its events are not shown: they are the messages again. */
export const scoutTranscript: RecordFormat = {
  format: 'inspect-scout',
  matches: (record) =>
    asString(member(record, 'transcript_id')) !== undefined &&
    asArray(member(record, 'messages')) !== undefined &&
    ['source_type', 'source_id', 'source_uri'].some((key) => member(record, key) !== undefined),
  read: (record) => {
    const row = asObject(record);
    const messages = asArray(row?.['messages']);
    if (row === undefined || messages === undefined) return undefined;
    return {
      metadata: smallMembers(row, ['messages', 'events', 'score']),
      scores: scoresOf(row['score']),
      messages: messages.map((message, i) => inspectMessage(message, `/messages/${i}`, { strings: {}, pointer: '' })),
    };
  },
};

function scoresOf(score: Parameters<typeof asObject>[0]): Score[] {
  if (score === undefined || score === null) return [];
  const [value, answer, explanation] = ['value', 'answer', 'explanation'].map((key) => dig(score, key));
  return [
    {
      name: 'score',
      value: value ?? score,
      ...(typeof answer === 'string' && { answer }),
      ...(typeof explanation === 'string' && { explanation }),
    },
  ];
}
