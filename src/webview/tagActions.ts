import { ulid } from 'ulid';
import { type Kind, type KindRole, kindOf } from '../core/codebook/codebook.ts';
import type { SelectedTarget } from '../panel/intents.ts';
import type { ViewTag } from '../panel/messages.ts';
import { kindTitle, type PageContext, tagOf } from './pageContext.ts';
import { startQuick } from './quickFields.ts';
import { recordSides } from './records/recordSides.ts';
import { blockedBy, type PageState, without } from './state.ts';

/** Tags the selection, or the focused message where nothing is selected. Sent at once. */
export function tagSelection(page: PageContext, kindId: string): void {
  const { state } = page.store;
  const kind = state.file && kindOf(state.file.codebook, kindId);
  const role = kind?.roles[0];
  if (kind === undefined || role === undefined || refuse(page)) return;
  const sides = state.whole === undefined ? recordSides(page, state, kind) : undefined;
  const targets = sides ?? targetsFor(page, state, kind, role);
  if (targets === undefined) return;
  const id = ulid();
  const suggestedBy = state.selection.length === 0 ? citationAt(state)?.by.slice(0, 200) : undefined;
  page.port.send({ type: 'addTag', id, kind: kind.id, targets, ...(suggestedBy !== undefined && { suggestedBy }) });
  const shown = startQuick({ ...state, shownTags: [id], shownTarget: 0 }, id, kind.id);
  const half = isPair(kind) && targets.every((target) => target.role === role.id);
  page.store.update(() => (half ? { ...shown, begun: { id, kind: kind.id } } : shown));
  dropSelection(page);
  page.say(half ? `Tagged ${kind.title}, ${role.title}. Select the other side and press l.` : `Tagged ${kind.title}`);
}

/** The next kind's key tags the transcript as a whole; said again, it does not. */
export function meanWhole(page: PageContext): void {
  const { state } = page.store;
  const pane = state.focus?.pane ?? 'a';
  if (state.mode === 'list' || state.panes[pane] === undefined || refuse(page)) return;
  getSelection()?.removeAllRanges();
  page.selectionMoved();
  page.store.update((now) => (now.whole === undefined ? { ...now, whole: pane } : without(now, 'whole')));
  page.say(
    page.store.state.whole === undefined
      ? 'The selection or the message is meant again.'
      : 'The whole transcript is meant. Press the key of a kind, or l to link it.',
  );
}

/** Links the selection as the missing side of the tray's pair: the chosen one, else the newest. */
export function linkSelection(page: PageContext): void {
  const { state } = page.store;
  const pair = openPair(state);
  if (pair === undefined) {
    page.say('No open pair. Tag a stated span first.');
    return;
  }
  const kind = state.file && kindOf(state.file.codebook, pair.kind);
  const role = kind && missingRole(kind, pair.roles);
  if (kind === undefined || role === undefined || refuse(page)) return;
  const targets = targetsFor(page, state, kind, role);
  if (targets === undefined) return;
  page.port.send({ type: 'addTarget', id: ulid(), tag: pair.id, targets });
  const begun = state.begun?.id === pair.id ? without(state, 'begun') : state;
  // The new side comes after those that were there: "other end" leads away from it.
  page.store.update(() =>
    startQuick({ ...begun, shownTags: [pair.id], shownTarget: pair.roles.length }, pair.id, pair.kind),
  );
  dropSelection(page);
  page.say(`Linked ${role.title}`);
}

export function removeTag(page: PageContext, id: string | undefined): void {
  const tag = tagOf(page.store.state, id);
  if (tag === undefined || refuse(page)) return;
  if (!tag.own) {
    page.say(`This tag is ${tag.reviewer}'s; only its own file can remove it.`);
    return;
  }
  page.port.send({ type: 'removeTag', tag: tag.id });
  page.store.update((state) =>
    without({ ...state, shownTags: state.shownTags.filter((shown) => shown !== tag.id) }, 'form', 'quick'),
  );
  page.focusBack();
  page.say(`Removed ${kindTitle(page.store.state, tag.kind)}`);
}

/** Opens the form of the active tag, or of the first tag of the focused message. */
export function openForm(page: PageContext): boolean {
  const { state } = page.store;
  const { focus } = state;
  const message = focus && page.view.message(focus.pane, focus.index);
  const id = state.shownTags[0] ?? (focus && message && page.places[focus.pane]?.get(message.id)?.[0]?.tag.id);
  if (id === undefined) return false;
  page.drafts.flush();
  page.store.update((now) => ({ ...now, shownTags: [id, ...now.shownTags.filter((shown) => shown !== id)], form: id }));
  page.store.flush();
  const first = document.querySelector<HTMLElement>('.card .form [data-control]:not([disabled])');
  first?.focus();
  return true;
}

export function setReviewed(page: PageContext, transcript: string): void {
  if (refuse(page)) return;
  const reviewed = !page.store.state.tags.reviewed.includes(transcript);
  page.port.send({ type: 'setReviewed', transcript, reviewed });
  page.say(reviewed ? `Marked ${transcript} as reviewed` : `${transcript} is no longer marked as reviewed`);
}

/** The pair that a link goes to, with the roles it has so far. */
export function openPair(
  state: PageState,
): { readonly id: string; readonly kind: string; readonly roles: readonly string[] } | undefined {
  const chosen = state.tags.tray.find((tag) => tag.id === state.trayTag);
  const newest = state.tags.tray.reduce<ViewTag | undefined>(
    (best, tag) => (best === undefined || tag.id > best.id ? tag : best),
    undefined,
  );
  const { begun } = state;
  if (chosen === undefined && begun !== undefined && (newest === undefined || begun.id >= newest.id)) {
    const first = state.file && kindOf(state.file.codebook, begun.kind)?.roles[0]?.id;
    return { ...begun, roles: first === undefined ? [] : [first] };
  }
  const active = tagOf(state, state.shownTags[0]);
  const pair = chosen ?? newest ?? (active?.own === true ? active : undefined);
  return pair && { id: pair.id, kind: pair.kind, roles: pair.targets.map(({ role }) => role) };
}

/** The first role that lacks a target, else the last that takes one more. */
export function missingRole(kind: Kind, present: readonly string[]): KindRole | undefined {
  const count = (role: KindRole): number => present.filter((id) => id === role.id).length;
  return (
    kind.roles.find((role) => count(role) < role.min) ??
    kind.roles.findLast((role) => count(role) < (role.max ?? Number.POSITIVE_INFINITY))
  );
}

/** Whether a kind has two sides that must both be there. */
export function isPair(kind: Kind): boolean {
  return kind.roles.filter((role) => role.min > 0).length > 1;
}

function targetsFor(
  page: PageContext,
  state: PageState,
  kind: Kind,
  role: KindRole,
): readonly SelectedTarget[] | undefined {
  if (state.selection.length > 0) {
    if (role.max !== undefined && state.selection.length > role.max) {
      page.say(
        `${kind.title} takes ${role.max === 1 ? 'one passage' : `${role.max} passages`} as ${role.title}; ${state.selection.length} are selected.`,
      );
      return undefined;
    }
    return state.selection.map((target) => ({ ...target, role: role.id }));
  }
  const named = state.whole && state.panes[state.whole]?.name;
  if (state.whole !== undefined && named !== undefined) {
    if (role.levels?.includes('transcript') !== false) return [{ role: role.id, pane: state.whole, transcript: named }];
    page.say(`${kind.title} takes no whole transcript as ${role.title}.`);
    return undefined;
  }
  const cited = citationAt(state)?.target;
  if (cited?.start !== undefined) return [{ ...cited, role: role.id }];
  const { focus } = state;
  const message = focus && page.view.message(focus.pane, focus.index);
  const transcript = focus && state.panes[focus.pane]?.name;
  if (
    focus === undefined ||
    message === undefined ||
    transcript === undefined ||
    role.levels?.includes('message') === false
  ) {
    page.say('Select text to tag first.');
    return undefined;
  }
  return [{ role: role.id, pane: focus.pane, transcript, message: message.id }];
}

function refuse(page: PageContext): boolean {
  const reason = blockedBy(page.store.state);
  if (reason !== undefined) page.say(reason);
  return reason !== undefined;
}

/** The citation that the reviewer is at, while its transcript is shown. */
function citationAt({ citation, panes }: PageState): PageState['citation'] {
  return citation !== undefined && panes[citation.target.pane]?.name === citation.target.transcript
    ? citation
    : undefined;
}

function dropSelection(page: PageContext): void {
  getSelection()?.removeAllRanges();
  page.store.update((state) => without({ ...state, selection: [] }, 'selectionBox', 'citation', 'whole'));
}
