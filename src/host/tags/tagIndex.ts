import * as vscode from 'vscode';
import { bothSides } from '../../core/tags/bothSides.ts';
import { parseTagFileInSlices, type TagFile, valuesOf } from '../../core/tags/tagFile.ts';
import { parseTagFileName } from '../../core/tags/tagFileName.ts';
import { basename } from '../../core/text/paths.ts';
import type { TagSource } from '../../panel/viewTags.ts';
import { DisposableStore } from '../disposableStore.ts';
import type { TagStore } from './tagStore.ts';
import { dataUriOf } from './tagUri.ts';

export interface IndexedFile {
  readonly uri: vscode.Uri;
  readonly dataUri: vscode.Uri;
  readonly suggested: boolean;
  readonly file: TagFile;
}

const pattern = '**/*.{tags,suggested}.yaml';

/**
 * Every tag file of the workspace (and of the folders of data files opened outside it), parsed and
 * watched. What a panel is editing counts as it stands in the panel, saved or not.
 */
export class TagIndex implements vscode.Disposable {
  readonly #store = new DisposableStore();
  readonly #disk: TagStore;
  readonly #files = new Map<string, IndexedFile>();
  readonly #live = new Map<string, () => TagFile>();
  readonly #parsing = new Map<string, { readonly text: string; readonly file: Promise<TagFile> }>();
  readonly #folders = new Set<string>();
  /** Of each file, which look at the disk is the latest: an earlier one that ends later does not count. */
  readonly #looks = new Map<string, number>();
  readonly #changed = this.#store.add(new vscode.EventEmitter<void>());
  readonly onDidChange = this.#changed.event;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Resolves once the workspace has been looked through. */
  readonly ready: Promise<void>;

  constructor(disk: TagStore) {
    this.#disk = disk;
    this.#watch(pattern);
    this.ready = this.#scan();
  }

  get files(): readonly IndexedFile[] {
    return [...this.#files.values()].map((entry) => {
      const live = this.#live.get(entry.uri.toString());
      return live === undefined ? entry : { ...entry, file: live() };
    });
  }

  /** The tag files on the same file system as `data`, as the page's tags are made of them. */
  sources(data: vscode.Uri): readonly TagSource[] {
    return this.files
      .filter((entry) => entry.uri.scheme === data.scheme && entry.uri.authority === data.authority)
      .map((entry) => ({ ...entry, file: bothSides(entry.file) }))
      .map(({ uri, dataUri, suggested, file }) => ({
        path: uri.path,
        dataFile: dataUri.path,
        reviewer: file.reviewer ?? '',
        suggested,
        tags: valuesOf(file, 'tags'),
        links: valuesOf(file, 'links'),
        replies: valuesOf(file, 'replies'),
        reviewed: file.items.reviewed.map((item) => item.id),
      }));
  }

  /** A tag file of this text, parsed in slices; what is known of the file already is not read again. */
  parse(uri: vscode.Uri, text: string): Promise<TagFile> {
    const key = uri.toString();
    const running = this.#parsing.get(key);
    if (running?.text === text) return running.file;
    const previous = this.#files.get(key)?.file;
    const file = parseTagFileInSlices(text, { previous, pause: () => new Promise((go) => setTimeout(go)) });
    this.#parsing.set(key, { text, file });
    const done = (): void => {
      if (this.#parsing.get(key)?.file === file) this.#parsing.delete(key);
    };
    file.then(done, done);
    return file;
  }

  /** A panel edits this tag file: what `file()` gives counts, until the disposable is disposed. */
  edit(uri: vscode.Uri, dataUri: vscode.Uri, file: () => TagFile, onDidChange: vscode.Event<void>): vscode.Disposable {
    const key = uri.toString();
    this.#live.set(key, file);
    if (!this.#files.has(key)) this.#files.set(key, { uri, dataUri, suggested: false, file: file() });
    const listener = onDidChange(() => this.#fire());
    this.#fire();
    return {
      dispose: () => {
        listener.dispose();
        // Another panel's document may have taken over meanwhile.
        if (this.#live.get(key) === file) this.#live.delete(key);
        void this.#read(uri);
      },
    };
  }

  /** Also index the folder of a data file that is outside the workspace. */
  async include(data: vscode.Uri): Promise<void> {
    if (vscode.workspace.getWorkspaceFolder(data) !== undefined) return;
    const folder = vscode.Uri.joinPath(data, '..');
    if (this.#folders.has(folder.toString())) return;
    this.#folders.add(folder.toString());
    this.#watch(new vscode.RelativePattern(folder, pattern.replace('**/', '')));
    const names = await vscode.workspace.fs.readDirectory(folder).then(
      (found) => found,
      () => [],
    );
    await Promise.all(
      names
        .filter(([name]) => parseTagFileName(name) !== undefined)
        .map(([name]) => this.#read(vscode.Uri.joinPath(folder, name))),
    );
  }

  /** Look at files now, without waiting for their watcher. */
  async look(...uris: readonly vscode.Uri[]): Promise<void> {
    for (const uri of uris) await this.#read(uri);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#store.dispose();
  }

  #watch(glob: vscode.GlobPattern): void {
    const watcher = this.#store.add(vscode.workspace.createFileSystemWatcher(glob));
    watcher.onDidChange((uri) => void this.#read(uri));
    watcher.onDidCreate((uri) => void this.#read(uri));
    watcher.onDidDelete((uri) => void this.#read(uri));
  }

  async #scan(): Promise<void> {
    const found = await vscode.workspace.findFiles(pattern, '**/node_modules/**');
    for (const uri of found) await this.#read(uri);
  }

  async #read(uri: vscode.Uri): Promise<void> {
    const name = parseTagFileName(basename(uri.path));
    if (name === undefined) return;
    const key = uri.toString();
    const look = (this.#looks.get(key) ?? 0) + 1;
    this.#looks.set(key, look);
    try {
      const text = await this.#disk.read(uri);
      const file = text === undefined ? undefined : await this.parse(uri, text);
      if (this.#looks.get(key) !== look) return;
      if (file === undefined) {
        if (!this.#live.has(key)) this.#files.delete(key);
      } else {
        const dataUri = dataUriOf(uri, name.data);
        this.#files.set(key, { uri, dataUri, suggested: name.suggested, file });
      }
    } catch {
      // Unreadable just now (permissions, gone between event and read): the next event tries again.
      return;
    }
    this.#fire();
  }

  #fire(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#changed.fire(), 30);
  }
}
