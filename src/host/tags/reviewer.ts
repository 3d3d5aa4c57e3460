import * as vscode from 'vscode';
import { localPath, type Platform } from '../platform.ts';
import type { Settings } from '../settings.ts';

/**
 * Who tags: the setting, else git's user.name, else the name of the account; asked for once when
 * all are empty. Undefined when the user gives no name.
 */
export async function findReviewer(
  settings: Settings,
  platform: Platform,
  data: vscode.Uri,
): Promise<string | undefined> {
  if (settings.reviewer !== '') return settings.reviewer;
  // A folder that is not trusted is not asked: its Git configuration is not the user's.
  const folder = vscode.workspace.isTrusted
    ? localPath(vscode.workspace.getWorkspaceFolder(data)?.uri ?? vscode.Uri.joinPath(data, '..'))
    : undefined;
  const name = (await platform.userName(folder)).trim();
  return name === '' ? askReviewer(settings) : name;
}

export async function askReviewer(settings: Settings): Promise<string | undefined> {
  const name = await vscode.window.showInputBox({
    title: vscode.l10n.t('Plumbline: Your Name as a Reviewer'),
    prompt: vscode.l10n.t('Your tags are saved in files that carry this name.'),
    value: settings.reviewer,
    ignoreFocusOut: true,
    validateInput: (value) => (value.trim() === '' ? vscode.l10n.t('A name is needed to save tags.') : undefined),
  });
  if (name === undefined) return undefined;
  await settings.setReviewer(name.trim());
  return name.trim();
}
