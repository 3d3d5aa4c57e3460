import * as vscode from 'vscode';
import { type AdjudicationAction, adjudicationActions } from '../../panel/adjudicationActions.ts';
import { DisposableStore } from '../disposableStore.ts';
import { activeFile } from '../files/activeFile.ts';
import type { Panels } from '../panel/panels.ts';
import { toDataUri, toPanelUri, viewType } from '../panel/panelUri.ts';
import type { Services } from '../services.ts';

const commandOf = (action: AdjudicationAction): string =>
  action === 'addExamples' ? 'plumbline.addToCodebookExamples' : `plumbline.${action}`;

/** Adjudicate, what is done there, and the resolving of conflicts that git left. */
export function registerAdjudication(services: Services, panels: Panels): vscode.Disposable {
  const store = new DisposableStore();
  store.add(
    vscode.commands.registerCommand('plumbline.adjudicate', (uri?: vscode.Uri) =>
      openConsensus(panels, uri).catch(services.report),
    ),
  );
  store.add(
    vscode.commands.registerCommand('plumbline.resolveConflict', () =>
      panels.active?.document.resolve().catch(services.report),
    ),
  );
  for (const action of adjudicationActions) {
    store.add(vscode.commands.registerCommand(commandOf(action), () => panels.active?.perform(action)));
  }
  store.add(
    panels.onDidChangeActive((panel) => {
      const adjudicates = panel?.document.purpose === 'adjudicate';
      void vscode.commands.executeCommand('setContext', 'plumbline.adjudicating', adjudicates);
    }),
  );
  return store;
}

/** The panel on the consensus of a data file: the one given, else the one on show. */
async function openConsensus(panels: Panels, uri: vscode.Uri | undefined): Promise<void> {
  const shown = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  const inPanel = shown instanceof vscode.TabInputCustom && shown.viewType === viewType ? shown.uri : undefined;
  const data = uri ?? inPanel ?? activeFile() ?? panels.active?.document.dataUri;
  if (data === undefined) throw new Error(vscode.l10n.t('Open the data file whose tags you want to adjudicate first.'));
  await vscode.commands.executeCommand('vscode.openWith', toPanelUri(toDataUri(data), 'adjudicate'), viewType);
}
