import * as vscode from 'vscode';
import { parseDeepLink } from '../../core/transcripts/locatorText.ts';
import type { Services } from '../services.ts';
import { workspacePlace } from './workspacePlace.ts';

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
  await services.openAt(await workspacePlace(locator));
}
