import * as vscode from 'vscode';
import { basename } from '../../core/text/paths.ts';
import { DisposableStore } from '../disposableStore.ts';
import type { Panels } from '../panel/panels.ts';
import { toPanelUri, viewType } from '../panel/panelUri.ts';
import type { Services } from '../services.ts';
import { describeFile } from './describeFile.ts';
import type { FileMappings } from './fileMappings.ts';
import { registerMappingMarks } from './mappingDiagnostics.ts';
import { readersKind, recordsKind } from './mappingKinds.ts';
import { mappingAt, mappingOfFile } from './previewMapping.ts';

const previewScheme = 'plumbline-preview';

/** Describe This Format, Describe These Records, Preview Mapping, and open panels read anew when mappings change. */
export function registerMappings(services: Services, mappings: FileMappings, panels: Panels): vscode.Disposable {
  const store = new DisposableStore();
  const previews = new Map<string, string>();
  const previewed = store.add(new vscode.EventEmitter<vscode.Uri>());
  const register = (id: string, run: (...args: never[]) => Promise<void>): void => {
    store.add(
      vscode.commands.registerCommand(id, (...args: unknown[]) =>
        (run as (...given: unknown[]) => Promise<void>)(...args).catch((error: unknown) => services.report(error)),
      ),
    );
  };
  store.add(registerMappingMarks(mappings));
  store.add(
    mappings.onDidChange(() => {
      for (const panel of panels.all) panel.document.renew().catch((error: unknown) => services.report(error));
    }),
  );
  store.add(
    vscode.workspace.registerTextDocumentContentProvider(previewScheme, {
      onDidChange: previewed.event,
      provideTextDocumentContent: (uri) => previews.get(uri.toString()) ?? '',
    }),
  );
  register('plumbline.describeFormat', (uri?: vscode.Uri) => describeFile(services, readersKind, uri));
  register('plumbline.describeRecords', (uri?: vscode.Uri) => describeFile(services, recordsKind, uri));
  register('plumbline.previewMapping', async (uri?: vscode.Uri, index?: number) => {
    const mapping =
      index === undefined || uri === undefined ? await mappingOfFile(mappings, uri) : await mappingAt(uri, index);
    const { data, name } = mapping;
    const text = await mapping.text(services);
    const shown = vscode.Uri.from({
      scheme: previewScheme,
      path: `/${basename(data.path)} (${name})`,
      query: data.toString(),
    });
    previews.set(shown.toString(), text);
    previewed.fire(shown);
    await vscode.commands.executeCommand('vscode.open', data, vscode.ViewColumn.One);
    await vscode.commands.executeCommand('vscode.openWith', toPanelUri(data), viewType, vscode.ViewColumn.Two);
    await vscode.window.showTextDocument(shown, { viewColumn: vscode.ViewColumn.Three, preserveFocus: true });
  });
  return store;
}
