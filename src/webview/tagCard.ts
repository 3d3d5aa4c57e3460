import type { Field, Kind } from '../core/codebook/codebook.ts';
import type { Json } from '../core/text/json.ts';
import type { ViewTag } from '../panel/messages.ts';
import { button, iconButton } from './controls.ts';
import { goToOtherEnd, goToTarget } from './goActions.ts';
import { html, nothing, type TemplateResult } from './html.ts';
import { kindClass } from './kindStyles.ts';
import { kindTitle, type PageContext } from './pageContext.ts';
import { pressDigit, quickFields, quickOptions } from './quickFields.ts';
import { openReply } from './replyActions.ts';
import { replyList } from './replyView.ts';
import { reviewerChip } from './reviewerChip.ts';
import { hasOthers } from './reviewers.ts';
import { blockedBy, type PageState, without } from './state.ts';
import { suggestionChoice } from './suggestionTray.ts';
import { openForm, removeTag } from './tagActions.ts';
import { tagForm } from './tagForm.ts';

/** A tag: what it says of which text, and its form when that is open. */
export function tagCard(page: PageContext, state: PageState, tag: ViewTag): TemplateResult {
  const codebook = state.file?.codebook;
  const kind = codebook?.kinds.find(({ id }) => id === tag.kind);
  const active = state.shownTags[0] === tag.id;
  const editable = tag.own && blockedBy(state) === undefined;
  return html`<article class="card ${codebook ? kindClass(codebook, tag.kind) : ''}" aria-label="${kindTitle(state, tag.kind)} by ${tag.reviewer}">
    <header>
      <span class="shape" aria-hidden="true"></span>
      <strong title=${kind?.definition ?? ''}>${kindTitle(state, tag.kind)}</strong>
      ${hasOthers(state) ? reviewerChip(tag.reviewer) : nothing}
      <span class="quiet">${[tag.own ? '' : tag.reviewer, tag.suggested ? (tag.taken ?? 'suggested') : tag.consensus ? 'agreed on' : tag.suggestedBy === undefined ? '' : `suggested by ${tag.suggestedBy}`, tag.status === 'open' ? 'open' : ''].filter(Boolean).join(' · ')}</span>
      <span class="spring"></span>
      ${editable ? iconButton('edit', { label: 'Edit (Enter)', pressed: state.form === tag.id }, () => toggleForm(page, state, tag)) : nothing}
      ${blockedBy(state) === undefined ? iconButton('reply', { label: 'Reply (r)', pressed: state.replyTo === tag.id }, () => openReply(page, tag.id)) : nothing}
      ${tag.targets.length > 1 && active ? iconButton('otherEnd', { label: 'Other end (o)' }, () => goToOtherEnd(page)) : nothing}
      ${iconButton('close', { label: 'Close (Escape)' }, () => closeCard(page, tag.id))}
    </header>
    ${tag.problem === undefined ? nothing : html`<p class="notice warning">${tag.problem}</p>`}
    ${tag.conflict === undefined ? nothing : conflict(tag.conflict)}
    <ol class="quotes">
      ${tag.targets.map((target, at) => quote(page, state, tag, at, target.role))}
    </ol>
    ${state.form === tag.id && editable && kind !== undefined ? tagForm(page, tag, kind) : summary(tag, kind)}
    ${active && state.form !== tag.id && editable ? quickLine(page, state) : nothing}
    ${replyList(page, state, tag)}
    ${
      tag.own
        ? nothing
        : html`<footer>${suggestionChoice(page, state, tag)} ${button('Open its tag file', () => page.port.send({ type: 'openTagFile', tag: tag.id }))}</footer>`
    }
    ${
      state.form === tag.id && editable
        ? html`<footer>
          ${button('Done', () => toggleForm(page, state, tag), { appearance: 'primary' })} ${button('Remove tag', () => removeTag(page, tag.id))}
        </footer>`
        : nothing
    }
  </article>`;
}

function quote(page: PageContext, state: PageState, tag: ViewTag, at: number, roleId: string): TemplateResult {
  const target = tag.targets[at];
  const role =
    state.file?.codebook.kinds.find(({ id }) => id === tag.kind)?.roles.find(({ id }) => id === roleId)?.title ??
    roleId;
  const where = [target?.file, target?.transcript === state.panes.a?.name ? undefined : target?.transcript]
    .filter(Boolean)
    .join(' · ');
  const lost =
    target?.outcome === 'lost' || target?.outcome === 'ambiguous' || target?.outcome === 'moved'
      ? target.outcome
      : undefined;
  return html`<li>
    <button type="button" class="quote ${state.shownTags[0] === tag.id && state.shownTarget === at ? 'current' : ''}" title="Go there" @click=${() => goToTarget(page, tag, at)}>
      <span class="quote-role">${roleId === 'at' ? nothing : role}${where === '' ? nothing : html` <span class="quiet">${where}</span>`}${lost === undefined ? nothing : html` <span class="state">${lost}</span>`}</span>
      <span class="quote-text">${target?.quote ?? (target?.message === undefined ? 'the whole transcript' : 'the whole message')}</span>
    </button>
    ${
      tag.own && tag.targets.length > 1 && state.form === tag.id
        ? iconButton('close', { label: `Take this ${role.toLowerCase()} passage out` }, () =>
            page.port.send({ type: 'removeTarget', tag: tag.id, target: at }),
          )
        : nothing
    }
  </li>`;
}

function summary(tag: ViewTag, kind: Kind | undefined): TemplateResult | typeof nothing {
  const fields = Object.entries(tag.fields).map(([id, value]) =>
    fieldText(
      id,
      value,
      kind?.fields.find((field) => field.id === id),
    ),
  );
  if (tag.confidence !== undefined) fields.push(`confidence ${tag.confidence}`);
  if (fields.length === 0 && !tag.note) return nothing;
  return html`<div class="summary">${fields.length === 0 ? nothing : html`<span>${fields.join(' · ')}</span>`}${tag.note ? html`<p class="note">${tag.note}</p>` : nothing}</div>`;
}

function fieldText(id: string, value: Json, field: Field | undefined): string {
  const title = (one: Json): string =>
    field?.options?.find((option) => option.id === one)?.title ?? (typeof one === 'string' ? one : JSON.stringify(one));
  return `${field?.title ?? id}: ${Array.isArray(value) ? (value as readonly Json[]).map(title).join(', ') : title(value)}`;
}

/** The field that the next digit sets, with its options. */
export function quickLine(page: PageContext, state: PageState): TemplateResult | typeof nothing {
  const { quick } = state;
  const field = quick && quickFields(state, quick.kind)[quick.field];
  if (quick === undefined || field === undefined) return nothing;
  const value = quick.values[field.id];
  return html`<div class="quick" role="group" aria-label=${field.title}>
    <span class="quick-field">${field.title}</span>
    ${quickOptions(field).map(
      (option) =>
        html`<button type="button" class="quick-option" tabindex="-1" title=${option.definition} aria-pressed=${String(value === option.value)} @click=${() => pressDigit(page, option.digit)}>
          <kbd>${option.digit}</kbd> ${option.title}
        </button>`,
    )}
  </div>`;
}

function conflict(values: Readonly<Record<string, Json>>): TemplateResult {
  const text = Object.entries(values)
    .map(([field, value]) => `${field}: ${JSON.stringify(value)}`)
    .join(', ');
  return html`<p class="notice warning">Two versions were merged; the other one says ${text}. Set the field to settle it.</p>`;
}

function toggleForm(page: PageContext, state: PageState, tag: ViewTag): void {
  if (state.form !== tag.id) {
    page.store.update((now) => ({ ...now, shownTags: [tag.id, ...now.shownTags.filter((id) => id !== tag.id)] }));
    openForm(page);
    return;
  }
  page.drafts.flush();
  page.store.update((now) => without(now, 'form'));
  page.focusBack();
}

function closeCard(page: PageContext, id: string): void {
  page.drafts.flush();
  page.store.update((now) => {
    const shown = { ...now, shownTags: now.shownTags.filter((each) => each !== id) };
    return now.form === id ? without(shown, 'form') : shown;
  });
  page.focusBack();
}
