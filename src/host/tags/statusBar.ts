import * as vscode from 'vscode';
import { DisposableStore } from '../disposableStore.ts';
import type { Navigator } from '../jumping/navigator.ts';
import type { Panels } from '../panel/panels.ts';
import type { TagIndex } from './tagIndex.ts';

/** How many tags the active panel's file has, and how many pairs still lack a side. */
export function registerStatusBar(panels: Panels, index: TagIndex, navigator: Navigator): vscode.Disposable {
  const store = new DisposableStore();
  const item = store.add(vscode.window.createStatusBarItem('plumbline.tagCount', vscode.StatusBarAlignment.Right, 100));
  item.name = vscode.l10n.t('Plumbline Tags');
  item.command = 'plumbline.tags.focus';
  const update = (): void => {
    const panel = panels.active;
    if (panel === undefined) {
      item.hide();
      return;
    }
    const { all, open } = navigator.countTags(panel.document.dataUri);
    const tags = all === 1 ? vscode.l10n.t('1 tag') : vscode.l10n.t('{0} tags', all);
    item.text = open === 0 ? `$(tag) ${tags}` : `$(tag) ${tags}, ${vscode.l10n.t('{0} open', open)}`;
    item.tooltip = vscode.l10n.t('Tags of {0}', vscode.workspace.asRelativePath(panel.document.dataUri));
    item.show();
  };
  store.add(panels.onDidChangeActive(update));
  store.add(index.onDidChange(update));
  return store;
}
