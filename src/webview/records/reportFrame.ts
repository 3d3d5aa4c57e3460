import type { DidScore, ScoreView } from '../../panel/recordMessages.ts';
import { button, checkbox } from '../controls.ts';
import { html, nothing, type TemplateResult } from '../html.ts';
import type { PageContext } from '../pageContext.ts';
import { choosable, dimensionTitles, viewTitles } from './dimensionWords.ts';
import { levelText } from './numberText.ts';
import { progressBar } from './progressBar.ts';
import { cancelScores, clearRecords, scoreAgain, setGrouped, updateRecords } from './recordActions.ts';
import { groupedBy, type RecordsState } from './recordsState.ts';

/** What every view of numbers has: what they are grouped by, how far the work is, what holds for all of them. */
export function reportFrame(
  page: PageContext,
  records: RecordsState,
  view: ScoreView,
  body: (answer: DidScore) => TemplateResult | typeof nothing,
): TemplateResult {
  const report = records.reports[view];
  const answer = report?.answer;
  const busy = report === undefined || report.progress !== undefined;
  return html`<section class="record-report" tabindex="0" aria-label=${viewTitles[view]} aria-busy=${String(busy)}>
    ${choosers(page, records)} ${narrowed(page, records)}
    ${
      report?.cancelled
        ? html`<p class="empty">Cancelled. ${button('Compute', () => scoreAgain(page, view))}</p>`
        : report?.problem !== undefined
          ? html`<p class="notice error" role="alert">${report.problem}</p>
            <p class="empty">${button('Try Again', () => scoreAgain(page, view))}</p>`
          : busy
            ? progressBar('Computing', report?.progress, undefined, () => cancelScores(page, view))
            : nothing
    }
    ${answer === undefined ? nothing : html`<div class="report-answer ${busy ? 'outdated' : ''}">${body(answer)} ${footing(answer)}</div>`}
  </section>`;
}

function choosers(page: PageContext, records: RecordsState): TemplateResult {
  const by = groupedBy(records);
  const dimensions = choosable(records.described);
  return html`<div class="report-choosers">
    ${
      dimensions.length === 0
        ? nothing
        : html`<span class="report-by" role="group" aria-label="Group by"
            ><span class="quiet">By</span>
            ${dimensions.map(({ id }) => checkbox(dimensionTitles[id], { checked: by.includes(id) }, (on) => setGrouped(page, id, on)))}</span
          >`
    }
    <span class="spring"></span>
    ${checkbox('Conventions', { checked: records.conventionsShown, title: 'How each number is made, below it' }, (on) => updateRecords(page, (now) => ({ ...now, conventionsShown: on })))}
  </div>`;
}

/** Numbers are of the records that the table's filter leaves. */
function narrowed(page: PageContext, { filter }: RecordsState): TemplateResult | typeof nothing {
  if (Object.keys(filter).length === 0) return nothing;
  return html`<p class="report-narrowed">
    <span>Of the records that the filter of the table leaves.</span>
    ${button('Use All', () => clearRecords(page), { title: 'All records again (Escape)' })}
  </p>`;
}

function footing({ scores, change, gap }: DidScore): TemplateResult | typeof nothing {
  const report = scores ?? change ?? gap;
  if (report === undefined) return nothing;
  return html`<footer class="report-notes quiet">
    ${report.notes.map((note) => html`<p>${note}</p>`)}
    <p>All intervals are at ${levelText(report.settings.level)}.</p>
  </footer>`;
}

export function warningList(warnings: readonly string[]): TemplateResult | typeof nothing {
  if (warnings.length === 0) return nothing;
  return html`<ul class="report-warnings" aria-label="Warnings">
    ${warnings.map((warning) => html`<li><span aria-hidden="true">⚠</span> ${warning}</li>`)}
  </ul>`;
}

/** A group that folds; what is in it is made only while it is open. */
export function foldedGroup(
  page: PageContext,
  records: RecordsState,
  {
    id,
    title,
    open,
    body,
  }: {
    readonly id: string;
    readonly title: TemplateResult | string;
    /** Whether it is open until it is folded. */
    readonly open: boolean;
    readonly body: () => TemplateResult;
  },
): TemplateResult {
  const shown = records.folded.has(id) ? !open : open;
  return html`<section class="report-group">
    <h2>
      <button
        type="button"
        class="report-fold"
        aria-expanded=${String(shown)}
        @click=${() =>
          updateRecords(page, (now) => {
            const folded = new Set(now.folded);
            if (!folded.delete(id)) folded.add(id);
            return { ...now, folded };
          })}
      >
        <span class="twistie" aria-hidden="true">${shown ? '▾' : '▸'}</span> <bdi>${title}</bdi>
      </button>
    </h2>
    ${shown ? body() : nothing}
  </section>`;
}
