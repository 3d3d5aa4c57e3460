import type { RecordFilter } from '../../core/records/recordFilter.ts';
import type { Measure } from '../../core/records/scores/scoreReport.ts';
import type { ScoreView } from '../../panel/recordMessages.ts';
import { html, nothing, type TemplateResult } from '../html.ts';
import type { PageContext } from '../pageContext.ts';
import { estimateButton, intervalSpan, numberButton } from './numberButton.ts';
import { levelText } from './numberText.ts';

export interface MeasureContext {
  readonly page: PageContext;
  readonly from: ScoreView;
  /** Of the group whose measures these are, for labels; empty for all records. */
  readonly group: string;
  /** The records of the group: behind a measure that names none of its own. */
  readonly filter: RecordFilter;
  readonly level: number;
  readonly conventions: boolean;
}

/** Measures one below the other: estimate, interval, n; how each was made on demand. */
export function measureTable(
  caption: string,
  measures: readonly Measure[],
  context: MeasureContext,
): TemplateResult | typeof nothing {
  if (measures.length === 0) return nothing;
  return html`<div class="report-scroll" role="group" aria-label=${caption}>
    <table class="report-table">
      <caption class="quiet">${caption}</caption>
      <thead>
        <tr><th scope="col">Measure</th><th scope="col" class="numeric">Estimate</th><th scope="col" class="numeric">${levelText(context.level)} interval</th><th scope="col" class="numeric">n</th></tr>
      </thead>
      <tbody>
        ${measures.map((measure) => measureRow(measure, context))}
      </tbody>
    </table>
  </div>`;
}

function measureRow(measure: Measure, { page, from, group, filter, conventions }: MeasureContext): TemplateResult {
  const { title, estimate, interval, n, convention } = measure;
  const label = group === '' ? title : `${title}, ${group}`;
  const of = { from, label, filter: measure.filter ?? filter, tip: convention };
  const method = interval === undefined ? '' : `interval: ${interval.method}`;
  const how = [convention, method].filter(Boolean).join('; ');
  return html`<tr class=${measure.headline ? 'headline' : ''}>
      <th scope="row" title=${convention ?? nothing}>${title}</th>
      <td class="numeric">${estimateButton(page, estimate, of)}</td>
      <td class="numeric">${intervalSpan(interval)}</td>
      <td class="numeric">${numberButton(page, n.toLocaleString(), { ...of, label: `n of ${label}`, tip: undefined })}</td>
    </tr>
    ${conventions && how !== '' ? html`<tr class="convention"><td colspan="4">${how}</td></tr>` : nothing}`;
}
