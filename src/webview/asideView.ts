import type { JsonObject } from '../core/text/json.ts';
import type { Score } from '../core/transcripts/transcript.ts';
import type { DidOpenTranscript, OutlineItem, PaneId } from '../panel/messages.ts';
import { citationList } from './citations.ts';
import { eventSection } from './eventTree.ts';
import { goToMessage } from './findActions.ts';
import { html, nothing, type TemplateResult } from './html.ts';
import type { PageContext } from './pageContext.ts';
import type { PageState } from './state.ts';
import { threadList } from './threads.ts';

/** Height of a line of the outline in pixels, as the style sheet has it. */
export const outlineHeight = 22;

/** Beside the messages, on demand: the turns, or metadata and scores. */
export function asideView(
  page: PageContext,
  state: PageState,
  window: { readonly top: number; readonly height: number },
): TemplateResult | typeof nothing {
  const pane = state.focus?.pane ?? 'a';
  const open = state.panes[pane];
  if (state.aside === undefined || open === undefined || state.mode === 'list') return nothing;
  return state.aside === 'outline' ? outline(page, state, pane, open, window) : details(page, state, pane, open);
}

function outline(
  page: PageContext,
  state: PageState,
  pane: PaneId,
  { outline: items }: DidOpenTranscript,
  { top, height }: { readonly top: number; readonly height: number },
): TemplateResult {
  const first = Math.max(0, Math.floor(top / outlineHeight) - 10);
  const last = Math.min(items.length, Math.ceil((top + height) / outlineHeight) + 10);
  const current = items.findLastIndex(({ index }) => index <= (state.focus?.index ?? -1));
  const go = (item: OutlineItem | undefined): void => {
    if (item !== undefined) goToMessage(page, pane, item.index);
  };
  return html`<nav
    class="aside outline"
    id="outline"
    aria-label="Outline"
    tabindex="0"
    @keydown=${(event: KeyboardEvent) => {
      const to =
        event.key === 'ArrowDown' ? current + 1 : event.key === 'ArrowUp' ? Math.max(0, current - 1) : undefined;
      if (to === undefined || items[to] === undefined) return;
      event.preventDefault();
      event.stopPropagation();
      const item = items[to];
      page.reveal({
        pane,
        name: state.panes[pane]?.name ?? '',
        message: page.view.message(pane, item.index)?.id ?? '',
        focus: false,
      });
      page.store.update((now) => ({ ...now, focus: { pane, index: item.index } }));
    }}
  >
    <div class="list-space" .style=${`height:${items.length * outlineHeight}px`}>
      ${items.slice(first, last).map(
        (item, at) =>
          html`<button
            type="button"
            tabindex="-1"
            class="outline-item ${item.role} ${first + at === current ? 'current' : ''}"
            aria-current=${first + at === current ? 'true' : nothing}
            .style=${`top:${(first + at) * outlineHeight}px`}
            @click=${() => go(item)}
          >
            <span class="outline-role">${item.role}</span><span class="outline-label">${item.label}</span>
          </button>`,
      )}
    </div>
  </nav>`;
}

/** Scroll the outline to where the reviewer is, when it opens and as they go on. */
export function followOutline(state: PageState, before: PageState): void {
  if (state.aside !== 'outline' || (before.aside === 'outline' && state.focus === before.focus)) return;
  const list = document.getElementById('outline');
  const items = state.panes[state.focus?.pane ?? 'a']?.outline ?? [];
  const current = items.findLastIndex(({ index }) => index <= (state.focus?.index ?? -1));
  if (list === null || current < 0) return;
  const top = current * outlineHeight;
  if (top >= list.scrollTop && top + outlineHeight <= list.scrollTop + list.clientHeight) return;
  list.scrollTop = Math.max(0, top - list.clientHeight / 2);
}

function details(page: PageContext, state: PageState, pane: PaneId, open: DidOpenTranscript): TemplateResult {
  const { file } = state;
  const { metadata, scores, name, messageCount } = open;
  return html`<section class="aside details" aria-label="Details" tabindex="0">
    <h2>${name}</h2>
    <p class="quiet">${messageCount.toLocaleString()} messages · ${file?.format ?? ''}</p>
    ${scores.length === 0 ? nothing : html`<h3>Scores</h3>${scores.map((score) => scoreView(page, pane, open, score))}`}
    ${open.citationsLeftOut === undefined ? nothing : html`<p class="quiet">${open.citationsLeftOut.toLocaleString()} more citations are not shown.</p>`}
    ${threadList(page, pane, open)} ${eventSection(page, state, pane, open)}
    <h3>Metadata</h3>
    ${pairs(metadata)} ${file === undefined || Object.keys(file.metadata).length === 0 ? nothing : html`<h3>File</h3>${pairs(file.metadata)}`}
  </section>`;
}

function scoreView(page: PageContext, pane: PaneId, open: DidOpenTranscript, score: Score): TemplateResult {
  const { name, value, answer, explanation, metadata } = score;
  return html`<dl class="pairs">
      <dt>${name}</dt>
      <dd class="value">${typeof value === 'string' ? value : JSON.stringify(value)}</dd>
      ${answer === undefined ? nothing : html`<dt>answer</dt><dd>${answer}</dd>`}
      ${explanation === undefined ? nothing : html`<dt>explanation</dt><dd>${explanation}</dd>`}
    </dl>
    ${citationList(page, pane, open, score)} ${metadata === undefined ? nothing : pairs(metadata)}`;
}

function pairs(values: JsonObject): TemplateResult {
  const entries = Object.entries(values);
  if (entries.length === 0) return html`<p class="quiet">None in the file.</p>`;
  return html`<dl class="pairs">
    ${entries.map(
      ([key, value]) =>
        html`<dt>${key}</dt><dd>${typeof value === 'string' ? value : JSON.stringify(value, undefined, 1)}</dd>`,
    )}
  </dl>`;
}
