import type { TranscriptToAdjudicate } from '../../core/adjudication/orderTranscripts.ts';
import { html, nothing, type TemplateResult } from '../html.ts';
import type { ListPort, PageContext } from '../pageContext.ts';
import type { PageState } from '../state.ts';
import { openToAdjudicate } from './adjudicationActions.ts';

const rowsId = 'adjudication-rows';
/** More are not drawn: those at the top are the ones to work on, and go down as they are done. */
const mostRows = 500;

/** The transcripts of a file that reviewers tagged, most disagreement first. */
export class AdjudicationList implements ListPort {
  readonly scroller = rowsId;
  readonly #page: PageContext;

  constructor(page: PageContext) {
    this.#page = page;
  }

  name(): string | undefined {
    const { adjudication } = this.#page.store.state;
    return adjudication?.transcripts[adjudication.row]?.name;
  }

  focus(): void {
    document.getElementById(rowsId)?.focus();
  }

  drawn(): void {
    // Everything there is to draw has come with the snapshot.
  }

  key({ key }: KeyboardEvent): boolean {
    const { adjudication } = this.#page.store.state;
    if (adjudication === undefined) return false;
    const last = Math.min(mostRows, adjudication.transcripts.length) - 1;
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: 1,
      j: 1,
      ArrowUp: -1,
      k: -1,
      Home: -Infinity,
      End: Infinity,
    };
    const step = steps[key];
    const name = this.name();
    if (step !== undefined) this.#goToRow(Math.max(0, Math.min(adjudication.row + step, last)));
    else if ((key === 'Enter' || key === 'n') && name !== undefined) openToAdjudicate(this.#page, name);
    else return false;
    return true;
  }

  view({ adjudication }: PageState): TemplateResult {
    const rows = adjudication?.transcripts ?? [];
    if (rows.length === 0) {
      return html`<p class="empty">Nobody has tagged anything in this file yet. Adjudication begins when reviewers’ tag files lie beside it.</p>`;
    }
    const waiting = rows.filter(({ open, stale }) => open + stale > 0).length;
    return html`<div class="adjudication-list">
      <p class="quiet">${waiting} of ${rows.length} transcripts wait; most disagreement first.</p>
      <ul id=${rowsId} role="listbox" tabindex="0" aria-label="Transcripts to adjudicate" aria-activedescendant="adjudicate-${adjudication?.row ?? 0}">
        ${rows.slice(0, mostRows).map((row, i) => this.#row(row, i, i === adjudication?.row))}
      </ul>
      ${rows.length > mostRows ? html`<p class="quiet">and ${rows.length - mostRows} more</p>` : nothing}
    </div>`;
  }

  #row(row: TranscriptToAdjudicate, at: number, current: boolean): TemplateResult {
    const { name, clusters, open, stale, disagreement } = row;
    return html`<li id="adjudicate-${at}" role="option" aria-selected=${String(current)} class=${current ? 'current' : ''} @click=${() => openToAdjudicate(this.#page, name)}>
      <span class="name">${name}</span>
      <span class="quiet">${open} of ${clusters} open${stale > 0 ? html`, <span class="changed">${stale} changed since</span>` : nothing}</span>
      <span class="quiet" title="Sum over what waits, 0 to 1 each">disagreement ${disagreement.toFixed(2)}</span>
    </li>`;
  }

  #goToRow(row: number): void {
    this.#page.store.update((state) =>
      state.adjudication === undefined ? state : { ...state, adjudication: { ...state.adjudication, row } },
    );
    this.#page.store.flush();
    document.getElementById(`adjudicate-${row}`)?.scrollIntoView({ block: 'nearest' });
  }
}
