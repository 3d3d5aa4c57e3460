import * as vscode from 'vscode';
import type { Mapping } from '../../core/readers/mapping/mapping.ts';
import { mappingFor, parseReadersFile, readersPath } from '../../core/readers/mapping/readersFile.ts';
import { DisposableStore } from '../disposableStore.ts';

export const readersPattern = `**/${readersPath}`;

/** The mappings of `.plumbline/readers.yaml` files in the workspace: the nearest one above a data file counts. */
export class ReaderMappings implements vscode.Disposable {
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new vscode.EventEmitter<vscode.Uri>());
  /** A file of mappings was written, made or deleted. */
  readonly onDidChange = this.#changed.event;

  constructor() {
    const watcher = this.#store.add(vscode.workspace.createFileSystemWatcher(readersPattern));
    const heard = (uri: vscode.Uri): void => this.#changed.fire(uri);
    watcher.onDidChange(heard);
    watcher.onDidCreate(heard);
    watcher.onDidDelete(heard);
  }

  /** As it is on disk now: opening a data file costs more than reading this. */
  async mappingFor(data: vscode.Uri): Promise<Mapping | undefined> {
    const root = vscode.workspace.getWorkspaceFolder(data)?.uri;
    if (root === undefined) return undefined;
    for (let folder = vscode.Uri.joinPath(data, '..'); folder.path.length >= root.path.length; ) {
      const text = await readText(vscode.Uri.joinPath(folder, readersPath));
      if (text !== undefined) return mappingFor(parseReadersFile(text), pathIn(folder, data));
      const above = vscode.Uri.joinPath(folder, '..');
      if (above.path === folder.path) return undefined;
      folder = above;
    }
    return undefined;
  }

  dispose(): void {
    this.#store.dispose();
  }
}

/** The folder that the globs of a file of mappings count from. */
export const folderOf = (readers: vscode.Uri): vscode.Uri => vscode.Uri.joinPath(readers, '../..');

/** Path of a file below a folder, with `/`. */
export function pathIn(folder: vscode.Uri, file: vscode.Uri): string {
  const base = folder.path.endsWith('/') ? folder.path : `${folder.path}/`;
  return file.path.startsWith(base) ? file.path.slice(base.length) : file.path;
}

/** Undefined where there is no such file. */
export async function readText(uri: vscode.Uri): Promise<string | undefined> {
  return vscode.workspace.fs.readFile(uri).then(
    (bytes) => new TextDecoder().decode(bytes),
    () => undefined,
  );
}
