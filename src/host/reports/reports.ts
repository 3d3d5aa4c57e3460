import * as vscode from 'vscode';
import { parseLocator } from '../../core/transcripts/locatorText.ts';
import { parseReportIntent } from '../../panel/parseReportIntent.ts';
import type { ReportIntent, ReportMessage } from '../../panel/reportMessages.ts';
import { DisposableStore } from '../disposableStore.ts';
import { workspacePlace } from '../jumping/workspacePlace.ts';
import { webviewHtml } from '../panel/webviewHtml.ts';
import type { Services } from '../services.ts';

/** What a kind of report tells, and how it is found. */
export interface ReportSource<Data = unknown> {
  /** Names the view of the page and the panel; one of each kind is open at a time. */
  readonly kind: string;
  readonly title: string;
  /** Made anew after each change; `tell` takes the fraction done and what is being done, `show` what can be shown already. */
  compute(signal: AbortSignal, tell: (done: number, text: string) => void, show: (data: Data) => void): Promise<Data>;
  readonly onDidChange: vscode.Event<unknown>;
  /** An intent of the kind's own, from the page: to be checked before anything is done with it. What it changes is shown anew. */
  handle?(intent: unknown, show: (data: Data) => void): Promise<void>;
  /** Its panel was closed: what was opened in it is not when it is shown next. */
  closed?(): void;
}

/** Changes within so many milliseconds are told at once. */
const calm = 150;

/** The pages that tell about many files at once: one of each kind, computed anew when what they count changes. */
export class Reports implements vscode.Disposable {
  readonly #services: Services;
  readonly #open = new Map<string, ReportPanel>();

  constructor(services: Services) {
    this.#services = services;
  }

  show(source: ReportSource): void {
    const known = this.#open.get(source.kind);
    if (known !== undefined) {
      known.show();
      return;
    }
    const panel = new ReportPanel(source, this.#services, () => {
      this.#open.delete(source.kind);
      source.closed?.();
    });
    this.#open.set(source.kind, panel);
  }

  dispose(): void {
    for (const panel of [...this.#open.values()]) panel.dispose();
  }
}

class ReportPanel implements vscode.Disposable {
  readonly #source: ReportSource;
  readonly #services: Services;
  readonly #panel: vscode.WebviewPanel;
  readonly #store = new DisposableStore();
  #computing: AbortController | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #ready = false;

  constructor(source: ReportSource, services: Services, closed: () => void) {
    this.#source = source;
    this.#services = services;
    const media = vscode.Uri.joinPath(services.extensionUri, 'media');
    this.#panel = vscode.window.createWebviewPanel(
      `plumbline.report.${source.kind}`,
      source.title,
      vscode.ViewColumn.Active,
      { enableScripts: true, localResourceRoots: [media], enableFindWidget: true },
    );
    this.#panel.iconPath = vscode.Uri.joinPath(media, 'icon.png');
    this.#store.add(this.#panel.webview.onDidReceiveMessage((message) => this.#receive(message)));
    this.#store.add(source.onDidChange(() => this.#soon()));
    this.#panel.onDidDispose(() => {
      this.#computing?.abort();
      clearTimeout(this.#timer);
      this.#store.dispose();
      closed();
    });
    this.#panel.webview.html = webviewHtml(this.#panel.webview, services.extensionUri, 'report');
  }

  show(): void {
    this.#panel.reveal();
  }

  dispose(): void {
    this.#panel.dispose();
  }

  #soon(): void {
    clearTimeout(this.#timer);
    if (this.#ready && this.#panel.visible) this.#timer = setTimeout(() => void this.#compute(), calm);
  }

  async #compute(): Promise<void> {
    this.#computing?.abort();
    const computing = new AbortController();
    this.#computing = computing;
    try {
      const unlessStopped = (message: ReportMessage): void => {
        if (!computing.signal.aborted) this.#post(message);
      };
      const data = await this.#source.compute(
        computing.signal,
        (done, text) => unlessStopped({ type: 'didProgress', done, text }),
        (early) => unlessStopped(this.#snapshot(early)),
      );
      unlessStopped(this.#snapshot(data));
    } catch (error) {
      if (computing !== this.#computing) return;
      const stopped = error instanceof Error && error.name === 'AbortError';
      if (!stopped) this.#services.log.error(error instanceof Error ? error : String(error));
      const text = stopped ? vscode.l10n.t('Stopped.') : error instanceof Error ? error.message : String(error);
      this.#post({ type: 'didFail', text });
    }
  }

  #snapshot(data: unknown): ReportMessage {
    return { type: 'didShow', kind: this.#source.kind, data };
  }

  #post(message: ReportMessage): void {
    void this.#panel.webview.postMessage(message);
  }

  async #receive(message: unknown): Promise<void> {
    const intent = parseReportIntent(message);
    if (intent === undefined) {
      this.#services.log.warn(`refused a message of a report: ${JSON.stringify(message)?.slice(0, 300)}`);
      return;
    }
    try {
      await this.#do(intent);
    } catch (error) {
      this.#services.report(error);
    }
  }

  async #do(intent: ReportIntent): Promise<void> {
    switch (intent.type) {
      case 'ready':
        this.#ready = true;
        return this.#compute();
      case 'cancel':
        this.#computing?.abort();
        return;
      case 'openPlace': {
        const locator = parseLocator(intent.locator);
        if (locator !== undefined) await this.#services.openAt(await workspacePlace(locator));
        return;
      }
      case 'openTag':
        return this.#services.goToTarget(intent.tag, intent.side ?? 0);
      case 'copyText':
        return vscode.env.clipboard.writeText(intent.text);
      case 'runCommand':
        await vscode.commands.executeCommand(
          intent.command === 'save' ? 'workbench.action.files.save' : intent.command,
        );
        return;
      case 'own':
        return this.#source.handle?.(intent.intent, (data) => this.#post(this.#snapshot(data)));
    }
  }
}
