import * as vscode from 'vscode';
import { codebookPath } from '../../core/codebook/codebookFile.ts';
import { newCodebook } from '../../core/codebook/newCodebook.ts';
import { DisposableStore } from '../disposableStore.ts';
import { activeFile } from '../files/activeFile.ts';
import { readText } from '../mapping/fileMappings.ts';
import type { Services } from '../services.ts';
import { CodebookComparison } from './codebookComparison.ts';

/** New Codebook, Compare Codebook Versions. */
export function registerCodebookCommands(services: Services): vscode.Disposable {
  const store = new DisposableStore();
  const comparison = store.add(new CodebookComparison(services.codebooks));
  const register = (id: string, run: (uri?: vscode.Uri) => Promise<void>): void => {
    store.add(
      vscode.commands.registerCommand(id, (uri?: vscode.Uri) =>
        run(uri).catch((error: unknown) => services.report(error)),
      ),
    );
  };
  register('plumbline.newCodebook', openNewCodebook);
  register('plumbline.compareCodebooks', (uri) => comparison.compare(uri));
  return store;
}

/** Writes the built-in codebook into the folder of the active file, or the one picked; one that is there is opened as it is. */
async function openNewCodebook(): Promise<void> {
  const file = activeFile();
  const folder =
    (file && vscode.workspace.getWorkspaceFolder(file)) ??
    ((vscode.workspace.workspaceFolders?.length ?? 0) > 1
      ? await vscode.window.showWorkspaceFolderPick()
      : vscode.workspace.workspaceFolders?.[0]);
  if (folder === undefined) {
    if (vscode.workspace.workspaceFolders === undefined) {
      throw new Error(vscode.l10n.t('Open a folder first: a codebook is kept in {0} there.', codebookPath));
    }
    return;
  }
  const uri = vscode.Uri.joinPath(folder.uri, codebookPath);
  if ((await readText(uri)) === undefined) {
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(newCodebook()));
  }
  await vscode.window.showTextDocument(uri);
}
