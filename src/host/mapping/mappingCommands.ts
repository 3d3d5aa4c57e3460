import * as vscode from 'vscode';
import { readHead } from '../../core/readers/fileHead.ts';
import { addMapping } from '../../core/readers/mapping/addMapping.ts';
import { draftMapping } from '../../core/readers/mapping/draftMapping.ts';
import type { Mapping } from '../../core/readers/mapping/mapping.ts';
import { mappingPreview } from '../../core/readers/mapping/mappingPreview.ts';
import { mappingFor, parseReadersFile, readersPath } from '../../core/readers/mapping/readersFile.ts';
import type { FileHead } from '../../core/readers/reader.ts';
import { basename } from '../../core/text/paths.ts';
import { DisposableStore } from '../disposableStore.ts';
import { activeFile } from '../files/activeFile.ts';
import { openBytes } from '../files/fileBytes.ts';
import type { Panels } from '../panel/panels.ts';
import { toDataUri, toPanelUri, viewType } from '../panel/panelUri.ts';
import type { Services } from '../services.ts';
import { registerMappingMarks } from './mappingDiagnostics.ts';
import { folderOf, pathIn, type ReaderMappings, readText } from './readerMappings.ts';

const previewScheme = 'plumbline-preview';
/** Enough for fifty records of most files. */
const headLength = 1 << 20;
/** Files looked at to find one that a mapping is for. */
const mostFiles = 10_000;

/** Describe This Format, Preview Mapping, and open panels read anew when mappings change. */
export function registerMappings(services: Services, mappings: ReaderMappings, panels: Panels): vscode.Disposable {
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
  register('plumbline.describeFormat', (uri?: vscode.Uri) => describe(services, uri));
  register('plumbline.previewMapping', async (uri?: vscode.Uri, index?: number) => {
    const { data, mapping } =
      index === undefined || uri === undefined ? await mapped(mappings, uri) : await firstMapped(uri, index);
    const text = await previewOf(services, data, mapping);
    const shown = vscode.Uri.from({
      scheme: previewScheme,
      path: `/${basename(data.path)} (${mapping.name})`,
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

async function describe(services: Services, uri: vscode.Uri | undefined): Promise<void> {
  const data = uri ?? activeFile();
  if (data === undefined) throw new Error(vscode.l10n.t('Open the file to describe first.'));
  const file = toDataUri(data);
  const folder = vscode.workspace.getWorkspaceFolder(file)?.uri;
  if (folder === undefined) {
    throw new Error(vscode.l10n.t('Open the folder of this file first: mappings are kept in {0} there.', readersPath));
  }
  const draft = draftMapping(await headOf(services, file));
  if (draft === undefined) {
    throw new Error(vscode.l10n.t('{0} holds no records that a mapping could be drafted from.', basename(file.path)));
  }
  const path = pathIn(folder, file);
  const readers = vscode.Uri.joinPath(folder, readersPath);
  const name = basename(path).replace(/\.\w+$/, '') || 'format';
  const known = vscode.workspace.textDocuments.find((document) => document.uri.toString() === readers.toString());
  const added = addMapping(known?.getText() ?? (await readText(readers)), { name, files: path, ...draft });
  if (added === undefined)
    throw new Error(vscode.l10n.t('{0} cannot be added to as it is. Mend it first.', readersPath));
  await write(readers, added.text);
  const document = await vscode.workspace.openTextDocument(readers);
  const at = document.positionAt(added.at);
  const editor = await vscode.window.showTextDocument(document, { selection: new vscode.Range(at, at) });
  editor.revealRange(new vscode.Range(at, document.positionAt(added.text.length)));
}

/** Through the document, where there is one: so that it can be undone, and unsaved edits are kept. */
async function write(readers: vscode.Uri, text: string): Promise<void> {
  if ((await readText(readers)) === undefined)
    return vscode.workspace.fs.writeFile(readers, new TextEncoder().encode(text));
  const document = await vscode.workspace.openTextDocument(readers);
  const edit = new vscode.WorkspaceEdit();
  const end = document.lineAt(document.lineCount - 1).range.end;
  edit.replace(readers, new vscode.Range(new vscode.Position(0, 0), end), text);
  await vscode.workspace.applyEdit(edit);
  await document.save();
}

async function headOf(services: Services, data: vscode.Uri): Promise<FileHead> {
  const source = await openBytes(services.platform, data);
  try {
    return await readHead(source, headLength);
  } finally {
    await source.close();
  }
}

interface Mapped {
  readonly data: vscode.Uri;
  readonly mapping: Mapping;
}

/** The mapping for a data file. */
async function mapped(mappings: ReaderMappings, uri: vscode.Uri | undefined): Promise<Mapped> {
  const active = uri ?? activeFile();
  if (active === undefined) throw new Error(vscode.l10n.t('Open the file whose mapping to preview first.'));
  const data = toDataUri(active);
  const mapping = await mappings.mappingFor(data);
  if (mapping === undefined) {
    throw new Error(
      vscode.l10n.t(
        'No mapping in {0} is for {1}. Run “Plumbline: Describe This Format”.',
        readersPath,
        basename(data.path),
      ),
    );
  }
  return { data, mapping };
}

/** The first file that a mapping is for. */
async function firstMapped(readers: vscode.Uri, index: number): Promise<Mapped> {
  const document = await vscode.workspace.openTextDocument(readers);
  if (document.isDirty) await document.save();
  const file = parseReadersFile(document.getText());
  const mapping = file.mappings[index]?.mapping;
  if (mapping === undefined) throw new Error(vscode.l10n.t('This mapping is not valid yet.'));
  const folder = folderOf(readers);
  const all = await vscode.workspace.findFiles(
    new vscode.RelativePattern(folder, '**/*'),
    '**/node_modules/**',
    mostFiles,
  );
  const paths = all.map((uri) => ({ uri, path: pathIn(folder, uri) })).sort((a, b) => (a.path < b.path ? -1 : 1));
  const found = paths.find(({ path }) => mappingFor(file, path) === mapping);
  if (found === undefined) throw new Error(vscode.l10n.t('No file matches the globs of {0}.', mapping.name));
  return { data: found.uri, mapping };
}

async function previewOf(services: Services, data: vscode.Uri, mapping: Mapping): Promise<string> {
  const head = await headOf(services, data);
  const fresh = await services.transcripts.renew(data);
  if ('code' in fresh) throw new Error(vscode.l10n.t('This file could not be read.'));
  try {
    const opened = await fresh.opened;
    if ('code' in opened) throw new Error(vscode.l10n.t('This file could not be read.'));
    const first = opened.file.entries[0];
    return mappingPreview(mapping, head, opened.file, first && (await opened.read(first.record)), vscode.l10n.t);
  } finally {
    fresh.dispose();
  }
}
