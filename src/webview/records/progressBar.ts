import { button } from '../controls.ts';
import { html, nothing, type TemplateResult } from '../html.ts';

/** `share` is 0 to 1; absent while it cannot be told. */
export function progressBar(what: string, share?: number, count?: number, cancel?: () => void): TemplateResult {
  const percent = share === undefined ? undefined : Math.round(share * 100);
  const known = percent === undefined ? '…' : ` · ${percent} %`;
  return html`<div class="record-progress">
    <p>${what}${known}${count === undefined || count === 0 ? nothing : html` <span class="quiet">${count.toLocaleString()} so far</span>`}</p>
    <div
      class="record-progress-bar"
      role="progressbar"
      aria-label=${what}
      aria-valuemin="0"
      aria-valuemax="100"
      aria-valuenow=${percent ?? nothing}
    >
      <div .style=${`width:${percent ?? 0}%`}></div>
    </div>
    ${cancel === undefined ? nothing : button('Cancel', cancel)}
  </div>`;
}
