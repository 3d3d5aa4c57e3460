import * as vscode from 'vscode';
import type { Problem } from '../core/problem.ts';
import type { TranscriptFile } from '../core/readers/reader.ts';
import { openTranscriptFile } from '../core/readers/readers.ts';
import type { Transcript } from '../core/transcripts/transcript.ts';
import { openBytes } from './fileBytes.ts';
import type { Platform } from './platform.ts';

/** A data file in use, and the transcripts of it that were read lately. */
export interface OpenFile {
  readonly uri: vscode.Uri;
  readonly file: TranscriptFile;
  /** Read one record; its problems come with it. Kept while it is among the last few read. */
  read(record: number, signal?: AbortSignal): Promise<{ transcript?: Transcript; problems: readonly Problem[] }>;
  /** The record of a transcript name, or undefined. */
  recordOf(name: string): number | undefined;
}

/** Parsed records kept per file: the ones on screen and the last one left. */
const keptRecords = 4;

/** Data files shared by panels, links and jumps: each is opened once and closed with its last lease. */
export class OpenTranscripts implements vscode.Disposable {
  readonly #platform: Platform;
  readonly #files = new Map<string, { users: number; opened: Promise<OpenFile | Problem> }>();

  constructor(platform: Platform) {
    this.#platform = platform;
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

  lease(uri: vscode.Uri): vscode.Disposable & { readonly opened: Promise<OpenFile | Problem> } {
    const key = uri.toString();
    let entry = this.#files.get(key);
    if (entry === undefined) {
      entry = { users: 0, opened: this.#open(uri) };
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

  /** The file changed on disk: later leases open it anew, present ones keep what they have. */
  forget(uri: vscode.Uri): void {
    this.#files.delete(uri.toString());
  }

  dispose(): void {
    for (const [key, entry] of this.#files) this.#close(key, entry.opened);
  }

  #close(key: string, opened: Promise<OpenFile | Problem>): void {
    if (this.#files.get(key)?.opened === opened) this.#files.delete(key);
    void closeQuietly(opened);
  }

  async #open(uri: vscode.Uri): Promise<OpenFile | Problem> {
    const source = await openBytes(this.#platform, uri);
    const file = await openTranscriptFile(source, { decompressors: this.#platform.decompressors });
    if ('code' in file) {
      await source.close();
      return file;
    }
    const kept = new Map<number, ReturnType<TranscriptFile['read']>>();
    let names: Map<string, number> | undefined;
    return {
      uri,
      file,
      read(record, signal) {
        const known = kept.get(record);
        const reading = known ?? file.read(record, signal);
        kept.delete(record);
        kept.set(record, reading);
        reading.catch(() => kept.delete(record));
        for (const old of kept.keys()) {
          if (kept.size <= keptRecords) break;
          kept.delete(old);
        }
        return reading;
      },
      recordOf(name) {
        names ??= new Map(file.entries.map((entry) => [entry.name, entry.record]));
        return names.get(name);
      },
    };
  }
}

/** A file that could not be opened, or not be closed, needs no more attention. */
async function closeQuietly(opened: Promise<OpenFile | Problem>): Promise<void> {
  try {
    const file = await opened;
    if ('file' in file) await file.file.close();
  } catch {
    // Whoever opened it has been told.
  }
}
