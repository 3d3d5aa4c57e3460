import type * as vscode from 'vscode';

/**
 * VS Code keys undo stacks by URI. A panel on the data file's own URI would share its stack with the
 * file's text editor, so a panel's document is the same file under a query of ours.
 */
const mark = 'plumbline';

export const viewType = 'plumbline.transcript';

export function toPanelUri(data: vscode.Uri): vscode.Uri {
  return data.with({ query: mark, fragment: '' });
}

export function isPanelUri(uri: vscode.Uri): boolean {
  return uri.query === mark;
}

export function toDataUri(uri: vscode.Uri): vscode.Uri {
  return uri.with({ query: '', fragment: '' });
}
