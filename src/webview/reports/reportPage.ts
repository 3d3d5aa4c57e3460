import type { ReportIntent, ReportMessage } from '../../panel/reportMessages.ts';
import type { VsCodeApi } from '../acquireApi.ts';
import { html, nothing, render, type TemplateResult } from '../html.ts';

/** How one kind of report looks. A view holds no state but what `remember` keeps, such as what is folded open. */
export interface ReportView<Data = unknown, Kept = unknown> {
  readonly kind: string;
  render(data: Data, page: ReportPort<Kept>): TemplateResult;
  /** After each drawing, with what was drawn: for what templates cannot, such as the focus. */
  drawn?(root: HTMLElement): void;
  /** A key pressed outside inputs; true when it did something. */
  key?(event: KeyboardEvent, data: Data, page: ReportPort<Kept>): boolean;
}

export interface ReportPort<Kept = unknown> {
  /** What the view kept, over reloads of the page too. */
  readonly kept: Kept | undefined;
  /** Keep this and draw anew. */
  keep(kept: Kept): void;
  send(intent: ReportIntent): void;
  /** To a screen reader, and in the line at the bottom. */
  say(text: string): void;
}

/** The page of a report: draws each snapshot whole, sends intents. */
export class ReportPage {
  readonly #root: HTMLElement;
  readonly #channel: VsCodeApi;
  readonly #views: ReadonlyMap<string, ReportView>;
  #shown: { readonly kind: string; readonly data: unknown } | undefined;
  #progress: { readonly done: number; readonly text: string } | undefined;
  #failure: string | undefined;
  #said = '';

  constructor(root: HTMLElement, channel: VsCodeApi, views: readonly ReportView[]) {
    this.#root = root;
    this.#channel = channel;
    this.#views = new Map(views.map((view) => [view.kind, view]));
  }

  start(): void {
    window.addEventListener('message', (event) => this.#receive(event.data as ReportMessage));
    document.addEventListener('keydown', (event) => this.#key(event));
    this.#draw();
    this.#port.send({ type: 'ready' });
  }

  get #port(): ReportPort {
    return {
      kept: this.#channel.getState() ?? undefined,
      keep: (kept) => {
        this.#channel.setState(kept);
        this.#draw();
      },
      send: (intent) => this.#channel.postMessage(intent),
      say: (text) => {
        // The same words twice are said twice only when the text changes in between.
        this.#said = this.#said === text ? `${text}\u00a0` : text;
        this.#draw();
      },
    };
  }

  #receive(message: ReportMessage): void {
    switch (message.type) {
      case 'didShow':
        this.#shown = message;
        this.#progress = undefined;
        this.#failure = undefined;
        break;
      case 'didProgress':
        this.#progress = message;
        break;
      case 'didFail':
        this.#progress = undefined;
        this.#failure = message.text;
        break;
    }
    this.#draw();
  }

  #key(event: KeyboardEvent): void {
    const target = event.composedPath()[0];
    if (target instanceof HTMLElement && target.closest('input, textarea, select, [data-control]')) return;
    const view = this.#shown && this.#views.get(this.#shown.kind);
    if (this.#shown && view?.key?.(event, this.#shown.data, this.#port)) event.preventDefault();
  }

  #draw(): void {
    const view = this.#shown && this.#views.get(this.#shown.kind);
    render(
      html`<div class="report">
        <div class="report-body" aria-busy=${this.#progress !== undefined}>
          ${this.#failure === undefined ? nothing : html`<p class="notice error" role="alert">${this.#failure}</p>`}
          ${this.#shown && view ? view.render(this.#shown.data, this.#port) : nothing}
        </div>
        ${this.#progress === undefined ? nothing : this.#bar(this.#progress)}
        <div class="status" role="status" aria-live="polite">${this.#said}</div>
      </div>`,
      this.#root,
    );
    if (this.#shown) view?.drawn?.(this.#root);
  }

  #bar({ done, text }: { readonly done: number; readonly text: string }): TemplateResult {
    return html`<div class="report-progress">
      <progress max="1" .value=${done} aria-label=${text}></progress><span class="quiet">${text}</span>
      <button class="inline-button" @click=${() => this.#port.send({ type: 'cancel' })}>Stop</button>
    </div>`;
  }
}
