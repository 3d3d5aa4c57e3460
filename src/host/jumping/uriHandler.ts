import * as vscode from 'vscode';
import { isInside, parseDeepLink } from '../../core/transcripts/locatorText.ts';
import type { Services } from '../services.ts';
import { placeOf } from './place.ts';

/**
 * Deep links. A link is untrusted: it can only name a place, only in files of the workspace; it
 * never runs a command, and a file elsewhere is refused, not opened.
 */
export function registerUriHandler(services: Services): vscode.Disposable {
  return vscode.window.registerUriHandler({
    async handleUri(uri) {
      try {
        await openLink(uri, services);
      } catch (error) {
        services.report(error);
      }
    },
  });
}

async function openLink(uri: vscode.Uri, services: Services): Promise<void> {
  const locator = parseDeepLink(uri.path, uri.query);
  if (locator === undefined) {
    throw new Error(
      vscode.l10n.t('This is not a link to a place in a transcript. Copy the link again with “Copy Link”.'),
    );
  }
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
  await services.openAt(placeOf(data, locator));
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
