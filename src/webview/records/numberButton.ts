import type { RecordFilter } from '../../core/records/recordFilter.ts';
import { type Estimate, isUndefined } from '../../core/statistics/estimate.ts';
import type { Interval } from '../../core/statistics/interval.ts';
import type { ScoreView } from '../../panel/recordMessages.ts';
import { html, nothing, type TemplateResult } from '../html.ts';
import type { PageContext } from '../pageContext.ts';
import { estimateText, intervalText, levelText } from './numberText.ts';
import { showBehind } from './recordActions.ts';

/** What a number is of: the view it stands in, what it is in words, and the records it was made of. */
export interface NumberOf {
  readonly from: ScoreView;
  readonly label: string;
  readonly filter: RecordFilter;
  /** More for the tool tip, as the convention. */
  readonly tip?: string | undefined;
}

/** A number that opens the records behind it. */
export function numberButton(page: PageContext, text: string, { from, label, filter, tip }: NumberOf): TemplateResult {
  return html`<button
    type="button"
    class="number"
    title=${[label, tip, 'Opens the records behind it'].filter(Boolean).join('\n')}
    aria-label=${`${label}: ${text}`}
    @click=${() => showBehind(page, { from, label: `${label}, ${text}`, filter })}
    >${text}</button
  >`;
}

/** An estimate as a button; one that is undefined says why, and still opens its records. */
export function estimateButton(page: PageContext, estimate: Estimate, of: NumberOf): TemplateResult {
  const button = numberButton(page, estimateText(estimate), of);
  return isUndefined(estimate) ? html`<span class="undefined">${button}</span>` : button;
}

export function intervalSpan(interval: Interval | undefined): TemplateResult | typeof nothing {
  if (interval === undefined) return nothing;
  const { level, method } = interval;
  return html`<span class="interval" title=${`${levelText(level)} interval, ${method}`}>${intervalText(interval)}</span>`;
}
