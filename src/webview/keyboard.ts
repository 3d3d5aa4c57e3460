import type { PanelAction } from '../panel/panelActions.ts';
import { adjudicationKey } from './adjudication/adjudicationKeys.ts';
import { closeFind, goToMessage, openFind } from './findActions.ts';
import { closeHelp, openHelp } from './helpActions.ts';
import type { PageContext } from './pageContext.ts';
import { perform } from './performAction.ts';
import { pressDigit, stepField } from './quickFields.ts';
import { clearRecords, openNeighbour } from './records/recordActions.ts';
import { goToSource } from './records/recordRefs.ts';
import { closeReply, flushReplies, sendReply } from './replyActions.ts';
import { toggleReviewerBar } from './reviewerBar.ts';
import { extendSelection, pickSentence, selectMessage, swapEnds } from './selectionKeys.ts';
import { type PageState, without } from './state.ts';
import { openForm, tagSelection } from './tagActions.ts';

const isUndo = (event: KeyboardEvent): boolean => (event.ctrlKey || event.metaKey) && /^[zy]$/iu.test(event.key);
const isSave = (event: KeyboardEvent): boolean =>
  (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && /^s$/iu.test(event.key);

/**
 * The page's keys. A key that is used here goes no further; every other one bubbles to the window,
 * where VS Code takes it (undo, redo, save, find). Text inputs keep their own undo.
 */
export function listenToKeys(page: PageContext): void {
  document.addEventListener('keydown', (event) => {
    // A control that used the key, such as an open dropdown, keeps it.
    if (event.isComposing || event.defaultPrevented) return;
    const input = inputAt(event);
    if (isSave(event)) {
      if (input !== undefined) input.dispatchEvent(new Event('change'));
      page.drafts.flush();
      flushReplies(page);
      // VS Code skips the save of what is not unsaved yet: then the host saves, after the edits on their way to it.
      if (!page.store.state.tags.dirty) page.port.send({ type: 'runCommand', command: 'save' });
      return;
    }
    const used = input === undefined ? pageKey(page, event) : inputKey(page, event, input);
    if (used === 'used') event.preventDefault();
    if (used !== 'free') event.stopPropagation();
  });
}

type Use = 'used' | 'kept' | 'free';

function inputAt(event: Event): HTMLElement | undefined {
  const inner = event.composedPath()[0];
  if (!(inner instanceof HTMLInputElement || inner instanceof HTMLTextAreaElement)) return undefined;
  return event.target as HTMLElement;
}

/** `kept`: the input's own, hidden from VS Code. */
function inputKey(page: PageContext, event: KeyboardEvent, input: HTMLElement): Use {
  if (isUndo(event)) return 'kept';
  const replyTo = input.closest('.reply-form') === null ? undefined : page.store.state.replyTo;
  if (replyTo !== undefined && event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
    sendReply(page, replyTo);
    return 'used';
  }
  if (event.key === 'Escape') {
    input.dispatchEvent(new Event('change'));
    return closeTop(page) ? 'used' : 'free';
  }
  return 'free';
}

function pageKey(page: PageContext, event: KeyboardEvent): Use {
  if (event.ctrlKey || event.metaKey) return 'free';
  // A key can come sooner than the frame in which the selection would be read.
  if (page.store.state.mode !== 'list') page.selectionMoved();
  const { state } = page.store;
  if (event.key === 'Escape') return closeTop(page) ? 'used' : 'free';
  if (state.help || (event.target as Element).closest('.form, .toolbar, .find') !== null) return 'free';
  const onButton = (event.target as Element).closest('button, [data-control]') !== null;
  if (onButton && (event.key === 'Enter' || event.key === ' ')) return 'free';
  const used = state.mode === 'list' ? listKey(page, event) : transcriptKey(page, state, event);
  return used ? 'used' : 'free';
}

const actions: Readonly<Record<string, PanelAction>> = {
  l: 'linkRevealed',
  n: 'nextTag',
  N: 'previousTag',
  o: 'otherEnd',
  u: 'toggleReviewed',
  j: 'nextMessage',
  k: 'previousMessage',
  ArrowDown: 'nextMessage',
  ArrowUp: 'previousMessage',
  e: 'openSource',
  c: 'copyLink',
  q: 'showList',
  '/': 'find',
  i: 'toggleOutline',
  b: 'toggleDetails',
  t: 'focusTray',
  f: 'showReviewers',
  F: 'toggleMine',
  A: 'tagTranscript',
  r: 'reply',
  '+': 'agree',
  '-': 'disagree',
  v: 'nextSuggestion',
  y: 'acceptSuggestion',
  Y: 'editSuggestion',
  X: 'rejectSuggestion',
  R: 'reviewAnchors',
  Delete: 'removeTag',
};

function transcriptKey(page: PageContext, state: PageState, event: KeyboardEvent): boolean {
  const { key } = event;
  if (adjudicationKey(page, state, event) || selectKey(page, event)) return true;
  if (event.altKey) return false;
  const kind = state.file?.codebook.kinds.find((each) => each.key === key);
  // A kind's key wins over the page's own as long as text is selected.
  if (kind !== undefined && (state.selection.length > 0 || state.whole !== undefined || actions[key] === undefined)) {
    tagSelection(page, kind.id);
    return true;
  }
  const action = event.shiftKey && key.startsWith('Arrow') ? undefined : actions[key];
  if (action !== undefined) {
    perform(page, action);
    return true;
  }
  if (/^[0-9]$/u.test(key)) return pressDigit(page, key);
  switch (key) {
    case 'J':
    case 'K':
      return openNeighbour(page, key === 'J' ? 1 : -1);
    case 'P':
    case 'B':
      return goToSource(page, key === 'P' ? 'prediction' : 'behaviour');
    case ' ':
      return stepField(page, 1);
    case 'Backspace':
      return stepField(page, -1);
    case 'Enter':
      return openForm(page);
    case '?':
      openHelp(page);
      return true;
    case 'Home':
    case 'End':
      return goToEdge(page, key === 'Home');
    case '[':
    case ']':
      return goAcross(page, key === '[' ? 'a' : 'b');
    case 'd': {
      const place = page.view.markDivergence();
      if (place !== undefined) goToMessage(page, place.pane, place.index);
      return place !== undefined;
    }
    default:
      return false;
  }
}

function selectKey(page: PageContext, event: KeyboardEvent): boolean {
  const { focus } = page.store.state;
  const article = focus && page.view.article(focus.pane, focus.index);
  if (focus === undefined || article === undefined) return false;
  const { key, shiftKey, altKey } = event;
  const across = key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : undefined;
  const down = key === 'ArrowDown' ? 1 : key === 'ArrowUp' ? -1 : undefined;
  let done = false;
  if (across !== undefined && !altKey)
    done = shiftKey ? extendSelection(article, 'word', across) : pickSentence(article, across);
  else if (across !== undefined && shiftKey) done = extendSelection(article, 'character', across);
  else if (down !== undefined && shiftKey && !altKey) done = extendSelection(article, 'sentence', down);
  else if (key === 'a' && !altKey) {
    const next = page.view.neighbour(focus.pane, focus.index, 1);
    done = selectMessage(article, next === undefined ? undefined : page.view.build(focus.pane, next));
  } else if (key === 'x' && !altKey) done = swapEnds();
  if (done) page.selectionMoved();
  return done || (across !== undefined && !altKey);
}

function listKey(page: PageContext, event: KeyboardEvent): boolean {
  const { key } = event;
  if (key === '/') openFind(page);
  else if (key === '?') openHelp(page);
  else return page.list.key(event);
  return true;
}

function goToEdge(page: PageContext, first: boolean): boolean {
  const pane = page.store.state.focus?.pane ?? 'a';
  const open = page.view.opened(pane);
  if (open === undefined || open.messageCount === 0) return false;
  goToMessage(page, pane, first ? 0 : open.messageCount - 1);
  return true;
}

function goAcross(page: PageContext, to: 'a' | 'b'): boolean {
  const { focus, mode } = page.store.state;
  if (mode !== 'compare' || focus === undefined || focus.pane === to) return mode === 'compare';
  const index = page.view.across(focus.pane, focus.index);
  if (index !== undefined) page.focusMessage(to, index);
  return true;
}

/** Closes one thing: what covers most first. */
function closeTop(page: PageContext): boolean {
  const { state } = page.store;
  if (state.help) closeHelp(page);
  else if (state.replyTo !== undefined) closeReply(page);
  else if (state.form !== undefined) {
    page.drafts.flush();
    page.store.update((now) => without(now, 'form'));
    page.focusBack();
  } else if (state.whole !== undefined) page.store.update((now) => without(now, 'whole'));
  else if (state.selection.length > 0) {
    getSelection()?.removeAllRanges();
    page.selectionMoved();
  } else if (state.find !== undefined) closeFind(page);
  else if (state.reviewerBar && state.mode !== 'list') toggleReviewerBar(page);
  else if (state.shownTags.length > 0) {
    page.store.update((now) => without({ ...now, shownTags: [] }, 'quick'));
    page.focusBack();
  } else if (state.aside !== undefined) page.store.update((now) => without(now, 'aside'));
  else if (state.mode === 'list' && clearRecords(page)) return true;
  else if (state.mode === 'list' && state.filter !== '') page.store.update((now) => ({ ...now, filter: '', row: 0 }));
  else return false;
  return true;
}
