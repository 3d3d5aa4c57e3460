import type { RecordsTab } from '../../panel/recordMessages.ts';
import { html, nothing, type TemplateResult } from '../html.ts';
import type { PageContext } from '../pageContext.ts';
import { viewTitles } from './dimensionWords.ts';
import { openTab } from './recordActions.ts';
import type { RecordsState } from './recordsState.ts';

/** The table, and the views for which the file holds something. */
export function availableTabs({ described }: RecordsState): readonly RecordsTab[] {
  return ['records', ...(described?.views ?? [])];
}

export function recordTabs(page: PageContext, records: RecordsState): TemplateResult | typeof nothing {
  const tabs = availableTabs(records);
  if (tabs.length < 2) return nothing;
  return html`<div class="record-tabs" role="tablist" aria-label="Views of the records" @keydown=${(event: KeyboardEvent) => tabKey(page, event, tabs, records.tab)}>
    ${tabs.map(
      (tab, at) =>
        html`<button
          type="button"
          class="record-tab"
          id="record-tab-${tab}"
          role="tab"
          aria-selected=${String(tab === records.tab)}
          aria-controls="record-panel"
          tabindex=${tab === records.tab ? 0 : -1}
          title="Key ${at + 1}"
          @click=${() => openTab(page, tab)}
        >
          ${tab === 'records' ? 'Records' : viewTitles[tab]}
        </button>`,
    )}
  </div>`;
}

function tabKey(page: PageContext, event: KeyboardEvent, tabs: readonly RecordsTab[], current: RecordsTab): void {
  const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : undefined;
  const next = step && tabs[(tabs.indexOf(current) + step + tabs.length) % tabs.length];
  if (next === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  openTab(page, next);
  document.getElementById(`record-tab-${next}`)?.focus();
}
