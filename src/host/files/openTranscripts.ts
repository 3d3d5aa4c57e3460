import type * as vscode from 'vscode';
import type { Problem } from '../../core/problem.ts';
import type { FileMappings } from '../mapping/fileMappings.ts';
import type { Platform } from '../platform.ts';
import { type OpenFile, openFile } from './openFile.ts';

export interface Lease extends vscode.Disposable {
  readonly opened: Promise<OpenFile | Problem>;
}

/** Data files shared by panels, links and jumps: each is opened once and closed with its last lease. */
export class OpenTranscripts implements vscode.Disposable {
  readonly #platform: Platform;
  readonly #mappings: FileMappings;
  readonly #files = new Map<string, { users: number; opened: Promise<OpenFile | Problem> }>();

  constructor(platform: Platform, mappings: FileMappings) {
    this.#platform = platform;
    this.#mappings = mappings;
  }

  /** Use a file while `work` runs. A file that no reader takes gives its Problem. */
  async use<T>(uri: vscode.Uri, work: (opened: OpenFile | Problem) => Promise<T>): Promise<T> {
    const lease = this.lease(uri);
    try {
      return await work(await lease.opened);
    } finally {
      lease.dispose();
    }
  }

  lease(uri: vscode.Uri): Lease {
    const key = uri.toString();
    let entry = this.#files.get(key);
    if (entry === undefined) {
      entry = { users: 0, opened: openFile(this.#platform, this.#mappings, uri) };
      this.#files.set(key, entry);
    }
    const held = entry;
    held.users++;
    let released = false;
    return {
      opened: held.opened,
      dispose: () => {
        if (released) return;
        released = true;
        held.users--;
        if (held.users === 0) this.#close(key, held.opened);
      },
    };
  }

  /**
   * The file may have changed: open it as it is now. Leases taken from then on are of that, present ones
   * keep what they have. A file that was readable and is not any more gives its Problem, and later leases
   * are still of what it was.
   */
  async renew(uri: vscode.Uri): Promise<Lease | Problem> {
    const key = uri.toString();
    const before = await this.#files.get(key)?.opened;
    const file = before !== undefined && 'file' in before ? before.file : undefined;
    const opened = await openFile(this.#platform, this.#mappings, uri, file);
    if ('code' in opened && file !== undefined) return opened;
    this.#files.set(key, { users: 0, opened: Promise.resolve(opened) });
    return this.lease(uri);
  }

  dispose(): void {
    for (const [key, entry] of this.#files) this.#close(key, entry.opened);
  }

  #close(key: string, opened: Promise<OpenFile | Problem>): void {
    if (this.#files.get(key)?.opened === opened) this.#files.delete(key);
    void closeQuietly(opened);
  }
}

/** A file that could not be closed needs no more attention. */
async function closeQuietly(opened: Promise<OpenFile | Problem>): Promise<void> {
  const file = await opened;
  if ('file' in file) await file.file.close().catch(() => undefined);
}
