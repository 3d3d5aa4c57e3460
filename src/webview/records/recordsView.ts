import { html, nothing, type TemplateResult } from '../html.ts';
import type { ListWindow } from '../listWindow.ts';
import type { PageContext } from '../pageContext.ts';
import type { PageState } from '../state.ts';
import { changeView } from './changeView.ts';
import { constants, dimensionTitles } from './dimensionWords.ts';
import { gapView } from './gapView.ts';
import { progressBar } from './progressBar.ts';
import { recordFilters } from './recordFilters.ts';
import type { RecordsState } from './recordsState.ts';
import { recordTable } from './recordTable.ts';
import { recordTabs } from './recordTabs.ts';
import { scoresView } from './scoresView.ts';

/** A file of records: the tabs, and what the chosen one shows. */
export function recordsView(page: PageContext, state: PageState, window: ListWindow): TemplateResult {
  const { records } = state;
  const { described } = records ?? {};
  if (records === undefined) return html``;
  if (described === undefined || described.progress !== undefined)
    return html`<div class="list record-waiting">${progressBar('Reading the records', described?.progress, described?.count)}</div>`;
  if (described.count === 0)
    return html`<p class="empty">No record in this file could be read. Its problems are listed above; open it as text to look at them.</p>`;
  return html`<section class="list records">
    ${recordTabs(page, records)}
    <div class="record-panel" id="record-panel" role="tabpanel" aria-labelledby=${described.views.length > 0 ? `record-tab-${records.tab}` : nothing}>
      ${
        records.tab === 'records'
          ? html`${recordFilters(page, records)} ${sameForAll(records)} ${recordTable(page, state, records, window)} ${emptyTable(records)}`
          : records.tab === 'scores'
            ? scoresView(page, records)
            : records.tab === 'change'
              ? changeView(page, records)
              : gapView(page, records)
      }
    </div>
  </section>`;
}

/** What every record has in common stands once, above the table. */
function sameForAll({ described }: RecordsState): TemplateResult | typeof nothing {
  const same = constants(described);
  if (same.length === 0) return nothing;
  return html`<p class="record-same">
    ${same.map(({ id, value }) => html`<span><span class="quiet">${dimensionTitles[id]}</span> <bdi>${value}</bdi></span>`)}
  </p>`;
}

function emptyTable({ shown, behind }: RecordsState): TemplateResult | typeof nothing {
  if (shown === undefined || shown.total > 0) return nothing;
  const back = behind === undefined ? 'Escape shows all records again.' : 'Escape goes back to the numbers.';
  return html`<p class="empty record-none">No record matches. ${back}</p>`;
}
