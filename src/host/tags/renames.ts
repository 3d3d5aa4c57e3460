import * as vscode from 'vscode';
import { applyItemEdit, changeItem, type ItemChange } from '../../core/tags/tagEdit.ts';
import { parseTagFile } from '../../core/tags/tagFile.ts';
import { parseTagFileName, tagFileName } from '../../core/tags/tagFileName.ts';
import { basename, dirname, relativePath, resolvePath } from '../../core/text/paths.ts';
import { applyEdits } from '../../core/text/textEdit.ts';
import { DisposableStore } from '../disposableStore.ts';
import type { Panels } from '../panel/panels.ts';
import { purposeOf, toDataUri, toPanelUri, viewType } from '../panel/panelUri.ts';
import type { Services } from '../services.ts';
import type { IndexedFile } from './tagIndex.ts';
import type { TagStore } from './tagStore.ts';

interface Rename {
  readonly oldUri: vscode.Uri;
  readonly newUri: vscode.Uri;
}

/**
 * A data file renamed or moved in the editor takes its tag files along, and targets that name it by
 * path follow. Unsaved tags are saved first; an open panel opens again on the new name.
 */
export function registerRenames(services: Services, panels: Panels, disk: TagStore): vscode.Disposable {
  const store = new DisposableStore();
  // One rename after the other: each looks at the tag files as the one before it left them.
  let last: Promise<unknown> = Promise.resolve();
  let before: readonly IndexedFile[] = [];
  store.add(
    vscode.workspace.onWillRenameFiles((event) => {
      const files = event.files.filter(isData);
      if (files.length === 0) return;
      const prepared = last.then(async () => {
        const edit = await prepare(files, services, panels);
        before = services.tagIndex.files;
        return edit;
      });
      event.waitUntil(prepared);
    }),
  );
  store.add(
    vscode.workspace.onDidRenameFiles((event) => {
      const files = event.files.filter(isData);
      const entries = before;
      if (files.length > 0) last = last.then(() => finish(files, entries, services, disk));
    }),
  );
  return store;
}

/** Tag files that go along have events of their own; they have been seen to. */
function isData({ oldUri }: Rename): boolean {
  return parseTagFileName(basename(oldUri.path)) === undefined;
}

async function prepare(files: readonly Rename[], services: Services, panels: Panels): Promise<vscode.WorkspaceEdit> {
  await services.tagIndex.ready;
  const moved = mover(files);
  for (const panel of panels.all) {
    if (moved(panel.document.dataUri) !== undefined) await vscode.workspace.save(panel.document.uri);
  }
  const edit = new vscode.WorkspaceEdit();
  for (const entry of services.tagIndex.files) {
    const tagsTo = newTagUri(entry, files);
    if (tagsTo !== undefined) edit.renameFile(entry.uri, tagsTo, { overwrite: false });
  }
  return edit;
}

/** The new URI of a file that is renamed itself or lies in a folder that is; undefined when it stays. */
function mover(files: readonly Rename[]): (uri: vscode.Uri) => vscode.Uri | undefined {
  return (uri) => {
    for (const { oldUri, newUri } of files) {
      if (uri.scheme !== oldUri.scheme || uri.authority !== oldUri.authority) continue;
      if (uri.path === oldUri.path) return newUri;
      if (uri.path.startsWith(`${oldUri.path}/`)) {
        return newUri.with({ path: newUri.path + uri.path.slice(oldUri.path.length) });
      }
    }
    return undefined;
  };
}

/** Where a tag file goes when its data file is renamed; a folder takes both along by itself. */
function newTagUri(entry: IndexedFile, files: readonly Rename[]): vscode.Uri | undefined {
  const rename = files.find(({ oldUri }) => oldUri.toString() === entry.dataUri.toString());
  const reviewer = entry.file.reviewer;
  if (rename === undefined || reviewer === undefined) return undefined;
  const name = basename(entry.uri.path);
  const ending = name.slice(basename(entry.dataUri.path).length);
  const beside = dirname(entry.uri.path) === dirname(entry.dataUri.path);
  if (!beside) return vscode.Uri.joinPath(entry.uri, '..', tagFileName(basename(rename.newUri.path), reviewer));
  return vscode.Uri.joinPath(rename.newUri, '..', basename(rename.newUri.path) + ending);
}

/** The text of a tag file, with the `file` of every target whose file, or whose own tag file, has moved. */
function followed(
  text: string,
  from: vscode.Uri,
  to: vscode.Uri,
  moved: (uri: vscode.Uri) => vscode.Uri | undefined,
): string {
  let file = parseTagFile(text);
  if (file.state !== 'ok') return text;
  for (const item of file.items.tags) {
    const changes = (item.value?.targets ?? []).flatMap((target, i): ItemChange[] => {
      if (target.file === undefined) return [];
      const old = from.with({ path: resolvePath(dirname(from.path), target.file) });
      const path = relativePath(dirname(to.path), (moved(old) ?? old).path);
      return path === target.file ? [] : [{ path: ['targets', i, 'file'], value: path }];
    });
    if (changes.length === 0) continue;
    const { edits } = applyItemEdit(file, changeItem(file, 'tags', item.id, changes));
    file = parseTagFile(applyEdits(file.text, edits), { previous: file });
  }
  return file.text;
}

async function finish(
  files: readonly Rename[],
  before: readonly IndexedFile[],
  services: Services,
  disk: TagStore,
): Promise<void> {
  const moved = mover(files);
  try {
    for (const entry of before) {
      const now = newTagUri(entry, files) ?? moved(entry.uri) ?? entry.uri;
      const text = await disk.read(now);
      if (text !== undefined && followed(text, entry.uri, now, moved) !== text) {
        await disk.save(now, (onDisk) => followed(onDisk ?? text, entry.uri, now, moved));
      }
      if (now !== entry.uri) await services.tagIndex.look(entry.uri, now);
    }
    for (const group of vscode.window.tabGroups.all) {
      for (const tab of group.tabs) {
        if (!(tab.input instanceof vscode.TabInputCustom) || tab.input.viewType !== viewType) continue;
        const to = moved(toDataUri(tab.input.uri));
        if (to === undefined) continue;
        await vscode.window.tabGroups.close(tab);
        await vscode.commands.executeCommand(
          'vscode.openWith',
          toPanelUri(to, purposeOf(tab.input.uri)),
          viewType,
          group.viewColumn,
        );
      }
    }
  } catch (error) {
    services.report(error);
  }
}
