import * as vscode from 'vscode';
import { DisposableStore } from '../disposableStore.ts';
import { activeFile } from '../files/activeFile.ts';
import { askModel } from '../model/askModel.ts';
import type { Panels } from '../panel/panels.ts';
import { toDataUri } from '../panel/panelUri.ts';
import type { Services } from '../services.ts';
import type { TagStore } from '../tags/tagStore.ts';
import { importSuggestions } from './importSuggestions.ts';

/** What others than reviewers say: judges and scores by import, a model by being asked. */
export function registerSuggestions(services: Services, panels: Panels, disk: TagStore): vscode.Disposable {
  const store = new DisposableStore();
  const register = (id: string, run: (uri?: vscode.Uri) => Promise<void>): void => {
    store.add(
      vscode.commands.registerCommand(id, async (uri?: vscode.Uri) => {
        try {
          await run(uri);
        } catch (error) {
          services.report(error);
        }
      }),
    );
  };
  const nothing = (): Error => new Error(vscode.l10n.t('Open a transcript in the panel first.'));
  register('plumbline.importSuggestions', async (uri) => {
    const data = uri ?? panels.active?.document.dataUri ?? activeFile();
    if (data === undefined) throw nothing();
    await importSuggestions(services, disk, toDataUri(data));
  });
  register('plumbline.askModel', async () => {
    if (panels.active === undefined) throw nothing();
    await askModel(panels.active, services);
  });
  return store;
}
