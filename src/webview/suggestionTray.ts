import type { ViewTag } from '../panel/messages.ts';
import { button } from './controls.ts';
import { goToTarget } from './goActions.ts';
import { html, nothing, repeat, type TemplateResult } from './html.ts';
import { kindClass } from './kindStyles.ts';
import { kindTitle, type PageContext } from './pageContext.ts';
import { reviewerChip } from './reviewerChip.ts';
import { blockedBy, type PageState } from './state.ts';
import { acceptSuggestion, rejectSuggestion, waiting } from './suggestionActions.ts';

const mostShown = 50;

/** What judges and scores suggest, apart from what people tagged. */
export function suggestionTray(page: PageContext, state: PageState): TemplateResult | typeof nothing {
  const all = waiting(state);
  if (all.length === 0) return nothing;
  return html`<section class="tray suggestions" aria-label="Suggestions">
    <h2>Suggestions <span class="quiet">${all.length}</span></h2>
    <ul>
      ${repeat(
        all.slice(0, mostShown),
        ({ id }) => id,
        (tag) => row(page, state, tag),
      )}
    </ul>
    ${all.length > mostShown ? html`<p class="quiet">and ${all.length - mostShown} more</p>` : nothing}
  </section>`;
}

function row(page: PageContext, state: PageState, tag: ViewTag): TemplateResult {
  const active = state.shownTags[0] === tag.id;
  const shape = state.file === undefined ? '' : kindClass(state.file.codebook, tag.kind);
  return html`<li class="${active ? 'chosen' : ''} ${shape}">
    <button type="button" class="tray-pair" aria-pressed=${String(active)} title="Go there" @click=${() => goToTarget(page, tag, 0)}>
      <span class="shape" aria-hidden="true"></span>
      <span class="quote-text">${tag.targets[0]?.quote ?? kindTitle(state, tag.kind)}</span>
      <span class="quiet">${reviewerChip(tag.reviewer)} ${kindTitle(state, tag.kind)}</span>
    </button>
  </li>`;
}

/** On the card of a suggestion: what to do with it. */
export function suggestionChoice(page: PageContext, state: PageState, tag: ViewTag): TemplateResult | typeof nothing {
  if (!tag.suggested || tag.taken === 'accepted' || blockedBy(state) !== undefined) return nothing;
  return html`${button('Accept', () => acceptSuggestion(page, false, tag.id), { appearance: 'primary', title: 'Make it my tag (y)' })}
  ${button('Accept and edit', () => acceptSuggestion(page, true, tag.id), { title: 'Make it my tag and open its form (Y)' })}
  ${tag.taken === 'rejected' ? nothing : button('Reject', () => rejectSuggestion(page, tag.id), { title: 'Say that it is none (X)' })}`;
}
