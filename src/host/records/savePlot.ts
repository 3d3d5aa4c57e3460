import * as vscode from 'vscode';
import type { RecordIntent } from '../../panel/recordMessages.ts';

/** Asks where, and saves a picture of a plot beside the data. */
export async function savePlot(
  data: vscode.Uri,
  { name, format, data: content }: Extract<RecordIntent, { type: 'savePlot' }>,
): Promise<void> {
  const file = `${name.replace(/[^\p{L}\p{N}._-]+/gu, '-').slice(0, 80) || 'plot'}.${format}`;
  const uri = await vscode.window.showSaveDialog({
    defaultUri: vscode.Uri.joinPath(data, '..', file),
    title: vscode.l10n.t('Save Plot'),
    filters: format === 'svg' ? { SVG: ['svg'] } : { PNG: ['png'] },
  });
  if (uri === undefined) return;
  const bytes =
    format === 'svg'
      ? new TextEncoder().encode(content)
      : Uint8Array.from(atob(content), (character) => character.charCodeAt(0));
  await vscode.workspace.fs.writeFile(uri, bytes);
  vscode.window.setStatusBarMessage(vscode.l10n.t('Plot saved'), 3000);
}
