import { reviewedBy } from '../../panel/blindTags.ts';
import type { Services } from '../services.ts';
import type { Settings } from '../settings.ts';
import type { PanelPane } from './panelPane.ts';
import type { TranscriptDocument } from './transcriptDocument.ts';

/** Whether a panel's reviewer is to see transcripts blind until they are reviewed. Who adjudicates sees all. */
export function worksBlind(settings: Settings, document: TranscriptDocument): boolean {
  return document.purpose !== 'adjudicate' && settings.blind(document.dataUri);
}

/** Whether a transcript's scores and models are still hidden from a panel's reviewer. */
export function hidesFrom(
  document: TranscriptDocument,
  { settings, tagIndex }: Pick<Services, 'settings' | 'tagIndex'>,
  { opened, transcript }: PanelPane,
): boolean {
  if (!worksBlind(settings, document)) return false;
  return !reviewedBy(document.reviewer, tagIndex.sources(opened.uri))(opened.uri.path, transcript.name);
}
