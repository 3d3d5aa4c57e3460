import { badge } from './controls.ts';
import { html, nothing, type TemplateResult } from './html.ts';
import type { PageContext } from './pageContext.ts';
import { reviewerChip } from './reviewerChip.ts';
import { type Author, authorsOf, isShown, showOnly, toggleAuthor, type Whose } from './reviewers.ts';
import type { PageState } from './state.ts';

const words: Readonly<Record<Author['is'], string>> = {
  me: 'me',
  reviewer: '',
  consensus: 'agreed on',
  judge: 'suggested',
};

/** Whose tags show: there while it is asked for, and as long as some are left out. */
export function reviewerBar(page: PageContext, state: PageState): TemplateResult | typeof nothing {
  const reading = state.mode === 'transcript' || state.mode === 'compare';
  if (!reading || (!state.reviewerBar && state.whose === 'everyone')) return nothing;
  const whole = (text: string, whose: Whose & string): TemplateResult =>
    html`<button type="button" class="author" aria-pressed=${String(state.whose === whose)} @click=${() => page.store.update((now) => showOnly(now, whose))}>
      ${text}
    </button>`;
  return html`<div class="toolbar reviewer-bar" role="toolbar" aria-label="Whose tags are shown">
    <span class="quiet">Show</span>
    ${whole('Everyone', 'everyone')} ${whole('Mine only', 'mine')}
    ${authorsOf(state).map(
      (author) =>
        html`<button
          type="button"
          class="author"
          aria-pressed=${String(isShown(state, author))}
          aria-label=${[author.name, words[author.is], String(author.tags)].filter(Boolean).join(', ')}
          @click=${() => page.store.update((now) => toggleAuthor(now, author.key))}
        >
          ${reviewerChip(author.name)} <span class="author-name">${author.name}</span>
          ${words[author.is] === '' ? nothing : html`<span class="quiet">${words[author.is]}</span>`} ${badge(String(author.tags))}
        </button>`,
    )}
  </div>`;
}

/** Opens the bar and goes there; closes it when it is open and leaves nothing out. */
export function toggleReviewerBar(page: PageContext): void {
  const open = page.store.state.reviewerBar;
  page.store.update((state) => ({ ...state, reviewerBar: !open }));
  page.store.flush();
  if (open) page.focusBack();
  else document.querySelector<HTMLElement>('.reviewer-bar button')?.focus();
}

export function toggleMine(page: PageContext): void {
  const whose = page.store.state.whose === 'mine' ? 'everyone' : 'mine';
  page.store.update((state) => showOnly(state, whose));
  page.say(whose === 'mine' ? 'Only my tags are shown.' : 'Everyone’s tags are shown.');
}
