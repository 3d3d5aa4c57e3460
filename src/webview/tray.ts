import { goToTarget, showTags } from './goActions.ts';
import { html, nothing, type TemplateResult } from './html.ts';
import { kindClass } from './kindStyles.ts';
import { kindTitle, type PageContext } from './pageContext.ts';
import type { PageState } from './state.ts';
import { openPair } from './tagActions.ts';

/** Half-made pairs of any file. The chosen one (else the newest) is what the next link goes to. */
export function tray(page: PageContext, state: PageState): TemplateResult | typeof nothing {
  const { tray: pairs } = state.tags;
  const codebook = state.file?.codebook;
  if (pairs.length === 0 || codebook === undefined) return nothing;
  const chosen = openPair(state)?.id;
  return html`<section class="tray" aria-label="Open pairs">
    <h2>Open pairs <span class="quiet">${pairs.length}</span></h2>
    <ul>
      ${pairs.map((tag) => {
        const target = tag.targets[0];
        const from = tag.file ?? target?.file ?? (target?.transcript === state.panes.a?.name ? '' : target?.transcript);
        return html`<li class="${tag.id === chosen ? 'chosen' : ''} ${kindClass(codebook, tag.kind)}">
          <button
            type="button"
            class="tray-pair"
            aria-pressed=${String(tag.id === chosen)}
            title="Link the next selection to this pair"
            @click=${() => {
              page.store.update((now) => ({ ...now, trayTag: tag.id }));
              showTags(page, [tag.id]);
              page.say('Select the other side and press l.');
            }}
          >
            <span class="shape" aria-hidden="true"></span>
            <span class="quote-text">${target?.quote ?? kindTitle(state, tag.kind)}</span>
            ${from ? html`<span class="quiet">${from}</span>` : nothing}
          </button>
          <button type="button" class="inline-button" @click=${() => goToTarget(page, tag, 0)}>Go</button>
        </li>`;
      })}
    </ul>
  </section>`;
}
