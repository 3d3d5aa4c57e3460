import type { PageContext } from '../pageContext.ts';
import { blockedBy } from '../state.ts';
import { type AnchorsState, currentAnchor, keepRow, noAnchors, waitingAnchors } from './anchorsState.ts';

const anchorsOf = (page: PageContext): AnchorsState => page.store.state.anchors ?? noAnchors;

function change(page: PageContext, how: (anchors: AnchorsState) => AnchorsState): void {
  page.store.update((state) => ({ ...state, anchors: how(state.anchors ?? noAnchors) }));
}

/** Opens the list, or goes to it with the keyboard. */
export function reviewAnchors(page: PageContext): void {
  change(page, (anchors) => ({ ...anchors, open: true }));
  focusRow(page);
}

export function closeAnchors(page: PageContext): void {
  change(page, (anchors) => ({ ...anchors, open: false }));
  page.focusBack();
}

export function goToAnchor(page: PageContext, row: number): void {
  change(page, (anchors) => keepRow({ ...anchors, row }));
  focusRow(page);
}

export function chooseCandidate(page: PageContext, candidate: number): void {
  const target = currentAnchor(anchorsOf(page));
  if (target === undefined || candidate >= target.candidates.length) return;
  change(page, (anchors) => ({ ...anchors, chosen: { ...anchors.chosen, [target.key]: candidate } }));
  focusRow(page);
}

export function acceptAnchor(page: PageContext): void {
  const anchors = anchorsOf(page);
  const target = currentAnchor(anchors);
  if (target === undefined || !mayEdit(page)) return;
  if (target.candidates.length === 0) {
    page.say('It is nowhere. Select where it belongs and press h here, or leave it with x.');
    return;
  }
  page.port.send({ type: 'acceptPlace', at: target.at, candidate: anchors.chosen[target.key] ?? 0 });
  page.say('Place accepted');
}

export function acceptMoves(page: PageContext): void {
  if (!mayEdit(page)) return;
  const moves = waitingAnchors(anchorsOf(page)).filter(({ outcome, sameText }) => outcome === 'moved' && sameText);
  if (moves.length === 0) page.say('No tag moved with its text unchanged.');
  else page.port.send({ type: 'acceptMoves' });
}

/** The text that is selected, or the focused message where none is, is where the tag belongs. */
export function anchorHere(page: PageContext): void {
  const target = currentAnchor(anchorsOf(page));
  if (target === undefined || !mayEdit(page)) return;
  const [selected, ...more] = page.store.state.selection;
  if (selected === undefined) page.say('Select where it belongs first.');
  else if (more.length > 0) page.say('Select text in one part of one message.');
  else page.port.send({ type: 'anchorAt', at: target.at, target: { ...selected, role: target.role } });
}

/** Left as it is: nothing is written. */
export function keepAnchor(page: PageContext): void {
  const target = currentAnchor(anchorsOf(page));
  if (target === undefined) return;
  change(page, (anchors) => keepRow({ ...anchors, kept: [...anchors.kept, target.key] }));
  page.say('Left as it is');
  focusRow(page);
}

export function showAnchor(page: PageContext): void {
  const anchors = anchorsOf(page);
  const target = currentAnchor(anchors);
  if (target === undefined) return;
  const place = target.candidates[anchors.chosen[target.key] ?? 0]?.place;
  const { a } = page.store.state.panes;
  if (a?.name === target.transcript && place !== undefined)
    page.port.send({ type: 'goToPlace', target: { pane: 'a', transcript: target.transcript, ...place } });
  else page.port.send({ type: 'openTranscript', pane: 'a', name: target.transcript });
}

/** Whether the key meant anything in the list. */
export function anchorKey(page: PageContext, { key, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  if (ctrlKey || metaKey || altKey) return false;
  const { row } = anchorsOf(page);
  const actions: Readonly<Record<string, () => void>> = {
    ArrowDown: () => goToAnchor(page, row + 1),
    ArrowUp: () => goToAnchor(page, row - 1),
    j: () => goToAnchor(page, row + 1),
    k: () => goToAnchor(page, row - 1),
    Enter: () => acceptAnchor(page),
    a: () => acceptAnchor(page),
    A: () => acceptMoves(page),
    h: () => anchorHere(page),
    x: () => keepAnchor(page),
    g: () => showAnchor(page),
    Escape: () => closeAnchors(page),
  };
  if (/^[1-9]$/u.test(key)) chooseCandidate(page, Number(key) - 1);
  else if (!Object.hasOwn(actions, key)) return false;
  else actions[key]?.();
  return true;
}

function mayEdit(page: PageContext): boolean {
  const blocked = blockedBy(page.store.state);
  if (blocked !== undefined) page.say(blocked);
  return blocked === undefined;
}

function focusRow(page: PageContext): void {
  page.store.flush();
  document.querySelector<HTMLElement>('.anchors ul')?.focus({ preventScroll: true });
  document.querySelector('.anchor[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
}
