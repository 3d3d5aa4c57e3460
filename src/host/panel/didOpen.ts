import * as vscode from 'vscode';
import type { Codebook } from '../../core/codebook/codebook.ts';
import type { Problem } from '../../core/problem.ts';
import type { JsonObject } from '../../core/text/json.ts';
import { blindMetadata } from '../../panel/blindTranscript.ts';
import { boundJson } from '../../panel/boundJson.ts';
import type { DidOpen } from '../../panel/messages.ts';
import type { OpenFile } from '../files/openFile.ts';
import type { Settings } from '../settings.ts';
import { viewProblem } from './panelPane.ts';
import type { TranscriptDocument } from './transcriptDocument.ts';
import { worksBlind } from './worksBlind.ts';

/** Problems of a file that another try may not meet. */
const tryAgain: ReadonlySet<string> = new Set(['file.stopped', 'file.unreadable']);

/** What a page is told first: of a file, or why there is none. */
export function didOpen(
  document: TranscriptDocument,
  opened: OpenFile | Problem,
  settings: Settings,
  codebook: Codebook,
): DidOpen {
  const readable = 'file' in opened;
  return {
    type: 'didOpen',
    file: vscode.workspace.asRelativePath(document.dataUri),
    format: readable ? opened.file.format : '',
    metadata: readable ? boundJson(shownMetadata(opened.file.metadata, document, settings)) : {},
    problems: (readable ? opened.file.problems : [opened]).map(viewProblem),
    entryCount: readable ? opened.file.entries.length : 0,
    ...(readable && opened.file.predictions !== undefined && { hasRecords: true }),
    ...(!readable && tryAgain.has(opened.code) && { canReopen: true }),
    codebook,
    reviewer: document.reviewer,
    settings: settings.panel,
    ...(document.purpose === 'adjudicate' && { adjudicates: true }),
    ...(document.readOnly !== undefined && { readOnly: document.readOnly }),
  };
}

/** A file tells of its model and its scores as a whole: to a blind reviewer never. */
export function shownMetadata(metadata: JsonObject, document: TranscriptDocument, settings: Settings): JsonObject {
  return worksBlind(settings, document) ? blindMetadata(metadata) : metadata;
}
