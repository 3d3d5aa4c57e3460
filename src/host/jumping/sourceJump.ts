import * as vscode from 'vscode';
import { toUtf8 } from '../../core/readers/layouts/decodeFile.ts';
import type { RecordSource } from '../../core/readers/reader.ts';
import { codePointLength } from '../../core/text/codePoints.ts';
import type { Span } from '../../core/text/span.ts';
import type { PartSelector } from '../../core/transcripts/locator.ts';
import { sourceSpanOf } from '../../core/transcripts/sourceSpan.ts';
import type { Transcript } from '../../core/transcripts/transcript.ts';
import { findMessage, findRegion } from '../../core/transcripts/transcriptText.ts';
import type { OpenTranscripts } from '../files/openTranscripts.ts';
import { type Place, resolvePlace } from './place.ts';
import { type RecordDocuments, recordUri } from './recordDocuments.ts';

/** Past these VS Code's own editor will not open or not render the place (its defaults). */
const largestText = 50_000_000;
const longestColumn = 10_000;

/** Select a place's exact characters in the source text, or in a formatted document of its record. */
export async function jumpToSource(
  place: Place,
  transcripts: OpenTranscripts,
  records: RecordDocuments,
): Promise<void> {
  const { uri, range } = await findSource(place, transcripts, records);
  const shown = vscode.window.visibleTextEditors.find((editor) => editor.document.uri.toString() === uri.toString());
  const document = await vscode.workspace.openTextDocument(uri);
  const editor = await vscode.window.showTextDocument(document, {
    viewColumn: shown?.viewColumn ?? otherColumn(),
    selection: range,
  });
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

/** Where a place is in text that VS Code can show. Rejects with a sentence when it is nowhere. */
export async function findSource(
  place: Place,
  transcripts: OpenTranscripts,
  records: RecordDocuments,
): Promise<vscode.Location> {
  return transcripts.use(place.data, async (opened) => {
    const name = place.transcript;
    const record = 'file' in opened && name !== undefined ? opened.recordOf(name) : undefined;
    if (!('file' in opened)) throw new Error(vscode.l10n.t('This file could not be read.'));
    if (record === undefined) return new vscode.Location(place.data, new vscode.Position(0, 0));
    const { transcript } = await opened.read(record, undefined, place.message);
    const source = await opened.file.sourceText(record);
    if (transcript === undefined || source === undefined) {
      throw new Error(vscode.l10n.t('The source of {0} could not be read.', name ?? ''));
    }
    const span = spanInRecord(resolvePlace(transcript, place), transcript, source);
    const raw = await rawLocation(place.data, source, span);
    if (raw !== undefined) return raw;
    const range = records.put(place.data, transcript.name, source, span);
    return new vscode.Location(recordUri(place.data, transcript.name), range);
  });
}

function spanInRecord(place: Place, transcript: Transcript, source: RecordSource): Span {
  const message = place.message === undefined ? undefined : findMessage(transcript, place.message);
  if (message === undefined) return { start: 0, end: 0 };
  const selector: PartSelector = place.part ?? 0;
  const found = findRegion(transcript, message.id, selector);
  const span =
    found &&
    sourceSpanOf(source.text, found.part, selector, place.span ?? { start: 0, end: codePointLength(found.text) });
  return span ?? sourceSpanOf(source.text, message.pointer) ?? { start: 0, end: 0 };
}

/** The place in the file itself, where VS Code can show it. */
async function rawLocation(data: vscode.Uri, source: RecordSource, span: Span): Promise<vscode.Location | undefined> {
  if (source.byteStart === undefined || source.member !== undefined) return undefined;
  const stat = await vscode.workspace.fs.stat(data);
  if (stat.size > largestText) return undefined;
  const bytes = toUtf8(await vscode.workspace.fs.readFile(data));
  const before = new TextDecoder('utf-8').decode(bytes.subarray(0, source.byteStart));
  const start = position(before, source.text, span.start);
  const end = position(before, source.text, span.end);
  if (Math.max(start.character, end.character) > longestColumn) return undefined;
  return new vscode.Location(data, new vscode.Range(start, end));
}

/**
 * Line and column of UTF-16 offset `offset` of `text`, which begins after `before`. By lines, as an
 * editor counts: offsets would be off where it normalised the line ends.
 */
function position(before: string, text: string, offset: number): vscode.Position {
  const upTo = before + text.slice(0, offset);
  let line = 0;
  let lineStart = 0;
  for (const match of upTo.matchAll(/\r\n|\r|\n/g)) {
    line++;
    lineStart = match.index + match[0].length;
  }
  return new vscode.Position(line, upTo.length - lineStart);
}

/** Not over the panel: the column beside it, the first one if there are two. */
function otherColumn(): vscode.ViewColumn {
  const active = vscode.window.tabGroups.activeTabGroup.viewColumn;
  if (vscode.window.tabGroups.all.length < 2) return vscode.ViewColumn.Beside;
  return active === vscode.ViewColumn.One ? vscode.ViewColumn.Two : vscode.ViewColumn.One;
}
