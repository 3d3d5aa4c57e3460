import * as vscode from 'vscode';
import type { Locator } from '../../core/transcripts/locator.ts';
import { isInside } from '../../core/transcripts/locatorText.ts';
import { type Place, placeOf } from './place.ts';

/**
 * The place of a locator that came from outside: its file is of the workspace, or it is refused. Throws a sentence
 * for the user.
 */
export async function workspacePlace(locator: Locator): Promise<Place> {
  if (!isInside(locator.file)) {
    throw new Error(
      vscode.l10n.t('Plumbline opens links into the workspace only; this one leads to {0}.', locator.file),
    );
  }
  const data = await findInWorkspace(locator.file);
  if (data === undefined) {
    throw new Error(
      vscode.l10n.t(
        'The workspace has no file {0}. Open the folder that holds it, then follow the link again.',
        locator.file,
      ),
    );
  }
  return placeOf(data, locator);
}

async function findInWorkspace(file: string): Promise<vscode.Uri | undefined> {
  for (const folder of vscode.workspace.workspaceFolders ?? []) {
    // With several folders a relative path begins with the folder's name.
    const names = [file, ...(file.startsWith(`${folder.name}/`) ? [file.slice(folder.name.length + 1)] : [])];
    for (const name of names) {
      const uri = vscode.Uri.joinPath(folder.uri, name);
      const found = await vscode.workspace.fs.stat(uri).then(
        (stat) => stat.type !== vscode.FileType.Directory,
        () => false,
      );
      if (found) return uri;
    }
  }
  return undefined;
}
