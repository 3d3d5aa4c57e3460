import * as vscode from 'vscode';
import { activeFile } from '../files/activeFile.ts';
import type { Panels } from '../panel/panels.ts';
import { toDataUri } from '../panel/panelUri.ts';
import type { Services } from '../services.ts';
import type { TagStore } from '../tags/tagStore.ts';
import { importSuggestions } from './importSuggestions.ts';

export function registerSuggestions(services: Services, panels: Panels, disk: TagStore): vscode.Disposable {
  return vscode.commands.registerCommand('plumbline.importSuggestions', async (uri?: vscode.Uri) => {
    try {
      const data = uri ?? panels.active?.document.dataUri ?? activeFile();
      if (data === undefined) throw new Error(vscode.l10n.t('Open a transcript in the panel first.'));
      await importSuggestions(services, disk, toDataUri(data));
    } catch (error) {
      services.report(error);
    }
  });
}
