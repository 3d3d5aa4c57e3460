import * as vscode from 'vscode';
import { firstMapping } from '../../core/readers/mapping/mappingList.ts';
import type { ReaderPorts } from '../../core/readers/reader.ts';
import { listOf } from '../../core/records/mapping/recordMapping.ts';
import type { OpenBeside } from '../../core/records/mapping/recordPorts.ts';
import { matchesGlob } from '../../core/text/glob.ts';
import { DisposableStore } from '../disposableStore.ts';
import { openBytes } from '../files/fileBytes.ts';
import { watchFiles } from '../files/watchFiles.ts';
import type { Platform } from '../platform.ts';
import { type MappingKind, mappingKinds, type NamedMapping, readersKind, recordsKind } from './mappingKinds.ts';

/** What a mapping is for a data file, and the folder that its globs count from. */
export interface FoundMapping<T> {
  readonly mapping: T;
  readonly path: string;
  readonly folder: vscode.Uri;
}

/** The files of mappings in the workspace: of each kind the nearest one above a data file counts. */
export class FileMappings implements vscode.Disposable {
  readonly #platform: Platform;
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new vscode.EventEmitter<vscode.Uri>());
  /** A file of mappings was written, made or deleted. */
  readonly onDidChange = this.#changed.event;

  constructor(platform: Platform) {
    this.#platform = platform;
    const heard = (uri: vscode.Uri): void => this.#changed.fire(uri);
    for (const { pattern } of mappingKinds) this.#store.add(watchFiles(pattern, heard));
  }

  /** As it is on disk now: opening a data file costs more than reading this. */
  async find<T extends NamedMapping>(kind: MappingKind<T>, data: vscode.Uri): Promise<FoundMapping<T> | undefined> {
    const root = vscode.workspace.getWorkspaceFolder(data)?.uri;
    if (root === undefined) return undefined;
    for (let folder = vscode.Uri.joinPath(data, '..'); folder.path.length >= root.path.length; ) {
      const text = await readText(vscode.Uri.joinPath(folder, kind.path));
      if (text !== undefined) {
        const path = pathIn(folder, data);
        const mapping = firstMapping(kind.parse(text), path);
        return mapping && { mapping, path, folder };
      }
      const above = vscode.Uri.joinPath(folder, '..');
      if (above.path === folder.path) return undefined;
      folder = above;
    }
    return undefined;
  }

  /** What a reader is given of the mappings for a data file; nothing where there is none. */
  async portsFor(data: vscode.Uri): Promise<Pick<ReaderPorts, 'mapping' | 'recordMapping' | 'openBeside'>> {
    const records = await this.find(recordsKind, data);
    if (records !== undefined) {
      const { mapping, path, folder } = records;
      return { recordMapping: { mapping, path }, openBeside: filesIn(this.#platform, folder) };
    }
    const readers = await this.find(readersKind, data);
    return readers === undefined ? {} : { mapping: readers.mapping };
  }

  dispose(): void {
    this.#store.dispose();
  }
}

/** Files that a join may name. */
const mostJoined = 10_000;

function filesIn(platform: Platform, folder: vscode.Uri): OpenBeside {
  return async (globs, signal) => {
    const found = new Map<string, vscode.Uri>();
    for (const glob of listOf(globs)) {
      // Brackets are no classes in our globs.
      const pattern = (glob.includes('/') ? glob : `**/${glob}`).replaceAll(/[[\]]/g, '?');
      const uris = await vscode.workspace.findFiles(
        new vscode.RelativePattern(folder, pattern),
        '**/node_modules/**',
        mostJoined,
      );
      signal?.throwIfAborted();
      for (const uri of uris) if (matchesGlob(glob, pathIn(folder, uri))) found.set(pathIn(folder, uri), uri);
    }
    return [...found]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([path, uri]) => ({ path, open: () => openBytes(platform, uri) }));
  };
}

/** The folder that the globs of a file of mappings count from. */
export const folderOf = (mappings: vscode.Uri): vscode.Uri => vscode.Uri.joinPath(mappings, '../..');

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
