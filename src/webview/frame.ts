import { adjudicationView } from './adjudication/adjudicationView.ts';
import { anchorNotice, anchorsView } from './anchors/anchorsView.ts';
import { asideView } from './asideView.ts';
import { button } from './controls.ts';
import { goToMessage } from './findActions.ts';
import { findBar } from './findBar.ts';
import { helpView } from './helpView.ts';
import { html, nothing, repeat, type TemplateResult } from './html.ts';
import type { ListWindow } from './listWindow.ts';
import { looseTags } from './looseTags.ts';
import { notices } from './notices.ts';
import { type PageContext, tagOf } from './pageContext.ts';
import { reviewerBar } from './reviewerBar.ts';
import { selectionBar } from './selectionBar.ts';
import type { PageState } from './state.ts';
import { waiting } from './suggestionActions.ts';
import { suggestionTray } from './suggestionTray.ts';
import { tagCard } from './tagCard.ts';
import { threadLine } from './threads.ts';
import { toolbar } from './toolbar.ts';
import { tray } from './tray.ts';

export interface FrameParts {
  readonly outline: ListWindow;
  readonly status: HTMLElement;
}

/** The whole page. The transcript's own element and the status line are kept, never drawn anew. */
export function frame(page: PageContext, state: PageState, parts: FrameParts): TemplateResult {
  const reading = state.mode === 'transcript' || state.mode === 'compare';
  // Who adjudicates has the tags side by side below the text: a card only to edit.
  const listed = state.adjudication === undefined ? state.shownTags : state.shownTags.filter((id) => id === state.form);
  const cards = listed.map((id) => tagOf(state, id)).filter((tag) => tag !== undefined);
  const docked =
    reading &&
    (cards.length > 0 || (state.adjudication === undefined && state.tags.tray.length + waiting(state).length > 0));
  return html`${toolbar(page, state)} ${reviewerBar(page, state)} ${notices(page, state)} ${anchorNotice(page, state)} ${findBar(page, state)}
    <main class="body">
      ${asideView(page, state, parts.outline)}
      <div class="stage">
        ${state.mode === 'list' ? page.list.view(state) : nothing}
        ${state.mode === 'loading' ? html`<p class="empty">${state.file === undefined ? 'Opening…' : 'Reading the transcript…'}</p>` : nothing}
        ${reading ? html`${threadLine(page, state)}${rangeLine(page, state)}${looseTags(page, state)}${emptyTranscript(state)}${page.view.root}${adjudicationView(page, state)}` : nothing}
        ${anchorsView(page, state)}
      </div>
      ${
        docked
          ? html`<aside class="dock" aria-label="Tags">
            ${repeat(
              cards,
              ({ id }) => id,
              (tag) => tagCard(page, state, tag),
            )}
            ${tray(page, state)} ${suggestionTray(page, state)}
          </aside>`
          : nothing
      }
    </main>
    ${selectionBar(page, state)} ${helpView(page, state)} ${parts.status}`;
}

function emptyTranscript(state: PageState): TemplateResult | typeof nothing {
  return state.panes.a?.messageCount === 0
    ? html`<p class="empty">This transcript has no messages. Its metadata and scores are under Details.</p>`
    : nothing;
}

/** Which part of a very long transcript the page holds, with ways to the rest. */
function rangeLine(page: PageContext, { panes }: PageState): TemplateResult | typeof nothing {
  const { a } = panes;
  if (a === undefined || a.range.end - a.range.start >= a.messageCount) return nothing;
  const { start, end } = a.range;
  const length = end - start;
  return html`<div class="range-line quiet">
    <span>Messages ${(start + 1).toLocaleString()}–${end.toLocaleString()} of ${a.messageCount.toLocaleString()}</span>
    ${start > 0 ? button('Earlier', () => goToMessage(page, 'a', Math.max(0, start - length))) : nothing}
    ${end < a.messageCount ? button('Later', () => goToMessage(page, 'a', end)) : nothing}
  </div>`;
}
