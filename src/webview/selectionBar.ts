import { kindOf } from '../core/codebook/codebook.ts';
import { html, nothing, type TemplateResult } from './html.ts';
import { kindClass } from './kindStyles.ts';
import type { PageContext } from './pageContext.ts';
import { blockedBy, type PageState } from './state.ts';
import { linkSelection, missingRole, openPair, tagSelection } from './tagActions.ts';

/** The kinds to tag with, beside the selected text. Pressing a button must not lose the selection. */
export function selectionBar(page: PageContext, state: PageState): TemplateResult | typeof nothing {
  const codebook = state.file?.codebook;
  const selected = state.selection.length > 0 && state.selectionBox !== undefined;
  if (codebook === undefined || (!selected && state.whole === undefined)) return nothing;
  const blocked = blockedBy(state);
  const pair = openPair(state);
  const pairKind = pair && kindOf(codebook, pair.kind);
  const role = pair && pairKind && missingRole(pairKind, pair.roles);
  return html`<div class="selection-bar" role="toolbar" aria-label=${state.whole === undefined ? 'Tag the selection' : 'Tag the whole transcript'} @mousedown=${(event: Event) => event.preventDefault()}>
    ${
      blocked === undefined
        ? html`${
            role === undefined
              ? nothing
              : html`<button type="button" class="bar-button link ${kindClass(codebook, pair?.kind ?? '')}" tabindex="-1" @click=${() => linkSelection(page)}>
              <span class="shape" aria-hidden="true"></span>Link ${role.title.toLowerCase()} <kbd>l</kbd>
            </button>`
          }
        ${codebook.kinds.map(
          (kind) =>
            html`<button
              type="button"
              class="bar-button ${kindClass(codebook, kind.id)}"
              tabindex="-1"
              title=${kind.definition}
              @click=${() => tagSelection(page, kind.id)}
            >
              <span class="shape" aria-hidden="true"></span>${kind.title}${kind.key === '' ? nothing : html` <kbd>${kind.key}</kbd>`}
            </button>`,
        )}`
        : html`<span class="quiet">${blocked}</span>`
    }
  </div>`;
}

/** Puts the bar under the selection, or above it where there is no room. Set by script: the CSP allows no style attributes. */
export function placeSelectionBar({ selectionBox, whole }: PageState): void {
  const bar = document.querySelector<HTMLElement>('.selection-bar');
  if (bar === null) return;
  if (whole !== undefined || selectionBox === undefined) {
    bar.style.top = `${(document.querySelector('.toolbar')?.getBoundingClientRect().bottom ?? 0) + 6}px`;
    bar.style.left = '16px';
    return;
  }
  const { width, height } = bar.getBoundingClientRect();
  const below = selectionBox.bottom + 6;
  const top = below + height < innerHeight - 28 ? below : Math.max(4, selectionBox.top - height - 6);
  bar.style.top = `${top}px`;
  bar.style.left = `${Math.max(4, Math.min(selectionBox.left, innerWidth - width - 4))}px`;
}
