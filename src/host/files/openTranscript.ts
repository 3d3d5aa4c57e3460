import * as vscode from 'vscode';
import type { Problem } from '../../core/problem.ts';
import { basename } from '../../core/text/paths.ts';
import type { Transcript } from '../../core/transcripts/transcript.ts';
import { viewProblem } from '../panel/panelPane.ts';
import type { OpenFile } from './openFile.ts';
import type { Lease, OpenTranscripts } from './openTranscripts.ts';

/** A transcript read for showing; whoever asked for it gives back the lease. */
export interface OpenTranscript {
  readonly opened: OpenFile;
  readonly transcript: Transcript;
  readonly problems: readonly Problem[];
  readonly lease: Lease;
}

/**
 * Read a transcript by its name, of one that is read in part the part with the message `near`. One that is too large to be held without asking is asked about: `may`.
 * Rejects with a sentence for the user when it cannot be shown.
 */
export async function openTranscript(
  transcripts: OpenTranscripts,
  data: vscode.Uri,
  name: string,
  may: (name: string, size: number) => Promise<boolean> = mayHold,
  near?: string,
): Promise<OpenTranscript> {
  const lease = transcripts.lease(data);
  try {
    const opened = await lease.opened;
    const record = 'file' in opened ? opened.recordOf(name) : undefined;
    if (!('file' in opened) || record === undefined) {
      const file = basename(data.path);
      throw new Error(vscode.l10n.t('{0} has no transcript “{1}”.', file, name));
    }
    let read = await opened.read(record, undefined, near);
    const size = read.transcript === undefined ? askedSize(read.problems) : undefined;
    if (size !== undefined && (await may(name, size))) {
      opened.allow(size);
      read = await opened.read(record, undefined, near);
    }
    const { transcript, problems } = read;
    if (transcript !== undefined) return { opened, transcript, problems, lease };
    throw new Error(problems.map((problem) => viewProblem(problem).text).join(' '));
  } catch (error) {
    lease.dispose();
    throw error;
  }
}

/** Bytes of a record that was not read only because nobody has allowed its size. */
function askedSize(problems: readonly Problem[]): number | undefined {
  const found = problems.find(({ code }) => code === 'record.tooLarge' || code === 'zip.memberTooLarge');
  const size = Number(found?.facts['size']);
  return size <= Number(found?.facts['most']) ? size : undefined;
}

async function mayHold(name: string, size: number): Promise<boolean> {
  const show = vscode.l10n.t('Show It');
  const question = vscode.l10n.t('Show {0}, which takes {1} MB?', name, Math.round(size / 1e6));
  const detail = vscode.l10n.t('Held and parsed it takes several times that of memory.');
  return (await vscode.window.showWarningMessage(question, { modal: true, detail }, show)) === show;
}
