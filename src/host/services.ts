import type * as vscode from 'vscode';
import type { Adjudications } from './adjudication/adjudications.ts';
import type { Codebooks } from './codebook/codebooks.ts';
import type { OpenTranscripts } from './files/openTranscripts.ts';
import type { Place } from './jumping/place.ts';
import type { TranscriptDocument } from './panel/transcriptDocument.ts';
import type { Platform } from './platform.ts';
import type { Settings } from './settings.ts';
import type { SeenTags } from './tags/seenTags.ts';
import type { TagIndex } from './tags/tagIndex.ts';

/** What panels and commands share. Made once, in `plumbline.ts`. */
export interface Services {
  readonly extensionUri: vscode.Uri;
  readonly platform: Platform;
  readonly settings: Settings;
  readonly codebooks: Codebooks;
  readonly transcripts: OpenTranscripts;
  readonly tagIndex: TagIndex;
  /** What of the index the reviewer may see, being blind or not. */
  readonly seenTags: SeenTags;
  readonly adjudications: Adjudications;
  readonly log: vscode.LogOutputChannel;
  /** Tell the user about a failure of something that the user did. */
  report(error: unknown): void;
  /** Open the panel of a data file, beside the text, at a place in it. */
  openAt(place: Place, options?: { readonly beside?: boolean }): Promise<void>;
  openSource(place: Place): Promise<void>;
  copyLink(place: Place): Promise<void>;
  /** Go to one side of a tag of any file; `side` counts as the page's `ViewTag.targets` does. */
  goToTarget(tag: string, side: number): Promise<void>;
  openTagFile(tag: string): Promise<void>;
  /** The reviewer marked a transcript as reviewed: perhaps to go on to the next. */
  afterReviewed(document: TranscriptDocument, transcript: string): Promise<void>;
  /** Ask which transcript to compare with; undefined when the user thinks better of it. */
  pickTranscript(
    document: TranscriptDocument,
    left: string,
  ): Promise<{ readonly name: string; readonly file?: string } | undefined>;
}
