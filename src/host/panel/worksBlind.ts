import type * as vscode from 'vscode';
import type { Transcript } from '../../core/transcripts/transcript.ts';
import { reviewedBy } from '../../panel/blindTags.ts';
import { blindThreads } from '../../panel/blindThreads.ts';
import type { Services } from '../services.ts';
import type { Settings } from '../settings.ts';
import type { PanelPane } from './panelPane.ts';
import type { TranscriptDocument } from './transcriptDocument.ts';

/** Whether a panel's reviewer is to see transcripts blind until they are reviewed. Who adjudicates sees all. */
export function worksBlind(settings: Settings, document: TranscriptDocument): boolean {
  return document.purpose !== 'adjudicate' && settings.blind(document.dataUri);
}

/** Whether the scores and models of what a pane shows are still hidden from its panel's reviewer. */
export function hidesFrom(
  document: TranscriptDocument,
  services: Pick<Services, 'settings' | 'tagIndex'>,
  { opened, transcript }: PanelPane,
): boolean {
  return hides(document, services, opened.uri, transcript.name);
}

/** A transcript of the panel's file as its reviewer may read it. */
export function readable(
  document: TranscriptDocument,
  services: Pick<Services, 'settings' | 'tagIndex'>,
  transcript: Transcript,
): Transcript {
  return hides(document, services, document.dataUri, transcript.name) ? blindThreads(transcript) : transcript;
}

function hides(
  document: TranscriptDocument,
  { settings, tagIndex }: Pick<Services, 'settings' | 'tagIndex'>,
  data: vscode.Uri,
  name: string,
): boolean {
  if (!worksBlind(settings, document)) return false;
  return !reviewedBy(document.reviewer, tagIndex.sources(data))(data.path, name);
}
