import type { Score } from '../core/transcripts/transcript.ts';
import type { ViewEntry } from '../panel/messages.ts';
import { button, textField } from './controls.ts';
import { html, nothing, type TemplateResult } from './html.ts';
import type { ListWindow } from './listWindow.ts';
import type { PageContext } from './pageContext.ts';
import type { PageState } from './state.ts';
import { setReviewed } from './tagActions.ts';

/** Height of a row in pixels, as the style sheet has it; rows off the screen are only space. */
export const rowHeight = 26;

/** Rows that the filter leaves, by name, title and score. */
export function listRows({ entries, filter }: Pick<PageState, 'entries' | 'filter'>): readonly ViewEntry[] {
  const words = filter.toLowerCase().split(/\s+/u).filter(Boolean);
  return entries.filter((entry) => {
    if (words.length === 0) return true;
    const text = `${entry.name} ${entry.title ?? ''} ${scoresText(entry.scores)}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

export function scoresText(scores: readonly Score[] = []): string {
  return scores
    .map(
      ({ name, value }) =>
        `${name} ${typeof value === 'string' || typeof value === 'number' ? value : JSON.stringify(value)}`,
    )
    .join(' · ');
}

/** The list of a file's transcripts: only the rows in `window` are in the DOM. */
export function listView(
  page: PageContext,
  state: PageState,
  rows: readonly ViewEntry[],
  window: ListWindow,
): TemplateResult {
  const first = Math.max(0, Math.floor(window.top / rowHeight) - 10);
  const last = Math.min(rows.length, Math.ceil((window.top + window.height) / rowHeight) + 10);
  const reviewed = new Set(state.tags.reviewed);
  if (state.file?.entryCount === 0) return html`<p class="empty">${emptyText(state)}</p>${reopen(page, state)}`;
  return html`<section class="list">
    <div class="list-head">
      ${textField(
        { label: 'Search transcripts', placeholder: 'Search transcripts', value: state.filter, id: 'list-filter' },
        { input: (filter) => page.store.update((now) => ({ ...now, filter, row: 0 })) },
      )}
      <span class="quiet">${listCount(state, rows.length)}</span>
    </div>
    <div class="list-columns quiet" aria-hidden="true">
      <span></span><span>Transcript</span><span class="row-title">Begins with</span><span class="row-score">Scores</span><span class="row-tags">Tags</span
      ><span class="row-count">Messages</span>
    </div>
    <div
      class="list-rows"
      id="list-rows"
      role="listbox"
      tabindex="0"
      aria-label="Transcripts"
      aria-activedescendant=${rows.length > 0 ? `row-${state.row}` : nothing}
    >
      <div class="list-space" .style=${`height:${rows.length * rowHeight}px`}>
        ${rows.slice(first, last).map((entry, at) => listRow(page, state, entry, first + at, rows.length, reviewed.has(entry.name)))}
      </div>
      ${rows.length === 0 ? html`<p class="empty">${emptyText(state)}</p>` : nothing}
    </div>
  </section>`;
}

/** A file that was not opened may be by now. */
function reopen(page: PageContext, { file }: PageState): TemplateResult | typeof nothing {
  if (!file?.canReopen) return nothing;
  return html`<p class="empty">${button('Open Again', () => page.port.send({ type: 'reopen' }))}</p>`;
}

function listRow(
  page: PageContext,
  state: PageState,
  entry: ViewEntry,
  at: number,
  count: number,
  reviewed: boolean,
): TemplateResult {
  const tags = state.tags.counts[entry.name] ?? 0;
  const parts = [
    entry.name,
    entry.title ?? '',
    entry.messageCount === undefined ? '' : `${entry.messageCount} messages`,
    `${tags} tags`,
    reviewed ? 'reviewed' : '',
    entry.error ?? '',
  ];
  return html`<div
    class="list-row ${at === state.row ? 'current' : ''} ${entry.error === undefined ? '' : 'broken'}"
    id="row-${at}"
    role="option"
    aria-selected=${String(at === state.row)}
    aria-posinset=${at + 1}
    aria-setsize=${count}
    aria-label=${parts.filter(Boolean).join(', ')}
    .style=${`top:${at * rowHeight}px`}
    @click=${() => openRow(page, entry, at)}
  >
    <span
      class="tick"
      title=${reviewed ? 'Reviewed (u)' : 'Mark as reviewed (u)'}
      @click=${(event: Event) => {
        event.stopPropagation();
        setReviewed(page, entry.name);
      }}
      >${reviewed ? '✓' : ''}</span>
    <span class="row-name">${entry.name}</span>
    <span class="row-title quiet" title=${entry.error ?? entry.title ?? ''}>${entry.error ?? entry.title ?? ''}</span>
    <span class="row-score quiet" title=${scoresText(entry.scores)}>${scoresText(entry.scores)}</span>
    <span class="row-tags" title=${tags === 1 ? '1 tag' : `${tags} tags`}>${tags > 0 ? tags : ''}</span>
    <span class="row-count quiet" title="Messages">${entry.messageCount ?? ''}</span>
  </div>`;
}

export function openRow(page: PageContext, entry: ViewEntry, at: number): void {
  page.store.update((state) => ({ ...state, row: at }));
  if (entry.error !== undefined) page.say(entry.error);
  page.port.send({ type: 'openTranscript', pane: 'a', name: entry.name });
}

function listCount({ file }: PageState, shown: number): string {
  const all = file?.entryCount ?? shown;
  return shown === all ? `${all.toLocaleString()} transcripts` : `${shown.toLocaleString()} of ${all.toLocaleString()}`;
}

function emptyText({ file, filter, entries }: PageState): string {
  if (file === undefined) return 'Opening…';
  if (file.entryCount === 0)
    return 'No transcripts were found in this file. Its problems, if any, are listed above; open it as text to look at its contents.';
  if (filter !== '' && entries.length > 0) return 'Nothing matches. Press Escape to clear the search.';
  return 'Reading the list…';
}
