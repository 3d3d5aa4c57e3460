import * as vscode from 'vscode';
import { dirname, relativePath, resolvePath } from '../../core/text/paths.ts';
import { isAnchorIntent } from '../../panel/anchorIntents.ts';
import { boundJson } from '../../panel/boundJson.ts';
import { findText, searchedThreads } from '../../panel/findText.ts';
import type { PanelIntent, PanelWhere, SelectedTarget } from '../../panel/intents.ts';
import type { HostMessage, PaneId } from '../../panel/messages.ts';
import type { PanelAction } from '../../panel/panelActions.ts';
import { parseIntent } from '../../panel/parseIntent.ts';
import { handleAnchorIntent } from '../anchors/anchorIntents.ts';
import { DisposableStore } from '../disposableStore.ts';
import { isPartWithout } from '../files/openFile.ts';
import { openTranscript } from '../files/openTranscript.ts';
import { type Place, resolvePlace } from '../jumping/place.ts';
import { isRecordIntent, PanelRecords } from '../records/panelRecords.ts';
import type { Services } from '../services.ts';
import { didOpen, shownMetadata } from './didOpen.ts';
import { embeddedImage } from './embeddedImage.ts';
import { setFocusContext } from './focusContext.ts';
import { PanelList } from './panelList.ts';
import { align, firstDivergenceIndex, type MessagePlace, PanelPane, viewProblem } from './panelPane.ts';
import { PanelTags } from './panelTags.ts';
import { handlePlaceIntent, isPlaceIntent } from './placeIntents.ts';
import { readAhead } from './readAhead.ts';
import { nextText } from './regionPieces.ts';
import { handleReplyIntent, isReplyIntent } from './replyIntents.ts';
import { handleTagIntent } from './tagIntents.ts';
import type { DataChange, TranscriptDocument } from './transcriptDocument.ts';
import { updatePanes } from './updatePanes.ts';
import { webviewHtml } from './webviewHtml.ts';
import { hidesFrom, worksBlind } from './worksBlind.ts';

const beginning: MessagePlace = { thread: undefined, index: 0 };

/**
 * One panel: posts snapshots and chunks to its page, carries out the page's intents. On every
 * `ready` it starts over, since a hidden page is destroyed and loses all it had.
 */
export class PanelHost implements vscode.Disposable {
  readonly document: TranscriptDocument;
  readonly webviewPanel: vscode.WebviewPanel;
  readonly panes = new Map<PaneId, PanelPane>();
  readonly #services: Services;
  readonly #store = new DisposableStore();
  #pending: Place | undefined;
  #ready = false;
  #blind: boolean;
  readonly #list = new PanelList(
    (message) => this.#post(message),
    () => worksBlind(this.#services.settings, this.document),
  );
  readonly #records: PanelRecords;
  readonly #tags: PanelTags;

  constructor(document: TranscriptDocument, webviewPanel: vscode.WebviewPanel, services: Services) {
    this.document = document;
    this.webviewPanel = webviewPanel;
    this.#services = services;
    this.#blind = worksBlind(services.settings, document);
    this.#records = this.#store.add(
      new PanelRecords(services, document.dataUri, this.#post, (name) => this.#tags.countOf(name)),
    );
    this.#tags = this.#store.add(new PanelTags(document, services, this.#post));
    const { webview } = webviewPanel;
    webview.options = {
      enableScripts: true,
      enableCommandUris: false,
      localResourceRoots: [vscode.Uri.joinPath(services.extensionUri, 'media')],
    };
    this.#store.add(webview.onDidReceiveMessage((message) => this.#receive(message)));
    this.#store.add(
      webviewPanel.onDidChangeViewState(() => {
        if (!webviewPanel.visible) this.#ready = false;
      }),
    );
    this.#store.add(services.tagIndex.onDidChange(() => this.postTags('ifChanged')));
    this.#store.add(
      document.onDidChange(() => {
        this.postTags();
        void this.#guard(() => this.#look());
      }),
    );
    this.#store.add(document.onDidChangeData((change) => void this.#guard(() => this.#update(change))));
    this.#store.add(services.settings.onDidChange(() => this.#postSettings()));
    this.#store.add(services.codebooks.onDidChange(() => this.#postSettings()));
    webview.html = webviewHtml(webview, services.extensionUri);
    void readAhead(document, () => this.#pending?.transcript);
  }

  /** The data file under the pane, as a tag target of this panel's tag file names it. */
  fileOf(pane: PaneId): string | undefined {
    const path = this.panes.get(pane)?.opened.uri.path;
    if (path === undefined || path === this.document.dataUri.path) return undefined;
    return relativePath(dirname(this.document.tagUri.path), path);
  }

  /** Show a place of this panel's file, now or as soon as the page is there. */
  async reveal(place: Place): Promise<void> {
    if (!this.#ready) {
      this.#pending = place;
      return;
    }
    await this.#show(place, true);
  }

  perform(action: PanelAction, kind?: string): void {
    void this.#post({ type: 'perform', action, ...(kind !== undefined && { kind }) });
  }

  /** Send everything again: the data file changed. */
  restart(): void {
    const shown = this.panes.get('a');
    this.#pending ??= shown && { data: this.document.dataUri, transcript: shown.transcript.name };
    if (this.#ready) void this.#guard(() => this.#start(undefined));
  }

  postTags(when?: 'ifChanged'): void {
    if (!this.#ready) return;
    this.#tags.send(this.panes, when);
  }

  dispose(): void {
    for (const pane of this.panes.values()) pane.dispose();
    this.panes.clear();
    this.#store.dispose();
  }

  readonly #post = (message: HostMessage): Thenable<boolean> => this.webviewPanel.webview.postMessage(message);

  async #guard(work: () => Promise<void> | void): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#services.report(error);
    }
  }

  #receive(message: unknown): Promise<void> {
    const intent = parseIntent(message);
    if (intent !== undefined) return this.#guard(() => this.#do(intent));
    this.#services.log.warn(`refused a message of the page: ${JSON.stringify(message)?.slice(0, 300)}`);
    return Promise.resolve();
  }

  async #do(intent: PanelIntent): Promise<void> {
    const { document } = this;
    if (isPlaceIntent(intent)) {
      return handlePlaceIntent(this.#services, (target) => this.#placeOf(target), intent);
    }
    if (isRecordIntent(intent)) return this.#records.handle(intent);
    if (isAnchorIntent(intent)) return handleAnchorIntent(document, this.#services, this.panes, intent);
    if (isReplyIntent(intent)) return handleReplyIntent(document, this.#services, intent);
    switch (intent.type) {
      case 'ready':
        this.#ready = true;
        return this.#start(intent.where);
      case 'openTranscript':
        return this.#show({ data: this.#dataUri(intent.file), transcript: intent.name }, true, intent.pane);
      case 'openThread':
        return this.#openThread(intent.pane, intent.thread, intent.at);
      case 'showList':
        this.#close('a');
        this.#close('b');
        return this.postTags();
      case 'compare':
        return this.#compare(intent.left.name, intent.right);
      case 'loadRange': {
        const pane = this.panes.get(intent.pane);
        await pane?.show({ thread: pane.thread, index: intent.start }, this.#fileFor(intent.pane));
        this.postTags();
        return;
      }
      case 'loadText': {
        const piece = nextText(this.panes.get(intent.pane), intent);
        if (piece !== undefined) await this.#post(piece);
        return;
      }
      case 'loadImage': {
        const pane = this.panes.get(intent.pane);
        if (pane !== undefined) await this.#post(await embeddedImage(pane, intent));
        return;
      }
      case 'loadEvents':
        return this.panes.get(intent.pane)?.sendEvents();
      case 'describeEntries': {
        const opened = await document.opened;
        return 'file' in opened ? this.#list.describe(opened, intent.records) : undefined;
      }
      case 'reopen':
        return document.renew();
      case 'find': {
        const pane = this.panes.get(intent.pane);
        if (pane === undefined) return;
        // To leave the thread that is shown would end a comparison.
        const threads = this.panes.size > 1 ? [pane.searched] : searchedThreads(pane.transcript, pane.thread);
        const found = findText(threads, intent.query);
        await this.#post({ type: 'didFind', pane: intent.pane, query: intent.query, ...found });
        return;
      }
      case 'goToPlace':
        return this.#show(this.#placeOf(intent.target), true, undefined);
      case 'didFocus':
        return setFocusContext(this, intent);
      default:
        return handleTagIntent(document, this, this.#services, intent);
    }
  }

  async #start(where: PanelWhere | undefined): Promise<void> {
    const { document } = this;
    this.#close('a');
    this.#close('b');
    this.#tags.forget();
    const [opened] = await Promise.all([document.opened, this.#services.codebooks.ready]);
    await this.#post(didOpen(document, opened, this.#services.settings, this.#services.codebooks.of(document.dataUri)));
    this.postTags();
    if (!('file' in opened)) return;
    const pending = this.#pending;
    this.#pending = undefined;
    const only = opened.file.entries.length === 1 ? opened.file.entries[0]?.name : undefined;
    if (pending?.transcript !== undefined) await this.#show(pending, true);
    else if (where?.mode === 'compare' && where.name !== undefined) await this.#compare(where.name, where.right);
    else if (where?.mode === 'transcript' && where.name !== undefined && opened.recordOf(where.name) !== undefined) {
      const message = where.message !== undefined && { message: where.message };
      await this.#show({ data: document.dataUri, transcript: where.name, ...message }, false);
    } else if (only !== undefined) await this.#show({ data: document.dataUri, transcript: only }, false);
    if (opened.file.predictions === undefined) await this.#list.start(opened);
    else await this.#records.start(opened);
  }

  /** The data file changed: the page keeps all that is as it was, and what the reviewer looks at stays in place. */
  async #update({ before, lost }: DataChange): Promise<void> {
    const opened = await this.document.opened;
    if (before === undefined || !('file' in opened)) return this.restart();
    if (!this.#ready) return;
    await this.#post({
      type: 'didChangeFile',
      metadata: boundJson(shownMetadata(opened.file.metadata, this.document, this.#services.settings)),
      problems: opened.file.problems.map(viewProblem),
      entryCount: opened.file.entries.length,
      ...(lost !== undefined && { lost: viewProblem(lost) }),
    });
    if (lost !== undefined) return;
    if (opened.file.predictions === undefined) await this.#list.change(before, opened);
    else await this.#records.start(opened);
    if ((await updatePanes(this.panes, this.document.dataUri, this.#services.transcripts)) === 'compareAnew') {
      await this.#compareAnew();
    }
    this.postTags();
  }

  /** Open a transcript in a pane (keeping what is open) and reveal the place in it. */
  async #show(place: Place, focus: boolean, into?: PaneId): Promise<void> {
    if (place.transcript === undefined) return;
    const at = into ?? this.#paneOf(place) ?? 'a';
    const open = this.#paneOf(place) === at ? this.panes.get(at) : undefined;
    if (into !== undefined || open === undefined || isPartWithout(open, place.message)) {
      if (at === 'a') this.#close('b');
      const pane = await this.#openPane(at, place.data, place.transcript, place.message);
      if (pane === undefined) return;
      const first = pane.find(resolvePlace(pane.transcript, place).message);
      await pane.show(first ?? beginning, this.#fileFor(at));
      this.postTags();
    }
    const pane = this.panes.get(at);
    if (pane === undefined) return;
    const found = resolvePlace(pane.transcript, place);
    const where = pane.find(found.message);
    if (where === undefined && found.message !== undefined && found.tag === undefined) {
      const { name } = pane.transcript;
      this.#services.report(new Error(vscode.l10n.t('{0} has no message “{1}”.', name, found.message)));
      return;
    }
    if (where !== undefined && !pane.holds(where)) {
      if (where.thread !== pane.thread && at === 'a') this.#close('b');
      await pane.show(where, this.#fileFor(at));
      this.postTags();
    }
    if (found.message !== undefined || focus) {
      await this.#post({
        type: 'reveal',
        pane: at,
        name: pane.transcript.name,
        ...(found.message !== undefined && { message: found.message }),
        ...(found.part !== undefined && { part: found.part }),
        ...(found.span !== undefined && { span: found.span }),
        ...(found.tag !== undefined && { tag: found.tag }),
        focus,
      });
    }
  }

  /** A thread of the pane's transcript; from it back to where the main thread leaves it out. */
  async #openThread(id: PaneId, thread: string | undefined, at: number | undefined): Promise<void> {
    const pane = this.panes.get(id);
    const threads = pane?.transcript.threads ?? [];
    const left = threads.find((each) => each.id === (thread ?? pane?.thread));
    if (pane === undefined || left === undefined) return;
    const message = thread === undefined ? left.after : left.messages[0]?.id;
    // A comparison is of the main threads.
    if (id === 'a') this.#close('b');
    const first = at === undefined ? pane.find(message) : { thread, index: at };
    await pane.show(first ?? { thread, index: 0 }, this.#fileFor(id));
    this.postTags();
    if (message !== undefined && at === undefined)
      await this.#post({ type: 'reveal', pane: id, name: pane.transcript.name, message, focus: true });
  }

  async #compare(left: string, right: { readonly name: string; readonly file?: string } | undefined): Promise<void> {
    const chosen = right ?? (await this.#services.pickTranscript(this.document, left));
    if (chosen === undefined) return;
    const a = await this.#openPane('a', this.document.dataUri, left);
    const b = await this.#openPane('b', this.#dataUri(chosen.file), chosen.name);
    if (a === undefined || b === undefined) return;
    const alignment = align(a, b);
    const first = { ...beginning, index: firstDivergenceIndex(alignment) };
    await a.show(first, {});
    await b.show(first, { ...this.#fileFor('b'), alignment });
    this.postTags();
  }

  async #compareAnew(): Promise<void> {
    const { a, b } = Object.fromEntries(this.panes);
    const right = b && { name: b.transcript.name, ...this.#fileFor('b') };
    if (a !== undefined && right !== undefined) await this.#compare(a.transcript.name, right);
  }

  async #openPane(id: PaneId, data: vscode.Uri, name: string, near?: string): Promise<PanelPane | undefined> {
    try {
      const found = await openTranscript(this.#services.transcripts, data, name, undefined, near);
      this.#close(id);
      const pane = new PanelPane(id, found, this.#post, (shown) => hidesFrom(this.document, this.#services, shown));
      this.panes.set(id, pane);
      return pane;
    } catch (error) {
      this.#services.report(error);
      return undefined;
    }
  }

  #close(id: PaneId): void {
    this.panes.get(id)?.dispose();
    this.panes.delete(id);
  }

  #paneOf(place: Place): PaneId | undefined {
    for (const [id, pane] of this.panes) {
      if (pane.opened.uri.path === place.data.path && pane.transcript.name === place.transcript) return id;
    }
    return undefined;
  }

  #dataUri(file: string | undefined): vscode.Uri {
    const { dataUri } = this.document;
    if (file === undefined) return dataUri;
    const uri = dataUri.with({ path: resolvePath(dirname(dataUri.path), file) });
    // The path may come from a tag that somebody else wrote.
    const known = this.#services.tagIndex.files.some((entry) => entry.dataUri.toString() === uri.toString());
    if (!known && vscode.workspace.getWorkspaceFolder(uri) === undefined) {
      throw new Error(vscode.l10n.t('{0} is not in the workspace. Open the folder that holds it first.', file));
    }
    return uri;
  }

  #fileFor(id: PaneId): { readonly file?: string } {
    const path = this.panes.get(id)?.opened.uri.path;
    const { dataUri } = this.document;
    return path === undefined || path === dataUri.path ? {} : { file: relativePath(dirname(dataUri.path), path) };
  }

  #placeOf(target: Omit<SelectedTarget, 'role'>): Place {
    const { pane, start, end, ...rest } = target;
    const data = this.panes.get(pane)?.opened.uri ?? this.document.dataUri;
    return { data, ...rest, ...(start !== undefined && end !== undefined && { span: { start, end } }) };
  }

  /** Marking as reviewed shows what was hidden. */
  async #look(): Promise<void> {
    const panes = [...this.panes.values()];
    if (panes.length > 1 && panes.some(({ isOutdated }) => isOutdated)) await this.#compareAnew();
    else for (const pane of panes) await pane.look();
  }

  #postSettings(): void {
    const { settings, codebooks } = this.#services;
    if (worksBlind(settings, this.document) !== this.#blind) {
      this.#blind = !this.#blind;
      this.restart();
      return;
    }
    void this.#post({
      type: 'didChangeSettings',
      settings: settings.panel,
      codebook: codebooks.of(this.document.dataUri),
      reviewer: this.document.reviewer,
    });
    this.postTags();
  }
}
