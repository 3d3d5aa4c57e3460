import type { InContext } from '../../core/anchors/reanchor.ts';
import type { ViewReanchor } from '../../panel/anchorMessages.ts';
import { button } from '../controls.ts';
import { html, nothing, repeat, type TemplateResult } from '../html.ts';
import { kindClass } from '../kindStyles.ts';
import { kindTitle, type PageContext } from '../pageContext.ts';
import type { PageState } from '../state.ts';
import {
  acceptAnchor,
  acceptMoves,
  anchorHere,
  anchorKey,
  chooseCandidate,
  closeAnchors,
  goToAnchor,
  keepAnchor,
  reviewAnchors,
  showAnchor,
} from './anchorActions.ts';
import { type AnchorsState, anchorCounts, noAnchors, waitingAnchors } from './anchorsState.ts';
import { type Differing, differing } from './differing.ts';

/** That tags are not where they were kept, with a way to them. */
export function anchorNotice(page: PageContext, { anchors }: PageState): TemplateResult | typeof nothing {
  if (anchors === undefined || anchors.open) return nothing;
  const counts = anchorCounts(waitingAnchors(anchors), anchors.leftOut);
  if (counts === '') return nothing;
  return html`<div class="notices">
    <p class="notice warning anchor-notice" role="note">${counts}: the file changed. ${button('Review (R)', () => reviewAnchors(page))}</p>
  </div>`;
}

/** Below the text: each of my targets that is not where it was, as it was and as it would be. */
export function anchorsView(page: PageContext, state: PageState): TemplateResult | typeof nothing {
  const anchors = state.anchors ?? noAnchors;
  if (!anchors.open) return nothing;
  const waiting = waitingAnchors(anchors);
  const counts = anchorCounts(waiting, anchors.leftOut);
  const current = waiting[anchors.row];
  return html`<section class="anchors" aria-label="Moved tags" @keydown=${(event: KeyboardEvent) => used(page, event)}>
    <header>
      <strong>${counts === '' ? 'All your tags are where they were.' : counts}</strong>
      ${anchors.unread === 0 ? nothing : html`<span class="quiet">${anchors.unread} transcripts were not looked at; “plumbline check” looks at all</span>`}
      <span class="spring"></span>
      ${waiting.length === 0 ? nothing : button('Accept all with the same text (A)', () => acceptMoves(page))}
      ${button('Close (Escape)', () => closeAnchors(page))}
    </header>
    ${waiting.length === 0 ? html`<p class="empty">Nothing to review.</p>` : nothing}
    <ul role="listbox" tabindex="0" aria-label="Moved tags" aria-activedescendant=${waiting.length === 0 ? nothing : `anchor-${anchors.row}`}>
      ${repeat(
        waiting,
        ({ key }) => key,
        (target, row) => targetView(page, state, anchors, target, row),
      )}
    </ul>
    ${current === undefined ? nothing : actions(page, anchors, current)}
  </section>`;
}

function used(page: PageContext, event: KeyboardEvent): void {
  const onButton = (event.target as Element).closest('[data-control]') !== null;
  if (onButton && (event.key === 'Enter' || event.key === ' ')) return;
  if (!anchorKey(page, event)) return;
  event.preventDefault();
  event.stopPropagation();
}

function targetView(
  page: PageContext,
  state: PageState,
  anchors: AnchorsState,
  target: ViewReanchor,
  row: number,
): TemplateResult {
  const { kind, role, transcript, outcome, candidates, was, key } = target;
  const candidate = candidates[anchors.chosen[key] ?? 0];
  const [before, now] = shown(was, candidate);
  return html`<li
    class="anchor ${kind !== undefined && state.file ? kindClass(state.file.codebook, kind) : ''}"
    id="anchor-${row}"
    role="option"
    aria-selected=${row === anchors.row ? 'true' : 'false'}
    @click=${() => goToAnchor(page, row)}
  >
    <div class="anchor-head">
      <span class="shape" aria-hidden="true"></span>
      <span>${kind === undefined ? 'Link' : kindTitle(state, kind)}</span>
      <span class="quiet">${role} in <bdi>${transcript}</bdi></span>
      <span class="state ${outcome}">${outcome === 'ambiguous' ? 'in doubt' : outcome}</span>
    </div>
    <div class="anchor-sides">
      <div class="anchor-side" role="group" aria-label="As it was">${before}</div>
      <div class="anchor-side" role="group" aria-label="As it would be">${now}</div>
    </div>
  </li>`;
}

function candidateButtons(page: PageContext, anchors: AnchorsState, { key, candidates }: ViewReanchor): TemplateResult {
  const chosen = anchors.chosen[key] ?? 0;
  return html`<span class="anchor-candidates" role="group" aria-label="Places">
    ${candidates.slice(0, 9).map(
      (_, i) =>
        html`<button type="button" class="inline-button" data-control tabindex="-1" aria-pressed=${i === chosen ? 'true' : 'false'}
          @click=${() => chooseCandidate(page, i)}>${i + 1}</button>`,
    )}
  </span>`;
}

function actions(page: PageContext, anchors: AnchorsState, target: ViewReanchor): TemplateResult {
  const { candidates } = target;
  return html`<div class="anchor-actions">
    ${candidates.length < 2 ? nothing : candidateButtons(page, anchors, target)}
    ${candidates.length === 0 ? nothing : button('Accept (Enter)', () => acceptAnchor(page), { appearance: 'primary' })}
    ${button('Anchor to the selection (h)', () => anchorHere(page))}
    ${button('Go there (g)', () => showAnchor(page))} ${button('Leave as it is (x)', () => keepAnchor(page))}
  </div>`;
}

function shown(
  was: InContext,
  now: ViewReanchor['candidates'][number] | undefined,
): readonly [TemplateResult, TemplateResult] {
  if (now === undefined) return [plain(was), html`<span class="quiet">Its text is nowhere in the transcript.</span>`];
  const [beforeWas, beforeNow] = differing(was.before, now.before);
  const [textWas, textNow] = differing(was.text, now.text);
  const [afterWas, afterNow] = differing(was.after, now.after);
  const at = now.messageIndex === undefined ? '' : `message ${now.messageIndex + 1}`;
  return [
    html`<bdi>${parts(beforeWas, 'del')}<mark>${parts(textWas, 'del')}</mark>${parts(afterWas, 'del')}</bdi>`,
    html`<span class="quiet anchor-place">${at}</span><bdi>${parts(beforeNow, 'ins')}<mark>${parts(textNow, 'ins')}</mark>${parts(afterNow, 'ins')}</bdi>`,
  ];
}

const plain = ({ before, text, after }: InContext): TemplateResult =>
  html`<bdi>${before}<mark>${text}</mark>${after}</bdi>`;

function parts([start, differs, end]: Differing, as: 'ins' | 'del'): TemplateResult {
  const marked = differs === '' ? nothing : as === 'ins' ? html`<ins>${differs}</ins>` : html`<del>${differs}</del>`;
  return html`${start}${marked}${end}`;
}
