import type { PredictionRecord } from '../../core/records/record.ts';
import { html, nothing, type TemplateResult } from '../html.ts';
import { givenText } from './numberText.ts';

const most = 12;

/** The probabilities of the answers, the likeliest first; the observed one says so. */
export function distributionView({ prediction, outcome }: PredictionRecord): TemplateResult | typeof nothing {
  const entries = Object.entries(prediction.distribution ?? {}).sort(([, a], [, b]) => b - a);
  if (entries.length === 0) return nothing;
  return html`<div class="distribution">
    <h3>Foretold probabilities</h3>
    <ul>
      ${entries.slice(0, most).map(
        ([answer, probability]) =>
          html`<li>
            <bdi class="distribution-answer" title=${answer}>${answer}</bdi>
            <span class="meter wide" aria-hidden="true"><span .style=${`width:${Math.max(0, Math.min(1, probability)) * 100}%`}></span></span>
            <span class="numeric">${givenText(probability)}</span>
            <span class="quiet">${answer === outcome.answer ? '● observed' : ''}</span>
          </li>`,
      )}
    </ul>
    ${entries.length > most ? html`<p class="quiet">and ${entries.length - most} less likely ones</p>` : nothing}
  </div>`;
}
