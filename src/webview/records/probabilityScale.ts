import { forecastPair } from '../../core/records/forecastPair.ts';
import type { PredictionRecord } from '../../core/records/record.ts';
import type { ViewRecord } from '../../panel/recordMessages.ts';
import { html, nothing, type TemplateResult } from '../html.ts';
import { givenText } from './numberText.ts';

/** Forecast and outcome on one scale from 0 to 1: told apart by shape, side and word. */
export function probabilityScale({ forecast, outcome, record }: ViewRecord): TemplateResult | typeof nothing {
  if (forecast === undefined || forecast < 0 || forecast > 1) return nothing;
  const observed = outcome === undefined ? undefined : outcomeText(record, outcome);
  const said = [`Forecast ${givenText(forecast)}`, ...(observed === undefined ? [] : [observed])];
  return html`<div class="scale" role="img" aria-label=${`On a scale from 0 to 1: ${said.join('; ')}`}>
    ${mark('forecast', forecast, `forecast ${givenText(forecast)}`)}
    <div class="scale-track">
      <span class="scale-end quiet">0</span><span class="scale-end one quiet">1</span>
      ${[0, 0.25, 0.5, 0.75, 1].map((at) => html`<span class="scale-tick" .style=${`left:${at * 100}%`}></span>`)}
      ${outcome === undefined ? nothing : html`<span class="scale-gap" .style=${`left:${Math.min(forecast, outcome) * 100}%;width:${Math.abs(forecast - outcome) * 100}%`}></span>`}
    </div>
    ${outcome === undefined ? nothing : mark('outcome', outcome, observed ?? '')}
  </div>`;
}

/** Of a property that holds or not the forecast may still be that the answer was right: then the outcome is that too. */
function outcomeText(record: PredictionRecord, outcome: number): string {
  const { k, n, predictedAnswer } = forecastPair(record);
  const { probability, confidence } = record.prediction;
  const holds = record.property.type === 'binary' && (probability !== undefined || predictedAnswer === undefined);
  const count = k !== undefined && n !== undefined && [k, n - k].find((each) => Math.abs(each / n - outcome) < 1e-9);
  const counts = typeof count === 'number' && n !== undefined ? `, ${givenText(count)} of ${givenText(n)}` : '';
  return `${holds || confidence === undefined ? 'observed' : 'right'} ${givenText(outcome)}${counts}`;
}

/** Its label runs to the side on which there is room. */
function mark(kind: 'forecast' | 'outcome', at: number, text: string): TemplateResult {
  return html`<div class="scale-mark ${kind} ${at > 0.5 ? 'late' : ''}" .style=${`left:${at * 100}%`}>
    <span class="scale-shape"></span><span class="scale-label">${text}</span>
  </div>`;
}
