import * as vscode from 'vscode';
import { outlineOf, type TranscriptOutline } from '../../core/agreement/outline.ts';
import type { OpenTranscripts } from '../files/openTranscripts.ts';

interface KnownFile {
  /** Of the file when it was read: another one is read again. */
  readonly version: string;
  /** By transcript; undefined for one that cannot be read. */
  readonly outlines: Map<string, TranscriptOutline | undefined>;
}

/** Lengths of transcripts, read once and kept while their file stays the same. */
export class Outlines {
  readonly #transcripts: OpenTranscripts;
  readonly #known = new Map<string, KnownFile>();

  constructor(transcripts: OpenTranscripts) {
    this.#transcripts = transcripts;
  }

  of(data: vscode.Uri, transcript: string): TranscriptOutline | undefined {
    return this.#known.get(data.toString())?.outlines.get(transcript);
  }

  /** Reads what is not known yet. A file that is not there has no outlines. */
  async read(data: vscode.Uri, names: readonly string[], signal: AbortSignal): Promise<void> {
    const version = await vscode.workspace.fs.stat(data).then(
      ({ mtime, size }) => `${mtime} ${size}`,
      () => undefined,
    );
    signal.throwIfAborted();
    const key = data.toString();
    if (version === undefined) {
      this.#known.delete(key);
      return;
    }
    const known = this.#known.get(key);
    const file = known?.version === version ? known : { version, outlines: new Map() };
    this.#known.set(key, file);
    const missing = names.filter((name) => !file.outlines.has(name));
    if (missing.length === 0) return;
    await this.#transcripts.use(data, async (opened) => {
      for (const name of missing) {
        signal.throwIfAborted();
        const record = 'file' in opened ? opened.recordOf(name) : undefined;
        const read = 'file' in opened && record !== undefined ? await opened.file.read(record, signal) : undefined;
        file.outlines.set(name, read?.transcript && outlineOf(read.transcript));
      }
    });
  }
}
