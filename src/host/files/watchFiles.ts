import * as vscode from 'vscode';
import { DisposableStore } from '../disposableStore.ts';

/** Hears of each file of a pattern that is written, made or deleted. */
export function watchFiles(pattern: string, heard: (uri: vscode.Uri) => void): vscode.Disposable {
  const store = new DisposableStore();
  const watcher = store.add(vscode.workspace.createFileSystemWatcher(pattern));
  watcher.onDidChange(heard);
  watcher.onDidCreate(heard);
  watcher.onDidDelete(heard);
  // Of a folder that comes or goes with its files, watchers may tell no more than the folder.
  const [, folder, name] = /^(\*\*\/\.plumbline)\/([\w.]+)$/.exec(pattern) ?? [];
  if (folder !== undefined && name !== undefined) {
    const folders = store.add(vscode.workspace.createFileSystemWatcher(folder, false, true));
    folders.onDidCreate((uri) => heard(vscode.Uri.joinPath(uri, name)));
    folders.onDidDelete((uri) => heard(vscode.Uri.joinPath(uri, name)));
  }
  return store;
}
