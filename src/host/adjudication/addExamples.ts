import * as vscode from 'vscode';
import type { Adjudicated } from '../../core/adjudication/adjudicate.ts';
import { lessonsOf } from '../../core/adjudication/lessonsOf.ts';
import { kindOf } from '../../core/codebook/codebook.ts';
import { teach } from '../../core/codebook/teach.ts';
import type { Services } from '../services.ts';

/** Write what a cluster teaches into the codebook's file, unsaved, as one step of its own undo. Throws a sentence. */
export async function addExamples(services: Services, data: vscode.Uri, cluster: Adjudicated): Promise<void> {
  const codebook = services.codebooks.of(data);
  const lessons = lessonsOf(cluster, kindOf(codebook, cluster.kind));
  if (lessons.length === 0) {
    throw new Error(
      vscode.l10n.t(
        'Decide first, and say that the guideline is unclear or the case truly ambiguous: only that is an example worth having.',
      ),
    );
  }
  const known = services.codebooks.fileOf(data);
  if (known === undefined) {
    throw new Error(vscode.l10n.t('This project has no codebook of its own. Run “Plumbline: New Codebook” first.'));
  }
  const document = await vscode.workspace.openTextDocument(known.uri);
  const before = document.getText();
  const after = teach(before, codebook, lessons);
  if (after === before) {
    void vscode.window.showInformationMessage(vscode.l10n.t('The codebook has this example already.'));
    return;
  }
  const edit = new vscode.WorkspaceEdit();
  const { start, end, text } = difference(before, after);
  edit.replace(known.uri, new vscode.Range(document.positionAt(start), document.positionAt(end)), text);
  await vscode.workspace.applyEdit(edit);
  const shown = await vscode.window.showTextDocument(document, {
    viewColumn: vscode.ViewColumn.Beside,
    preview: false,
  });
  const added = document.positionAt(start);
  shown.revealRange(new vscode.Range(added, added), vscode.TextEditorRevealType.InCenter);
}

/** The smallest single piece in which two texts differ. */
function difference(
  before: string,
  after: string,
): { readonly start: number; readonly end: number; readonly text: string } {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let tail = 0;
  while (tail < shorter - start && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  return { start, end: before.length - tail, text: after.slice(start, after.length - tail) };
}
