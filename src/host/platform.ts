import type * as vscode from 'vscode';
import type { ByteSource, Decompressors } from '../core/readers/byteSource.ts';

/** What differs between a Node extension host and a web one; each entry file hands in its own. */
export interface Platform {
  readonly decompressors: Decompressors;
  /** Ranged reads of a local file; undefined where only whole-file reads are possible. */
  openLocal(path: string): Promise<ByteSource> | undefined;
  /**
   * Locked compare-and-write of a local file; undefined where `workspace.fs` has to do.
   * `decide` is given the text on disk and returns the one to write, or throws to refuse.
   */
  saveLocal(path: string, decide: (onDisk: string | undefined) => string): Promise<string> | undefined;
  /** `git config user.name` in `folder`, else the name of the account; empty when there is neither. */
  userName(folder: string | undefined): Promise<string>;
}

/** A path that `Platform` takes: only plain local files have one. */
export function localPath(uri: vscode.Uri): string | undefined {
  return uri.scheme === 'file' ? uri.fsPath : undefined;
}
