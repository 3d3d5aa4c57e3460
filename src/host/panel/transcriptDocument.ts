import * as vscode from 'vscode';
import type { Problem } from '../../core/problem.ts';
import { hasConflict } from '../../core/tags/bothSides.ts';
import type { ItemEdit } from '../../core/tags/tagEdit.ts';
import type { TagFile } from '../../core/tags/tagFile.ts';
import { BrokenTagFileError, type TagSession } from '../../core/tags/tagSession.ts';
import type { DidChangeTags } from '../../panel/messages.ts';
import { DisposableStore } from '../disposableStore.ts';
import type { OpenFile } from '../files/openFile.ts';
import type { Lease, OpenTranscripts } from '../files/openTranscripts.ts';
import { conflictStages } from '../tags/conflictStages.ts';
import type { TagStore } from '../tags/tagStore.ts';
import { type PanelPurpose, purposeOf } from './panelUri.ts';
import type { UnsavedTags } from './recovery.ts';

/** An edit as VS Code's undo stack holds it. */
export interface DocumentEdit {
  readonly label: string;
  undo(): void;
  redo(): void;
}

/** What became of the data file: `lost` when it cannot be read any more, and is shown as it was before. */
export interface DataChange {
  readonly before: OpenFile | undefined;
  readonly lost?: Problem;
}

/**
 * What a panel edits: the reviewer's own tag file beside a data file. The transcript is read-only.
 * Its URI is the panel's, never the text editor's (see `panelUri.ts`).
 */
export class TranscriptDocument implements vscode.CustomDocument {
  readonly uri: vscode.Uri;
  readonly dataUri: vscode.Uri;
  readonly tagUri: vscode.Uri;
  readonly reviewer: string;
  readonly session: TagSession;
  /** Why nothing can be saved, as a sentence; undefined when it can. */
  readonly readOnly: string | undefined;
  readonly #store = new DisposableStore();
  readonly #disk: TagStore;
  #unsaved: UnsavedTags | undefined;
  readonly #transcripts: OpenTranscripts;
  readonly #changed = this.#store.add(new vscode.EventEmitter<void>());
  readonly #edited = this.#store.add(new vscode.EventEmitter<DocumentEdit>());
  readonly #dataChanged = this.#store.add(new vscode.EventEmitter<DataChange>());
  readonly #disposed = this.#store.add(new vscode.EventEmitter<void>());
  #lease: Lease;
  #renewing = Promise.resolve();
  #stale = false;
  #closed = false;

  /** The tags changed, by whatever hand. */
  readonly onDidChange = this.#changed.event;
  /** The reviewer edited: for VS Code's undo stack. */
  readonly onDidEdit = this.#edited.event;
  readonly onDidChangeData = this.#dataChanged.event;
  readonly onDidDispose = this.#disposed.event;

  constructor(
    uris: { readonly panel: vscode.Uri; readonly data: vscode.Uri; readonly tags: vscode.Uri },
    session: TagSession,
    found: { readonly readOnly: string | undefined; readonly unsaved: UnsavedTags | undefined },
    disk: TagStore,
    transcripts: OpenTranscripts,
  ) {
    this.uri = uris.panel;
    this.dataUri = uris.data;
    this.tagUri = uris.tags;
    this.reviewer = session.reviewer;
    this.session = session;
    this.readOnly = found.readOnly;
    this.#unsaved = found.unsaved;
    this.#disk = disk;
    this.#transcripts = transcripts;
    this.#lease = transcripts.lease(uris.data);
    this.#store.add(disk.watch(uris.tags, () => void this.refresh()));
    this.#store.add(disk.watch(uris.data, () => void this.renew()));
  }

  get purpose(): PanelPurpose | undefined {
    return purposeOf(this.uri);
  }

  get opened(): Promise<OpenFile | Problem> {
    return this.#lease.opened;
  }

  get tagFile(): TagFile {
    return this.session.file;
  }

  get dirty(): boolean {
    return this.session.dirty;
  }

  /** What stands in the way of editing, for the page. */
  notice(): DidChangeTags['notice'] {
    const name = vscode.workspace.asRelativePath(this.tagUri);
    if (hasConflict(this.session.brokenOnDisk ?? this.session.file)) {
      return {
        text: vscode.l10n.t(
          'Git could not merge {0}: it holds two versions. Both are shown; resolve to put them together by tag, then save and stage the file.',
          name,
        ),
        blocked: this.session.brokenOnDisk === undefined,
        canResolve: true,
      };
    }
    if (this.session.brokenOnDisk !== undefined) {
      return {
        text: vscode.l10n.t('{0} has errors on disk. Your unsaved tags are kept here; mend the file, then save.', name),
        blocked: false,
      };
    }
    switch (this.session.file.state) {
      case 'ok':
        return undefined;
      case 'broken':
        return {
          text: vscode.l10n.t(
            '{0} has errors. The tags that can be read are shown; mend the file to go on tagging.',
            name,
          ),
          blocked: true,
        };
      case 'newer':
        return {
          text: vscode.l10n.t('{0} was written by a newer Plumbline. It is shown, but cannot be changed here.', name),
          blocked: true,
        };
      case 'foreign':
        return {
          text: vscode.l10n.t(
            '{0} is laid out in a way that cannot be edited safely. Write its lists one item per dash.',
            name,
          ),
          blocked: true,
        };
    }
  }

  /** Do an edit and put it on the undo stack. Throws with a sentence for the user when it cannot be done. */
  edit(edit: ItemEdit, label: string): void {
    this.editAll([() => edit], label);
  }

  /** Several edits as one step of undo, each made of the file as the ones before it left it. Throws as `edit` does. */
  editAll(steps: readonly ((file: TagFile) => ItemEdit)[], label: string): void {
    const blocked = this.readOnly ?? (this.session.editable ? undefined : this.notice()?.text);
    if (blocked !== undefined) throw new Error(blocked);
    const edits: ItemEdit[] = [];
    for (const step of steps) {
      const edit = step(this.session.file);
      this.session.edit(edit);
      edits.push(edit);
    }
    this.#changed.fire();
    this.#edited.fire({
      label,
      undo: () => {
        for (const edit of edits.toReversed()) this.session.undo(edit);
        this.#changed.fire();
      },
      redo: () => {
        for (const edit of edits) this.session.edit(edit);
        this.#changed.fire();
      },
    });
  }

  /** Put the sides of a conflict in the tag file together, as one step of undo. Throws a sentence where it cannot be done. */
  async resolve(): Promise<void> {
    if (!hasConflict(this.session.brokenOnDisk ?? this.session.file)) return;
    const step = this.session.resolve(await conflictStages(this.tagUri)) ?? this.session.resolve();
    if (step === undefined) {
      const name = vscode.workspace.asRelativePath(this.tagUri);
      throw new Error(vscode.l10n.t('One of the versions in {0} has errors by itself. Mend it in the file.', name));
    }
    const run = (how: () => void): void => {
      how();
      this.#changed.fire();
    };
    this.#changed.fire();
    this.#edited.fire({
      label: vscode.l10n.t('Resolve Conflict'),
      undo: () => run(step.undo),
      redo: () => run(step.redo),
    });
  }

  /** Work that a crash left unsaved, back as one undoable edit. Called once the document is in VS Code's care. */
  takeUpUnsaved(): void {
    const unsaved = this.#unsaved;
    this.#unsaved = undefined;
    if (unsaved === undefined) return;
    const before = this.session.file.text;
    this.session.restore(unsaved.text, unsaved.base);
    const after = this.session.file.text;
    if (after === before) return;
    const show = (text: string): void => {
      this.session.replace(text);
      this.#changed.fire();
    };
    this.#changed.fire();
    this.#edited.fire({
      label: vscode.l10n.t('Restore Unsaved Tags'),
      undo: () => show(before),
      redo: () => show(after),
    });
  }

  /** Resolves when the disk holds what the session held when it was called. */
  async save(cancellation?: vscode.CancellationToken): Promise<void> {
    if (!this.session.dirty || cancellation?.isCancellationRequested) return;
    let of = this.session.file.text;
    try {
      const written = await this.#disk.save(this.tagUri, (onDisk) => {
        of = this.session.file.text;
        return this.session.decide(onDisk);
      });
      this.session.saved(written, of);
    } catch (error) {
      if (!(error instanceof BrokenTagFileError)) throw error;
      await this.refresh();
      throw new Error(this.notice()?.text ?? error.message, { cause: error });
    } finally {
      this.#changed.fire();
    }
  }

  async revert(): Promise<void> {
    this.session.revert(await this.#disk.read(this.tagUri));
    this.#changed.fire();
  }

  /** Look at the disk: take over what changed there. */
  async refresh(): Promise<void> {
    if (this.session.adopt(await this.#disk.read(this.tagUri)) !== 'same') this.#changed.fire();
  }

  dispose(): void {
    this.#closed = true;
    this.#disposed.fire();
    this.#lease.dispose();
    this.#store.dispose();
  }

  /** Look at the data file again; one look at a time, and one more for all that changes meanwhile. */
  renew(): Promise<void> {
    if (this.#stale) return this.#renewing;
    this.#stale = true;
    this.#renewing = this.#renewing.then(() => {
      this.#stale = false;
      return this.#renew();
    });
    return this.#renewing;
  }

  async #renew(): Promise<void> {
    if (this.#closed) return;
    const old = this.#lease;
    const opened = await old.opened;
    const before = 'file' in opened ? opened : undefined;
    const renewed = await this.#transcripts.renew(this.dataUri);
    if ('code' in renewed) {
      if (!this.#closed) this.#dataChanged.fire({ before, lost: renewed });
      return;
    }
    old.dispose();
    this.#lease = renewed;
    if (this.#closed) renewed.dispose();
    else this.#dataChanged.fire({ before });
  }
}
