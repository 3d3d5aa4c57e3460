import { iconButton, textField } from './controls.ts';
import { closeFind, goToMatch, searchFor } from './findActions.ts';
import { html, nothing, type TemplateResult } from './html.ts';
import type { PageContext } from './pageContext.ts';
import type { PageState } from './state.ts';

/** How long typing rests before the host searches, in milliseconds. */
const pause = 200;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Search of the whole transcript, done by the host; the editor's own find sees only what is loaded. */
export function findBar(page: PageContext, state: PageState): TemplateResult | typeof nothing {
  const { find } = state;
  if (find === undefined || state.mode === 'list') return nothing;
  const open = state.panes[find.pane];
  const partial = open !== undefined && open.messageCount > open.range.end - open.range.start;
  return html`<div class="find" role="search" @keydown=${(event: KeyboardEvent) => findKey(page, event)}>
    ${textField(
      {
        label: 'Search the whole transcript',
        placeholder: 'Search the whole transcript',
        value: find.query,
        id: 'find-query',
      },
      {
        input: (query) => {
          clearTimeout(timer);
          timer = setTimeout(() => searchFor(page, query), pause);
        },
        change: (query) => searchFor(page, query),
      },
    )}
    <span class="quiet find-count">${countText(state)}</span>
    ${iconButton('up', { label: 'Previous match (Shift+Enter)' }, () => goToMatch(page, -1))}
    ${iconButton('down', { label: 'Next match (Enter)' }, () => goToMatch(page, 1))} ${iconButton('close', { label: 'Close (Escape)' }, () => closeFind(page))}
    ${partial ? html`<span class="quiet">The editor's own find covers only the loaded messages.</span>` : nothing}
  </div>`;
}

function findKey(page: PageContext, event: KeyboardEvent): void {
  if (event.key !== 'Enter') return;
  event.preventDefault();
  event.stopPropagation();
  const input = document.querySelector<HTMLInputElement>('#find-query');
  const { find } = page.store.state;
  clearTimeout(timer);
  if (input !== null && find !== undefined && input.value !== find.query) searchFor(page, input.value);
  else goToMatch(page, event.shiftKey ? -1 : 1);
}

function countText({ find }: PageState): string {
  if (find === undefined || find.query === '') return '';
  if (find.matches === undefined) return 'Searching…';
  if (find.matches.length === 0) return 'No results';
  return `${find.current + 1} of ${find.matches.length}${find.more ? '+' : ''}`;
}
