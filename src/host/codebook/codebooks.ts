import * as vscode from 'vscode';
import type { Codebook, Kind } from '../../core/codebook/codebook.ts';
import { type CodebookFile, codebookPath, parseCodebook } from '../../core/codebook/codebookFile.ts';
import { defaultCodebook } from '../../core/codebook/defaultCodebook.ts';
import { DisposableStore } from '../disposableStore.ts';
import { watchFiles } from '../files/watchFiles.ts';
import { folderOf, readText } from '../mapping/fileMappings.ts';

const pattern = `**/${codebookPath}`;

/** A `.plumbline/codebook.yaml` of the workspace. */
export interface KnownCodebook {
  readonly uri: vscode.Uri;
  readonly text: string;
  readonly file: CodebookFile;
}

/** The codebooks of the workspace: the nearest one above a data file counts for it, else the built-in one. */
export class Codebooks implements vscode.Disposable {
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new vscode.EventEmitter<void>());
  readonly onDidChange = this.#changed.event;
  readonly #known = new Map<string, KnownCodebook>();
  /** Of each file, which look at the disk is the latest: an earlier one that ends later does not count. */
  readonly #looks = new Map<string, number>();
  /** Resolves when those that were there at the start are read. */
  readonly ready: Promise<void>;

  constructor() {
    this.#store.add(watchFiles(pattern, (uri) => void this.#read(uri)));
    this.#store.add(vscode.workspace.onDidChangeWorkspaceFolders(() => void this.#find()));
    this.ready = this.#find();
  }

  get files(): readonly KnownCodebook[] {
    return [...this.#known.values()];
  }

  /** What tags of a data file, or of a tag file, are made under. */
  of(data: vscode.Uri): Codebook {
    return this.fileOf(data)?.file.codebook ?? defaultCodebook;
  }

  /** The file that it is from; undefined for the built-in one. */
  fileOf(data: vscode.Uri): KnownCodebook | undefined {
    const above = this.files.filter(({ uri }) => data.path.startsWith(`${folderOf(uri).path.replace(/\/$/, '')}/`));
    return above.sort((a, b) => b.uri.path.length - a.uri.path.length)[0];
  }

  /** The kinds of all codebooks of the workspace, for lists over many files; of two with one id the first found. */
  get merged(): Codebook {
    const kinds = new Map<string, Kind>();
    for (const { file } of this.files) for (const kind of file.codebook?.kinds ?? []) kinds.set(kind.id, kind);
    for (const kind of defaultCodebook.kinds) if (!kinds.has(kind.id)) kinds.set(kind.id, kind);
    return { ...defaultCodebook, kinds: [...kinds.values()] };
  }

  dispose(): void {
    this.#store.dispose();
  }

  async #find(): Promise<void> {
    const uris = await vscode.workspace.findFiles(pattern, '**/node_modules/**');
    await Promise.all(uris.map((uri) => this.#read(uri)));
  }

  async #read(uri: vscode.Uri): Promise<void> {
    const key = uri.toString();
    const look = (this.#looks.get(key) ?? 0) + 1;
    this.#looks.set(key, look);
    const text = await readText(uri);
    if (this.#looks.get(key) !== look) return;
    if (this.#known.get(key)?.text === text) return;
    if (text === undefined) this.#known.delete(key);
    else this.#known.set(key, { uri, text, file: parseCodebook(text) });
    this.#changed.fire();
  }
}
