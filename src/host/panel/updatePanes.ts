import type * as vscode from 'vscode';
import { commonMessages } from '../../core/transcripts/commonMessages.ts';
import type { PaneId } from '../../panel/messages.ts';
import { type OpenTranscript, openTranscript } from '../files/openTranscript.ts';
import type { OpenTranscripts } from '../files/openTranscripts.ts';
import type { PanelPane } from './panelPane.ts';

/**
 * Brings the panes that show transcripts of a data file up to date with it. A transcript that is not in
 * it any more, or cannot be read now, stays as it is. A comparison of which a side reads otherwise is to be
 * made anew: its rows are pairs of both sides.
 */
export async function updatePanes(
  panes: ReadonlyMap<PaneId, PanelPane>,
  data: vscode.Uri,
  transcripts: OpenTranscripts,
): Promise<'done' | 'compareAnew'> {
  const compared = panes.has('b');
  for (const pane of [...panes.values()]) {
    if (pane.opened.uri.path !== data.path) continue;
    const now = await openTranscript(transcripts, data, pane.transcript.name, mayNot).catch(() => undefined);
    if (now === undefined) continue;
    if (panes.get(pane.id) !== pane) now.lease.dispose();
    else if (compared && !readsTheSame(pane, now)) {
      now.lease.dispose();
      return 'compareAnew';
    } else await pane.update(now);
  }
  return 'done';
}

/** Nobody is asked while they read: what has grown too large stays as it is. */
const mayNot = async (): Promise<boolean> => false;

function readsTheSame(pane: PanelPane, { transcript }: OpenTranscript): boolean {
  const { length } = transcript.messages;
  return (
    length === pane.transcript.messages.length &&
    commonMessages(pane.transcript.messages, transcript.messages) === length
  );
}
