import type { ViewDifference, ViewOpenRound } from '../../../panel/pilotReport.ts';
import { html, nothing, type TemplateResult } from '../../html.ts';
import { countText } from '../../records/numberText.ts';
import { disagreementItem } from '../agreement/disagreementsView.ts';
import { levelTitles } from '../agreement/measuresView.ts';
import type { ReportPort } from '../reportPage.ts';

/** What there is to talk through: which values were taken for each other, and where. */
export function differencesView(
  { differences, compared }: ViewOpenRound,
  page: ReportPort,
): TemplateResult | typeof nothing {
  if (compared === 0) return nothing;
  if (differences.length === 0) return html`<h2>Where you differ</h2><p>Nowhere, so far.</p>`;
  return html`<h2>Where you differ</h2>
    <ul class="pilot-differences">${differences.map((one) => difference(one, page))}</ul>`;
}

function difference(
  { title, level, units, differing, confused, places }: ViewDifference,
  page: ReportPort,
): TemplateResult {
  const met = confused.slice(0, 3).map(({ values, times }) => `${values[0]} / ${values[1]} ${countText(times)}×`);
  return html`<li><details>
    <summary><b>${title}</b>, ${levelTitles[level].toLowerCase()}: ${countText(differing)} of ${countText(units)} differ${
      met.length === 0 ? nothing : html` <span class="quiet">${met.join(', ')}</span>`
    }</summary>
    <ol class="disagreements">${places.map((place) => disagreementItem(place, page))}</ol>
    ${places.length < differing ? html`<p class="quiet">and ${countText(differing - places.length)} more: see Agreement.</p>` : nothing}
  </details></li>`;
}
