import * as vscode from 'vscode';
import { type Accepted, acceptReanchors } from '../../core/anchors/acceptReanchor.ts';
import type { Reanchor } from '../../core/anchors/reanchor.ts';
import type { TagFile } from '../../core/tags/tagFile.ts';
import { type AnchorIntent, targetKey } from '../../panel/anchorMessages.ts';
import type { PaneId } from '../../panel/messages.ts';
import type { PanelPane } from '../panel/panelPane.ts';
import type { TranscriptDocument } from '../panel/transcriptDocument.ts';
import type { Services } from '../services.ts';
import { findMoved, readNamed } from './findMoved.ts';

/** Carry out where the reviewer says that tags belong now, as one undoable step. Throws a sentence for the user. */
export async function handleAnchorIntent(
  document: TranscriptDocument,
  services: Services,
  panes: ReadonlyMap<PaneId, PanelPane>,
  intent: AnchorIntent,
): Promise<void> {
  const now = new Date().toISOString();
  if (intent.type === 'anchorAt') {
    const { role: _, pane, transcript: name, ...place } = intent.target;
    const shown = panes.get(pane);
    if (shown === undefined || shown.transcript.name !== name || shown.opened.uri.path !== document.dataUri.path)
      throw new Error(vscode.l10n.t('Select the text in a transcript of this file.'));
    return accept(document, [{ at: intent.at, transcript: shown.transcript, place }], now);
  }
  // Looked for anew: the data or the tags may have changed since the page was told.
  const { found } = await findMoved(document, services, new AbortController().signal);
  const chosen =
    intent.type === 'acceptMoves'
      ? found.filter(({ outcome, sameText }) => outcome === 'moved' && sameText)
      : found.filter(({ at }) => targetKey(at) === targetKey(intent.at));
  if (chosen.length === 0)
    throw new Error(vscode.l10n.t('There is nothing to accept: the tags have changed meanwhile.'));
  const candidate = intent.type === 'acceptMoves' ? 0 : intent.candidate;
  const accepted = await Promise.all(chosen.map((each) => acceptedPlace(document, services, each, candidate)));
  accept(document, accepted, now);
}

async function acceptedPlace(
  document: TranscriptDocument,
  services: Services,
  { at, transcript: name, candidates }: Reanchor,
  candidate: number,
) {
  const transcript = await readNamed(document, services, name);
  const place = candidates[candidate]?.place;
  if (place === undefined || transcript === undefined || transcript === 'gone')
    throw new Error(vscode.l10n.t('There is no such place any more. Look again.'));
  return { at, transcript, place };
}

function accept(document: TranscriptDocument, accepted: readonly Accepted[], now: string): void {
  const items = new Map<string, Accepted[]>();
  for (const each of accepted) {
    const key = `${each.at.section} ${each.at.id}`;
    items.set(key, [...(items.get(key) ?? []), each]);
  }
  const steps = [...items.values()].map((ofItem) => (file: TagFile) => {
    const [edit] = acceptReanchors(file, ofItem, now);
    if (edit === undefined) throw new Error('an item is edited');
    return edit;
  });
  document.editAll(steps, vscode.l10n.t('Re-anchor {0} Tags', items.size));
}
