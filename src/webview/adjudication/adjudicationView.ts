import { reasons } from '../../core/adjudication/reason.ts';
import type { Kind } from '../../core/codebook/codebook.ts';
import type { ViewCluster } from '../../panel/adjudicationMessages.ts';
import type { ViewTag } from '../../panel/messages.ts';
import { button } from '../controls.ts';
import { fieldValue } from '../fieldValue.ts';
import { html, nothing, type TemplateResult } from '../html.ts';
import { kindClass } from '../kindStyles.ts';
import { kindTitle, type PageContext, tagOf } from '../pageContext.ts';
import { blockedBy, type PageState } from '../state.ts';
import {
  acceptAgreed,
  acceptTag,
  addExamples,
  confirmDecision,
  editDecision,
  explain,
  goToTag,
  mergeTags,
  nextTranscript,
  rejectTags,
  reopenCluster,
  stateText,
  stepCluster,
} from './adjudicationActions.ts';
import { currentCluster } from './adjudicationState.ts';

/** Below the transcript: who tagged what at one place, side by side, and what is decided on it. */
export function adjudicationView(page: PageContext, state: PageState): TemplateResult | typeof nothing {
  const { adjudication } = state;
  const cluster = currentCluster(state);
  if (adjudication === undefined) return nothing;
  if (cluster === undefined) {
    const [text, act] =
      adjudication.clusters.length > 0
        ? ['Press n for the first of the tags here.', button('First', () => stepCluster(page, 1))]
        : ['Nobody tagged anything in this transcript.', button('Next transcript (N)', () => nextTranscript(page))];
    return html`<section class="adjudication" aria-label="Adjudicate"><p class="empty">${text} ${act}</p></section>`;
  }
  const { clusters } = adjudication;
  return html`<section class="adjudication ${state.file ? kindClass(state.file.codebook, cluster.kind) : ''}" aria-label="Adjudicate">
    <header>
      <span class="shape" aria-hidden="true"></span>
      <strong>${kindTitle(state, cluster.kind)}</strong>
      <span class="quiet">${clusters.indexOf(cluster) + 1} of ${clusters.length}</span>
      <span class="state ${cluster.stale === undefined ? '' : 'stale'}">${stateText(cluster)}</span>
      <span class="quiet" title="Mean over all pairs of reviewers: 1 where one of them has no tag here, else the share of fields that differ">disagreement ${cluster.disagreement.toFixed(2)}</span>
      <span class="spring"></span>
      ${button('Previous (p)', () => stepCluster(page, -1))} ${button('Next (n)', () => stepCluster(page, 1))}
    </header>
    ${stale(state, cluster)} ${table(page, state, cluster)} ${asks(page, state, cluster)} ${actions(page, state, cluster)}
  </section>`;
}

function stale(state: PageState, { stale: found }: ViewCluster): TemplateResult | typeof nothing {
  if (found === undefined) return nothing;
  const names = (ids: readonly string[]): string => ids.map((id) => tagOf(state, id)?.reviewer ?? id).join(', ');
  const parts = [
    found.changed.length > 0 ? `changed: ${names(found.changed)}` : '',
    found.added.length > 0 ? `new: ${names(found.added)}` : '',
    found.gone.length > 0 ? `gone: ${found.gone.length}` : '',
  ].filter(Boolean);
  return html`<p class="notice warning">Changed since this was decided (${parts.join('; ')}). If the decision still stands press s, else decide anew.</p>`;
}

function table(page: PageContext, state: PageState, cluster: ViewCluster): TemplateResult {
  const kind = state.file?.codebook.kinds.find(({ id }) => id === cluster.kind);
  const tags = cluster.tags.map((id) => tagOf(state, id));
  const decision = tagOf(state, cluster.decision);
  const all = [...tags, decision].filter((tag) => tag !== undefined);
  const rows = fieldsOf(kind, all);
  const which = state.adjudication?.asks === 'which';
  return html`<div class="adjudication-table"><table>
    <thead><tr>
      <th scope="col"><span class="quiet">${cluster.absent.length === 0 ? nothing : `no tag by ${cluster.absent.join(', ')}`}</span></th>
      ${tags.map(
        (tag, i) => html`<th scope="col">
          <button type="button" class="accept" aria-label="Accept ${tag?.reviewer ?? ''}’s tag" title="Accept this tag (a${tags.length > 1 ? ` ${i + 1}` : ''})" @click=${() => acceptTag(page, i + 1)}>
            ${which ? html`<kbd>${i + 1}</kbd> ` : nothing}${tag?.reviewer ?? '…'}
          </button></th>`,
      )}
      <th scope="col" class="consensus">Consensus</th>
    </tr></thead>
    <tbody>
      <tr><th scope="row">Text</th>${[...tags, decision].map((tag) => html`<td>${tag === undefined ? nothing : quotes(page, tag)}</td>`)}</tr>
      ${rows.map(({ id, title }) => {
        const field = kind?.fields.find((each) => each.id === id);
        const cell = (tag: ViewTag | undefined): string => (tag === undefined ? '' : fieldValue(tag.fields[id], field));
        return html`<tr class=${cluster.differing.includes(id) ? 'differs' : ''}>
          <th scope="row">${title}${cluster.differing.includes(id) ? html` <span class="differs-mark" title="They differ here">≠</span>` : nothing}</th>
          ${tags.map((tag) => html`<td>${cell(tag)}</td>`)}<td class="consensus">${cell(decision)}</td>
        </tr>`;
      })}
      ${
        all.some(({ note }) => note !== undefined)
          ? html`<tr><th scope="row">Note</th>${[...tags, decision].map((tag) => html`<td class="note">${tag?.note ?? ''}</td>`)}</tr>`
          : nothing
      }
    </tbody>
  </table></div>`;
}

function quotes(page: PageContext, tag: ViewTag): TemplateResult {
  return html`${tag.targets.map(
    ({ role, quote, message }, side) =>
      html`<button type="button" class="quote" title="Go there" @click=${() => goToTag(page, tag.id, side)}>
        ${tag.targets.length > 1 ? html`<span class="quote-role">${role}</span>` : nothing}
        <span class="quote-text">${quote ?? (message === undefined ? 'the whole transcript' : 'the whole message')}</span>
      </button>`,
  )}`;
}

/** The codebook's fields that any of them sets, then those that it does not have. */
function fieldsOf(kind: Kind | undefined, tags: readonly ViewTag[]): readonly { id: string; title: string }[] {
  const set = new Set(tags.flatMap(({ fields }) => Object.keys(fields)));
  const known = (kind?.fields ?? []).filter(({ id }) => set.has(id)).map(({ id, title }) => ({ id, title }));
  const rest = [...set].filter((id) => !known.some((field) => field.id === id));
  return [...known, ...rest.map((id) => ({ id, title: id }))];
}

function asks(page: PageContext, { adjudication }: PageState, cluster: ViewCluster): TemplateResult | typeof nothing {
  if (adjudication?.asks !== 'why') return nothing;
  return html`<div class="quick" role="group" aria-label="Why did they differ?">
    <span class="quick-field">Why did they differ?</span>
    ${reasons.map(
      (reason, i) =>
        html`<button type="button" class="quick-option" tabindex="-1" aria-pressed=${String(cluster.reason === reason)} @click=${() => explain(page, i + 1)}><kbd>${i + 1}</kbd> ${reason}</button>`,
    )}
  </div>`;
}

function actions(page: PageContext, state: PageState, cluster: ViewCluster): TemplateResult {
  const disabled = blockedBy(state) !== undefined;
  const done = cluster.state !== 'open';
  const press = (text: string, run: (page: PageContext) => void): TemplateResult =>
    button(text, () => run(page), { disabled });
  return html`<footer>
    ${press('Accept (a)', (on) => acceptTag(on))} ${press('Merge (m)', mergeTags)} ${press('Edit (e)', editDecision)}
    ${press('Reject (x)', rejectTags)} ${cluster.stale === undefined ? nothing : press('Still stands (s)', confirmDecision)}
    ${done ? press('Take back (Delete)', reopenCluster) : nothing} ${press('Accept all agreed (A)', acceptAgreed)}
    ${done && cluster.reason !== undefined && cluster.reason !== 'slip' ? press('Add to codebook examples', addExamples) : nothing}
    ${button('Next transcript (N)', () => nextTranscript(page))}
  </footer>`;
}
