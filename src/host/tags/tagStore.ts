import * as vscode from 'vscode';
import { localPath, type Platform } from '../platform.ts';

/** Tag files on disk: read, compared and written, watched. */
export class TagStore {
  readonly #platform: Platform;

  constructor(platform: Platform) {
    this.#platform = platform;
  }

  /** The text of a file, undefined where there is none. */
  async read(uri: vscode.Uri): Promise<string | undefined> {
    try {
      return new TextDecoder('utf-8', { ignoreBOM: true }).decode(await vscode.workspace.fs.readFile(uri));
    } catch (error) {
      if (error instanceof vscode.FileSystemError && error.code === 'FileNotFound') return undefined;
      throw new Error(vscode.l10n.t('Could not read {0}.', vscode.workspace.asRelativePath(uri)), { cause: error });
    }
  }

  /**
   * Write what `decide` makes of the text on disk; resolves to it. Local files are locked and written
   * atomically. Other file systems give no such guarantee (the panel says so).
   */
  async save(uri: vscode.Uri, decide: (onDisk: string | undefined) => string): Promise<string> {
    const path = localPath(uri);
    const local = path === undefined ? undefined : this.#platform.saveLocal(path, decide);
    if (local !== undefined) return local;
    const onDisk = await this.read(uri);
    const text = decide(onDisk);
    if (text !== onDisk) await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
    return text;
  }

  /** Call `changed` shortly after the file changed, appeared or went; changes in a burst count once. */
  watch(uri: vscode.Uri, changed: () => void): vscode.Disposable {
    // The name may hold glob characters, so the folder is watched and the path compared.
    const folder = vscode.Uri.joinPath(uri, '..');
    const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(folder, '*'));
    let timer: ReturnType<typeof setTimeout> | undefined;
    const heard = (touched: vscode.Uri): void => {
      if (touched.path !== uri.path) return;
      clearTimeout(timer);
      timer = setTimeout(changed, 80);
    };
    watcher.onDidChange(heard);
    watcher.onDidCreate(heard);
    watcher.onDidDelete(heard);
    return {
      dispose: () => {
        clearTimeout(timer);
        watcher.dispose();
      },
    };
  }
}
