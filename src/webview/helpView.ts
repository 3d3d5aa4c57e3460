import { adjudicationHelp } from './adjudication/adjudicationKeys.ts';
import { button } from './controls.ts';
import { closeHelp } from './helpActions.ts';
import { html, nothing, type TemplateResult } from './html.ts';
import { keyHelp } from './keyHelp.ts';
import type { PageContext } from './pageContext.ts';
import type { PageState } from './state.ts';

export function helpView(page: PageContext, { help, file }: PageState): TemplateResult | typeof nothing {
  if (!help || file === undefined) return nothing;
  return html`<div class="help" role="dialog" aria-modal="true" aria-label="Keys">
    <div class="help-columns">
      ${[...(file.adjudicates ? [adjudicationHelp] : []), ...keyHelp(file.codebook, file.hasRecords)].map(
        ({ title, keys }) => html`<section>
          <h2>${title}</h2>
          <dl>
            ${keys.map(({ keys: names, does }) => html`<dt>${names === '' ? nothing : html`<kbd>${names}</kbd>`}</dt><dd>${does}</dd>`)}
          </dl>
        </section>`,
      )}
    </div>
    ${button('Close', () => closeHelp(page), { appearance: 'primary' })}
  </div>`;
}
