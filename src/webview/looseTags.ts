import { showTags } from './goActions.ts';
import { html, nothing, type TemplateResult } from './html.ts';
import { kindClass } from './kindStyles.ts';
import { kindTitle, type PageContext } from './pageContext.ts';
import { reviewerChip } from './reviewerChip.ts';
import { hasOthers } from './reviewers.ts';
import type { PageState } from './state.ts';
import type { TaggedPlace } from './taggedPlaces.ts';

/** Tags without a place among the messages: of the transcript as a whole, or whose message is gone. A lost one is listed, never dropped. */
export function looseTags(page: PageContext, state: PageState): TemplateResult | typeof nothing {
  const loose = (['a', 'b'] as const).flatMap((pane) =>
    [...(page.places[pane] ?? [])].flatMap(([message, places]) =>
      places.filter(
        ({ target }) => message === '' || (target.outcome === 'lost' && page.view.indexOf(pane, message) === undefined),
      ),
    ),
  );
  const codebook = state.file?.codebook;
  if (loose.length === 0 || codebook === undefined) return nothing;
  return html`<div class="loose" role="group" aria-label="Tags of the whole transcript">
    ${loose.map(
      (place: TaggedPlace) =>
        html`<button
          type="button"
          class="mark ${kindClass(codebook, place.tag.kind)}"
          @click=${() => showTags(page, [place.tag.id], place.at)}
        >
          <span class="shape" aria-hidden="true"></span>
          <span class="mark-title">${kindTitle(state, place.tag.kind)}</span>
          ${hasOthers(state) ? reviewerChip(place.tag.reviewer) : nothing}
          ${place.target.outcome === 'lost' ? html`<span class="state">lost</span>` : nothing}
        </button>`,
    )}
  </div>`;
}
