import type { MeasureFigures } from '../../../core/queue/queueSchema.ts';
import type { PilotData } from '../../../panel/pilotReport.ts';
import { html, nothing, type TemplateResult } from '../../html.ts';
import { countText, numberText } from '../../records/numberText.ts';
import { levelTitles } from '../agreement/measuresView.ts';

/** What was measured, round beside round: whether the codebook got better. */
export function roundsTable({ rounds, measures }: PilotData): TemplateResult | typeof nothing {
  if (measures.length === 0) return nothing;
  return html`<h2>Figures of the rounds</h2>
    <div class="report-scroll">
      <table class="report-table pilot-rounds" aria-label="Figures of the rounds">
        <thead>
          <tr><th scope="col" rowspan="2">Kind, field</th><th scope="col" rowspan="2">Level</th>${rounds.map(
            ({ round, codebook, closed }) =>
              html`<th scope="colgroup" colspan="3" class="group">Round ${round}<span class="quiet">, ${codebook}${closed === undefined ? ', going on' : ''}</span></th>`,
          )}</tr>
          <tr>${rounds.map(
            () =>
              html`<th scope="col" class="numeric group">Percent</th><th scope="col" class="numeric">Alpha</th><th scope="col" class="numeric">F1 overlap</th>`,
          )}</tr>
        </thead>
        <tbody>${measures.map(
          ({ title, level, figures }) => html`<tr>
            <th scope="row">${title}</th><td class="quiet">${levelTitles[level]}</td>
            ${figures.map((one) => html`${figure(one, 'percent', 'group')}${figure(one, 'alpha')}${figure(one, 'f1')}`)}
          </tr>`,
        )}</tbody>
      </table>
    </div>`;
}

function figure(of: MeasureFigures | null, name: 'percent' | 'alpha' | 'f1', look = ''): TemplateResult {
  const value = of?.[name];
  if (of === null || value === undefined) return html`<td class=${`numeric quiet ${look}`}>·</td>`;
  const units = `${countText(of.units)} ${of.units === 1 ? 'unit' : 'units'}`;
  if (typeof value === 'string')
    return html`<td class=${`numeric quiet ${look}`} title=${`${value}; ${units}`}>undefined</td>`;
  const text = name === 'percent' ? `${(value * 100).toFixed(1)} %` : numberText(value);
  const interval =
    name === 'alpha' && of.low !== undefined && of.high !== undefined
      ? html`<span class="interval quiet">${numberText(of.low)} to ${numberText(of.high)}</span>`
      : nothing;
  return html`<td class=${`numeric ${look}`} title=${units}>${text}${interval}</td>`;
}
