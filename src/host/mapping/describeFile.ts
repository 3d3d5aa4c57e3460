import * as vscode from 'vscode';
import { addMapping } from '../../core/readers/mapping/addMapping.ts';
import { basename } from '../../core/text/paths.ts';
import { activeFile } from '../files/activeFile.ts';
import { toDataUri } from '../panel/panelUri.ts';
import type { Services } from '../services.ts';
import { headOf } from './dataHead.ts';
import { pathIn, readText } from './fileMappings.ts';
import type { MappingKind } from './mappingKinds.ts';

/** Draft a mapping for a data file, after those that are there, and open it to be corrected. */
export async function describeFile(
  services: Services,
  kind: Pick<MappingKind<never>, 'path' | 'start' | 'draft'>,
  uri: vscode.Uri | undefined,
): Promise<void> {
  const data = uri ?? activeFile();
  if (data === undefined) throw new Error(vscode.l10n.t('Open the file to describe first.'));
  const file = toDataUri(data);
  const folder = vscode.workspace.getWorkspaceFolder(file)?.uri;
  if (folder === undefined) {
    throw new Error(vscode.l10n.t('Open the folder of this file first: mappings are kept in {0} there.', kind.path));
  }
  const draft = kind.draft(await headOf(services, file));
  if (draft === undefined) {
    throw new Error(vscode.l10n.t('{0} holds no records that a mapping could be drafted from.', basename(file.path)));
  }
  const path = pathIn(folder, file);
  const mappings = vscode.Uri.joinPath(folder, kind.path);
  const name = basename(path).replace(/\.\w+$/, '') || 'format';
  const known = vscode.workspace.textDocuments.find((document) => document.uri.toString() === mappings.toString());
  const text = known?.getText() ?? (await readText(mappings));
  const added = addMapping(text, { name, files: path, ...draft }, kind.start);
  if (added === undefined) throw new Error(vscode.l10n.t('{0} cannot be added to as it is. Mend it first.', kind.path));
  await write(mappings, added.text);
  const document = await vscode.workspace.openTextDocument(mappings);
  const at = document.positionAt(added.at);
  const editor = await vscode.window.showTextDocument(document, { selection: new vscode.Range(at, at) });
  editor.revealRange(new vscode.Range(at, document.positionAt(added.text.length)));
}

/** Through the document, where there is one: so that it can be undone, and unsaved edits are kept. */
async function write(mappings: vscode.Uri, text: string): Promise<void> {
  if ((await readText(mappings)) === undefined)
    return vscode.workspace.fs.writeFile(mappings, new TextEncoder().encode(text));
  const document = await vscode.workspace.openTextDocument(mappings);
  const edit = new vscode.WorkspaceEdit();
  const end = document.lineAt(document.lineCount - 1).range.end;
  edit.replace(mappings, new vscode.Range(new vscode.Position(0, 0), end), text);
  await vscode.workspace.applyEdit(edit);
  await document.save();
}
