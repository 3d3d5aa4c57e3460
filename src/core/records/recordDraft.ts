import type { TextSource } from '../transcripts/transcript.ts';
import type { PredictionRecord } from './record.ts';

/**
 * A record as a reader made it, with where its texts stand. The texts become the messages of the record's transcript:
 * `scenario` (user), `prediction` (assistant), `outcome` (assistant), and `outcome.0`, `outcome.1` ... for its samples.
 * These names are the messages' ids, and what a tag's `field` holds.
 */
export interface RecordDraft {
  readonly record: PredictionRecord;
  /** Field to the text shown for it and where that stands. A field without text is left out. */
  readonly texts: Readonly<
    Record<string, { readonly text: string; readonly source?: TextSource; readonly pointer?: string }>
  >;
}
