import type { Settings } from '../settings.ts';
import type { TranscriptDocument } from './transcriptDocument.ts';

/** Whether a panel's reviewer is to see transcripts blind until they are reviewed. Who adjudicates sees all. */
export function worksBlind(settings: Settings, document: TranscriptDocument): boolean {
  return document.purpose !== 'adjudicate' && settings.blind(document.dataUri);
}
