import * as vscode from 'vscode';
import { DisposableStore } from '../disposableStore.ts';
import type { Navigator } from '../jumping/navigator.ts';
import type { Panels } from '../panel/panels.ts';
import type { SeenTags } from './seenTags.ts';

/** How many tags the active panel's file has, and how many pairs still lack a side. */
export function registerStatusBar(panels: Panels, tags: SeenTags, navigator: Navigator): vscode.Disposable {
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
    const count = all === 1 ? vscode.l10n.t('1 tag') : vscode.l10n.t('{0} tags', all);
    item.text = open === 0 ? `$(tag) ${count}` : `$(tag) ${count}, ${vscode.l10n.t('{0} open', open)}`;
    item.tooltip = vscode.l10n.t('Tags of {0}', vscode.workspace.asRelativePath(panel.document.dataUri));
    item.show();
  };
  store.add(panels.onDidChangeActive(update));
  store.add(tags.onDidChange(update));
  return store;
}
