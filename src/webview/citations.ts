import type { Citation, Score } from '../core/transcripts/transcript.ts';
import type { SelectedTarget } from '../panel/intents.ts';
import type { DidOpenTranscript, PaneId } from '../panel/messages.ts';
import { element } from './element.ts';
import { html, nothing, type TemplateResult } from './html.ts';
import type { PageContext } from './pageContext.ts';
import { type PageState, without } from './state.ts';

/** A citation of a score that the reviewer is at: a kind's key then tags it, and keeps who suggested it. */
export interface ShownCitation {
  readonly by: string;
  readonly target: Omit<SelectedTarget, 'role'>;
}

interface Cited {
  readonly score: Score;
  readonly citation: Citation;
  /** Place in the list of all citations of the transcript. */
  readonly at: number;
}

function allCited({ scores }: DidOpenTranscript): readonly Cited[] {
  return scores
    .flatMap((score) => (score.citations ?? []).map((citation) => ({ score, citation })))
    .map((cited, at) => ({ ...cited, at }));
}

const label = (citation: Citation): string => citation.text ?? citation.quote ?? 'cited';

/** Citations by the id of the message that they are of. */
export function citationsByMessage(open: DidOpenTranscript): ReadonlyMap<string, readonly Cited[]> {
  const places = new Map<string, Cited[]>();
  for (const cited of allCited(open)) {
    const { message } = cited.citation;
    if (message !== undefined) places.set(message, [...(places.get(message) ?? []), cited]);
  }
  return places;
}

/** The quiet marks at a message that scores cite; `listenToCitations` hears their clicks. */
export function citationMarks(cited: readonly Cited[]): HTMLElement {
  const marks = cited.map(({ score, citation, at }) => {
    const attributes = { className: 'inline-button', type: 'button', tabindex: '-1', 'data-citation': String(at) };
    return element('button', attributes, `${score.name}: ${label(citation).slice(0, 120)}`);
  });
  return element('div', { className: 'cited', role: 'group', 'aria-label': 'Cited by scores' }, ...marks);
}

export function listenToCitations(page: PageContext): void {
  page.view.root.addEventListener('click', ({ target }) => {
    const pressed = (target as Element).closest<HTMLElement>('button[data-citation]');
    const pane = pressed?.closest<HTMLElement>('.message')?.dataset.pane as PaneId | undefined;
    const open = pane && page.view.opened(pane);
    const cited = open && allCited(open)[Number(pressed?.dataset.citation)];
    if (pane !== undefined && cited !== undefined) showCitation(page, pane, cited);
  });
}

/** Goes to what is cited. Its text is highlighted; the host opens its thread where that is not shown. */
function showCitation(page: PageContext, pane: PaneId, { score, citation }: Cited): void {
  const open = page.view.opened(pane);
  const { message, part, start, end } = citation;
  if (open === undefined || message === undefined) return;
  const span = part !== undefined && start !== undefined && end !== undefined ? { part, start, end } : {};
  const target = { pane, transcript: open.name, message, ...span };
  getSelection()?.removeAllRanges();
  page.store.update((state) =>
    without({ ...state, selection: [], citation: { by: score.name, target } }, 'selectionBox'),
  );
  page.port.send({ type: 'goToPlace', target });
  page.say(`${score.name} cites this. A kind’s key tags it.`);
}

/** It stays while the focus is at its message. */
export function keepCitation(state: PageState, message: string | undefined): PageState {
  return state.citation === undefined || state.citation.target.message === message ? state : without(state, 'citation');
}

/** Under a score in the details: what it cites, and what could not be found. */
export function citationList(
  page: PageContext,
  pane: PaneId,
  open: DidOpenTranscript,
  score: Score,
): TemplateResult | typeof nothing {
  const list = allCited(open).filter((cited) => cited.score === score);
  if (list.length === 0) return nothing;
  return html`<ul class="thread-list" aria-label="Cited">
    ${list.map(
      (cited) =>
        html`<li>
          ${
            cited.citation.message === undefined
              ? html`<span class="quiet">${label(cited.citation)} (not found in the transcript)</span>`
              : html`<button type="button" class="inline-button" @click=${() => showCitation(page, pane, cited)}>
                ${label(cited.citation)}
              </button>`
          }
          ${cited.citation.quote === undefined || cited.citation.text === undefined ? nothing : html`<q>${cited.citation.quote}</q>`}
        </li>`,
    )}
  </ul>`;
}
