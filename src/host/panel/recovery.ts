import * as vscode from 'vscode';
import { sha256Hex } from '../../core/text/sha256.ts';
import type { TranscriptDocument } from './transcriptDocument.ts';

/** Unsaved work: enough to go on even if the reviewer setting has changed since. */
export interface UnsavedTags {
  readonly reviewer: string;
  readonly tagUri: string;
  /** The text on disk that it was made over; absent where there was no file. */
  readonly base?: string;
  readonly text: string;
}

export function unsavedTags(document: TranscriptDocument): UnsavedTags {
  const { base } = document.session;
  return {
    reviewer: document.reviewer,
    tagUri: document.tagUri.toString(),
    text: document.tagFile.text,
    ...(base !== undefined && { base }),
  };
}

/** Time from an edit to its copy, in milliseconds. */
const copyAfter = 150;

/**
 * A copy of unsaved tags, made shortly after each edit, for when VS Code's own hot exit has nothing: it
 * backs up a second later, and hands a backup over only if the window's layout was stored too. The
 * copy goes when the tags are saved, reverted, or their panel is closed.
 */
export class Recovery {
  readonly #folder: vscode.Uri;

  constructor(folder: vscode.Uri) {
    this.#folder = folder;
  }

  async find(tagUri: vscode.Uri): Promise<UnsavedTags | undefined> {
    return readUnsaved(this.#copyOf(tagUri)).then(
      (found) => (found.tagUri === tagUri.toString() ? found : undefined),
      () => undefined,
    );
  }

  keep(document: TranscriptDocument): vscode.Disposable {
    const copy = this.#copyOf(document.tagUri);
    let timer: ReturnType<typeof setTimeout> | undefined;
    let work: Promise<unknown> = Promise.resolve();
    const write = (): void => {
      const unsaved = document.dirty ? unsavedTags(document) : undefined;
      // One after the other, so that the last state is the one that stays.
      work = work
        .then(() => (unsaved === undefined ? remove(copy) : writeUnsaved(copy, unsaved)))
        .catch(() => undefined);
    };
    const listener = document.onDidChange(() => {
      clearTimeout(timer);
      timer = setTimeout(write, copyAfter);
    });
    return {
      dispose: () => {
        listener.dispose();
        clearTimeout(timer);
        work = work.then(() => remove(copy)).catch(() => undefined);
      },
    };
  }

  #copyOf(tagUri: vscode.Uri): vscode.Uri {
    return vscode.Uri.joinPath(this.#folder, 'unsaved', `${sha256Hex(tagUri.toString()).slice(0, 32)}.json`);
  }
}

export async function readUnsaved(uri: vscode.Uri): Promise<UnsavedTags> {
  return JSON.parse(new TextDecoder().decode(await vscode.workspace.fs.readFile(uri))) as UnsavedTags;
}

export async function writeUnsaved(uri: vscode.Uri, unsaved: UnsavedTags): Promise<void> {
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(JSON.stringify(unsaved)));
}

async function remove(uri: vscode.Uri): Promise<void> {
  await vscode.workspace.fs.delete(uri);
}
