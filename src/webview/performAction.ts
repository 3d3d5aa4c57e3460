import type { PanelAction } from '../panel/panelActions.ts';
import { performAdjudication } from './adjudication/adjudicationKeys.ts';
import { reviewAnchors } from './anchors/anchorActions.ts';
import { openFind } from './findActions.ts';
import { currentPlace, goToNextTag, goToOtherEnd } from './goActions.ts';
import type { PageContext } from './pageContext.ts';
import { openReply, takeStance } from './replyActions.ts';
import { toggleMine, toggleReviewerBar } from './reviewerBar.ts';
import { without } from './state.ts';
import { acceptSuggestion, nextSuggestion, rejectSuggestion } from './suggestionActions.ts';
import { linkSelection, meanWhole, openForm, removeTag, setReviewed, tagSelection } from './tagActions.ts';

/** Does a named action on the page's own selection and focus: for keys, buttons and the host alike. */
export function perform(page: PageContext, action: PanelAction, kind?: string): void {
  if (page.store.state.mode !== 'list') page.selectionMoved();
  const { state } = page.store;
  if (performAdjudication(page, action)) return;
  switch (action) {
    case 'tag':
      if (kind !== undefined) tagSelection(page, kind);
      return;
    case 'linkRevealed':
      linkSelection(page);
      return;
    case 'editTag':
      if (!openForm(page)) page.say('No tag is active. Press n for the next one.');
      return;
    case 'removeTag':
      removeTag(page, state.shownTags[0]);
      return;
    case 'nextTag':
      goToNextTag(page, 1);
      return;
    case 'previousTag':
      goToNextTag(page, -1);
      return;
    case 'otherEnd':
      goToOtherEnd(page);
      return;
    case 'nextMessage':
      moveFocus(page, 1);
      return;
    case 'previousMessage':
      moveFocus(page, -1);
      return;
    case 'toggleReviewed': {
      const name = state.mode === 'list' ? page.list.name() : state.panes[state.focus?.pane ?? 'a']?.name;
      if (name !== undefined) setReviewed(page, name);
      return;
    }
    case 'openSource':
    case 'copyLink': {
      const target = currentPlace(page);
      if (target !== undefined) page.port.send({ type: action, target });
      if (action === 'copyLink' && target !== undefined) page.say('Link copied');
      return;
    }
    case 'showList':
      showList(page);
      return;
    case 'compare': {
      const left = state.mode === 'list' ? page.list.name() : state.panes.a?.name;
      if (left !== undefined) page.port.send({ type: 'compare', left: { name: left } });
      return;
    }
    case 'find':
      openFind(page);
      return;
    case 'toggleOutline':
      toggleAside(page, 'outline');
      return;
    case 'toggleDetails':
      toggleAside(page, 'details');
      return;
    case 'focusTray':
      focusTray(page);
      return;
    case 'showReviewers':
      toggleReviewerBar(page);
      return;
    case 'toggleMine':
      toggleMine(page);
      return;
    case 'tagTranscript':
      meanWhole(page);
      return;
    case 'reply':
      openReply(page);
      return;
    case 'agree':
    case 'disagree':
      takeStance(page, action);
      return;
    case 'nextSuggestion':
      nextSuggestion(page);
      return;
    case 'acceptSuggestion':
    case 'editSuggestion':
      acceptSuggestion(page, action === 'editSuggestion');
      return;
    case 'rejectSuggestion':
      rejectSuggestion(page);
      return;
    case 'reviewAnchors':
      reviewAnchors(page);
      return;
  }
}

function moveFocus(page: PageContext, step: 1 | -1): void {
  const { focus, panes } = page.store.state;
  if (focus === undefined) {
    const first = panes.a?.range.start;
    if (first !== undefined) page.focusMessage('a', first);
    return;
  }
  const next = page.view.neighbour(focus.pane, focus.index, step);
  const open = panes[focus.pane];
  const beyond = focus.index + step;
  if (next !== undefined) page.focusMessage(focus.pane, next);
  else if (open !== undefined && beyond >= 0 && beyond < open.messageCount) page.focusMessage(focus.pane, beyond);
}

function showList(page: PageContext): void {
  if ((page.store.state.file?.entryCount ?? 0) < 2) {
    page.say(page.store.state.records === undefined ? 'This file has one transcript.' : 'This file has one record.');
    return;
  }
  page.port.send({ type: 'showList' });
  page.store.update((state) =>
    without({ ...state, mode: 'list', selection: [], shownTags: [] }, 'form', 'quick', 'find', 'selectionBox', 'focus'),
  );
  page.store.flush();
  page.focusBack();
}

function toggleAside(page: PageContext, aside: 'outline' | 'details'): void {
  page.store.update((state) => (state.aside === aside ? without(state, 'aside') : { ...state, aside }));
  page.store.flush();
  if (page.store.state.aside === undefined) page.focusBack();
  else document.querySelector<HTMLElement>('.aside [tabindex="0"]')?.focus();
}

function focusTray(page: PageContext): void {
  const first = document.querySelector<HTMLElement>('.tray button');
  if (first === null) page.say('No open pairs.');
  else first.focus();
}
