import * as vscode from 'vscode';
import { consensusFileName, consensusReviewer, tagFileName } from '../../core/tags/tagFileName.ts';
import { TagSession } from '../../core/tags/tagSession.ts';
import { basename } from '../../core/text/paths.ts';
import { DisposableStore } from '../disposableStore.ts';
import type { Services } from '../services.ts';
import { findReviewer } from '../tags/reviewer.ts';
import type { TagStore } from '../tags/tagStore.ts';
import { chooseTagUri } from '../tags/tagUri.ts';
import { PanelHost } from './panelHost.ts';
import type { Panels } from './panels.ts';
import { purposeOf, toDataUri, toPanelUri, viewType } from './panelUri.ts';
import { type Recovery, readUnsaved, unsavedTags, writeUnsaved } from './recovery.ts';
import { TranscriptDocument } from './transcriptDocument.ts';

/** The custom editor: documents are tag files, panels are views of them. */
export class TranscriptEditor implements vscode.CustomEditorProvider<TranscriptDocument> {
  readonly #services: Services;
  readonly #disk: TagStore;
  readonly #panels: Panels;
  readonly #recovery: Recovery;
  readonly #changed = new vscode.EventEmitter<vscode.CustomDocumentEditEvent<TranscriptDocument>>();
  readonly onDidChangeCustomDocument = this.#changed.event;

  constructor(services: Services, disk: TagStore, panels: Panels, recovery: Recovery) {
    this.#services = services;
    this.#disk = disk;
    this.#panels = panels;
    this.#recovery = recovery;
  }

  static register(services: Services, disk: TagStore, panels: Panels, recovery: Recovery): vscode.Disposable {
    return vscode.window.registerCustomEditorProvider(
      viewType,
      new TranscriptEditor(services, disk, panels, recovery),
      {
        supportsMultipleEditorsPerDocument: true,
        webviewOptions: { enableFindWidget: true, retainContextWhenHidden: false },
      },
    );
  }

  async openCustomDocument(uri: vscode.Uri, context: vscode.CustomDocumentOpenContext): Promise<TranscriptDocument> {
    const data = toDataUri(uri);
    // Reading begins while the reviewer's name and file are found.
    const lease = this.#services.transcripts.lease(data);
    try {
      return await this.#openDocument(uri, data, context);
    } finally {
      lease.dispose();
    }
  }

  async #openDocument(
    uri: vscode.Uri,
    data: vscode.Uri,
    context: vscode.CustomDocumentOpenContext,
  ): Promise<TranscriptDocument> {
    const { settings, platform, transcripts, tagIndex } = this.#services;
    const backup = context.backupId === undefined ? undefined : await readUnsaved(vscode.Uri.parse(context.backupId));
    const purpose = purposeOf(uri);
    const reviewer =
      backup?.reviewer ?? (purpose === 'adjudicate' ? consensusReviewer : await findReviewer(settings, platform, data));
    const name = basename(data.path);
    const fileName = purpose === 'adjudicate' ? consensusFileName(name) : tagFileName(name, reviewer ?? '');
    const chosen = await chooseTagUri(data, fileName);
    const tags = backup === undefined ? chosen.uri : vscode.Uri.parse(backup.tagUri);
    const base = await this.#disk.read(tags);
    const previous = base === undefined ? undefined : await tagIndex.parse(tags, base);
    const session = new TagSession(reviewer ?? '', name, base, { previous });
    if (backup !== undefined) session.restore(backup.text, backup.base);
    const readOnly =
      reviewer === undefined
        ? vscode.l10n.t(
            'Without a reviewer name nothing can be saved. Run “Plumbline: Set Reviewer Name”, then reopen.',
          )
        : chosen.readOnly;
    const unsaved = backup === undefined && purpose !== undefined ? await this.#recovery.find(tags) : undefined;
    const document = new TranscriptDocument(
      { panel: uri, data, tags },
      session,
      { readOnly, unsaved },
      this.#disk,
      transcripts,
    );
    const owned = new DisposableStore();
    owned.add(document.onDidEdit((edit) => this.#changed.fire({ document, ...edit })));
    owned.add(this.#recovery.keep(document));
    owned.add(tagIndex.edit(tags, data, () => document.tagFile, document.onDidChange));
    document.onDidDispose(() => owned.dispose());
    void tagIndex.include(data);
    return document;
  }

  resolveCustomEditor(document: TranscriptDocument, webviewPanel: vscode.WebviewPanel): void {
    if (document.purpose === undefined) {
      // Opened on the file's own URI ("Reopen Editor With"): that would share the text editor's undo.
      const column = webviewPanel.viewColumn ?? vscode.ViewColumn.Active;
      webviewPanel.dispose();
      void vscode.commands.executeCommand('vscode.openWith', toPanelUri(document.dataUri), viewType, column);
      return;
    }
    const panel = new PanelHost(document, webviewPanel, this.#services);
    this.#panels.add(panel);
    document.takeUpUnsaved();
    webviewPanel.onDidDispose(() => panel.dispose());
  }

  saveCustomDocument(document: TranscriptDocument, cancellation: vscode.CancellationToken): Promise<void> {
    return document.save(cancellation);
  }

  saveCustomDocumentAs(document: TranscriptDocument): Promise<void> {
    const name = vscode.workspace.asRelativePath(document.tagUri);
    throw new Error(
      vscode.l10n.t('Tags belong beside their data, in {0}. Save them there; to have a copy, copy that file.', name),
    );
  }

  revertCustomDocument(document: TranscriptDocument): Promise<void> {
    return document.revert();
  }

  async backupCustomDocument(
    document: TranscriptDocument,
    context: vscode.CustomDocumentBackupContext,
  ): Promise<vscode.CustomDocumentBackup> {
    await writeUnsaved(context.destination, unsavedTags(document));
    return {
      id: context.destination.toString(),
      delete: () => void vscode.workspace.fs.delete(context.destination).then(undefined, () => undefined),
    };
  }
}
