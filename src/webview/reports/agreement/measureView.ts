import type { AgreementLook, ViewMeasureDetail } from '../../../panel/agreementReport.ts';
import { html, nothing, type TemplateResult } from '../../html.ts';
import { countText } from '../../records/numberText.ts';
import { type AgreementPort, look, shownAtOnce } from './agreementPort.ts';
import { disagreementsView } from './disagreementsView.ts';
import { figureIntervalText, figureText, methodText } from './figureText.ts';
import { confusionsView, matrixView } from './matrixView.ts';
import { levelTitles } from './measuresView.ts';

/** Figures that are shown without being asked for. */
const leading: ReadonlySet<string> = new Set(['percent', 'alpha', 'overlap', 'exact', 'character']);

/** One measure: its figures, its matrix, its confusions, and where reviewers differ. */
export function measureView(open: ViewMeasureDetail, page: AgreementPort): TemplateResult {
  const { level, kind, field } = open;
  const measure = { level, ...(kind !== undefined && { kind }), ...(field !== undefined && { field }) };
  const lookAt = ({ pair, values, limit = shownAtOnce }: Partial<AgreementLook>): AgreementLook => ({
    round: open.round,
    measure,
    ...(pair !== undefined && { pair }),
    ...(values !== undefined && { values }),
    limit,
  });
  const further = open.figures.filter(({ name }) => !leading.has(name));
  return html`<nav class="agreement-trail" aria-label="Breadcrumb">
      <button type="button" class="inline-button" @click=${() => goBack(page)}>Agreement</button><span aria-hidden="true">›</span>
      <h2 id="agreement-measure" tabindex="-1">${open.title}, ${levelTitles[level].toLowerCase()}</h2>
    </nav>
    <p class="quiet">${countText(open.units)} ${open.scale === undefined ? 'transcripts' : 'units'}, ${countText(open.differing)} ${open.scale === undefined ? 'places' : 'of them'} differ.${open.scale === undefined ? '' : ` Scale of the codebook: ${open.scale}.`}</p>
    ${figuresTable(
      'Leading figures',
      open.figures.filter(({ name }) => leading.has(name)),
    )}
    ${
      further.length + open.further.length === 0
        ? nothing
        : html`<details class="agreement-further"><summary>Further figures</summary>
            ${figuresTable('Further figures', further)}
            ${
              open.further.length === 0
                ? nothing
                : html`<table class="report-table"><tbody>${open.further.map(
                    ({ title, estimate }) =>
                      html`<tr><th scope="row">${title}</th><td class=${`numeric ${estimate.kind}`}>${figureText('overlap', estimate)}</td></tr>`,
                  )}</tbody></table>`
            }
          </details>`
    }
    ${matrixView(open, lookAt, page)} ${confusionsView(open, lookAt, page)} ${disagreementsView(open, lookAt, page)}`;
}

/** Back to what led here: the cell of a matrix, or the number that was opened. */
export function goBack(page: AgreementPort, from?: ViewMeasureDetail): void {
  const trail = page.kept?.trail ?? [];
  const [first = 'agreement-title', cell] = trail;
  if (from !== undefined && cell !== undefined && (from.cell.pair || from.cell.values)) {
    const { round, level, kind, field } = from;
    const measure = { level, ...(kind !== undefined && { kind }), ...(field !== undefined && { field }) };
    look(page, { round, measure, limit: shownAtOnce }, [first], cell);
  } else look(page, undefined, [], first);
}

function figuresTable(caption: string, figures: ViewMeasureDetail['figures']): TemplateResult | typeof nothing {
  if (figures.length === 0) return nothing;
  return html`<table class="report-table" aria-label=${caption}>
    <tbody>${figures.map(
      ({ name, title, estimate, interval, undefinedResamples }) =>
        html`<tr><th scope="row">${title}</th><td class=${`numeric ${estimate.kind}`}>${figureText(name, estimate)}</td>
          <td class="interval" title=${interval === undefined ? nothing : methodText(interval, undefinedResamples)}>${
            interval === undefined || estimate.kind === 'undefined' ? nothing : figureIntervalText(name, interval)
          }</td></tr>`,
    )}</tbody>
  </table>`;
}
