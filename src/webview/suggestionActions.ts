import { ulid } from 'ulid';
import type { ViewTag } from '../panel/messages.ts';
import { goToTarget, showTags } from './goActions.ts';
import { kindTitle, type PageContext, tagOf } from './pageContext.ts';
import { startQuick } from './quickFields.ts';
import { seenTags } from './reviewers.ts';
import { blockedBy, type PageState, without } from './state.ts';
import { openForm } from './tagActions.ts';

/** Suggestions that wait for me, in reading order. */
export function waiting(state: PageState): readonly ViewTag[] {
  const start = ({ targets: [first] }: ViewTag): readonly number[] => [first?.place?.index ?? 0, first?.start ?? 0];
  return seenTags(state)
    .filter(({ suggested, taken }) => suggested && taken === undefined)
    .sort((a, b) => (start(a)[0] ?? 0) - (start(b)[0] ?? 0) || (start(a)[1] ?? 0) - (start(b)[1] ?? 0));
}

/** To the next one after the active one, else the first. */
export function nextSuggestion(page: PageContext, except?: string): boolean {
  const { state } = page.store;
  const all = waiting(state);
  const at = all.findIndex(({ id }) => id === state.shownTags[0]);
  const next = [...all.slice(at + 1), ...all.slice(0, at + 1)].find(({ id }) => id !== except);
  if (next !== undefined) goToTarget(page, next, 0);
  else if (except === undefined) page.say('No suggestions wait here.');
  return next !== undefined;
}

/** Makes the suggestion mine. `edit`: and opens its form; else on to the next suggestion. */
export function acceptSuggestion(page: PageContext, edit: boolean, of?: string): void {
  const tag = activeSuggestion(page, of);
  if (tag === undefined) return;
  const id = ulid();
  page.port.send({ type: 'acceptSuggestion', id, tag: tag.id });
  page.say(`Accepted ${kindTitle(page.store.state, tag.kind)}`);
  if (!edit && nextSuggestion(page, tag.id)) return;
  page.store.update((state) => startQuick({ ...state, shownTags: [id], shownTarget: 0 }, id, tag.kind));
  if (edit) page.store.update((state) => ({ ...state, awaited: id }));
}

/** It was made mine to be edited: its form opens as soon as it is there. */
export function openAwaited(page: PageContext): void {
  const { state } = page.store;
  if (state.awaited === undefined || tagOf(state, state.awaited) === undefined) return;
  const { awaited } = state;
  page.store.update((now) => without({ ...now, shownTags: [awaited] }, 'awaited'));
  page.store.flush();
  openForm(page);
}

export function rejectSuggestion(page: PageContext, of?: string): void {
  const tag = activeSuggestion(page, of);
  if (tag === undefined) return;
  if (tag.taken === 'rejected') {
    page.say('You have rejected it already.');
    return;
  }
  page.port.send({ type: 'rejectSuggestion', id: ulid(), tag: tag.id });
  page.say(`Rejected ${kindTitle(page.store.state, tag.kind)}`);
  if (!nextSuggestion(page, tag.id)) showTags(page, [tag.id]);
}

function activeSuggestion(page: PageContext, of: string | undefined): ViewTag | undefined {
  const { state } = page.store;
  const tag = tagOf(state, of ?? state.shownTags[0]);
  const reason =
    tag?.suggested !== true
      ? 'No suggestion is active. Press v for the next one.'
      : tag.taken === 'accepted'
        ? 'You have accepted it already.'
        : blockedBy(state);
  if (reason !== undefined) page.say(reason);
  return reason === undefined ? tag : undefined;
}
