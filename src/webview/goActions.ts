import type { SelectedTarget } from '../panel/intents.ts';
import type { DidOpenTranscript, PaneId, ViewTag } from '../panel/messages.ts';
import { type PageContext, tagOf } from './pageContext.ts';
import { startQuick } from './quickFields.ts';
import { without } from './state.ts';
import { comparePlaces, type TaggedPlace } from './taggedPlaces.ts';

/** Goes to one end of a tag: here when it is on the page, else the host opens where it is. */
export function goToTarget(page: PageContext, tag: ViewTag, at: number): void {
  const target = tag.targets[at];
  if (target === undefined) return;
  showTags(page, [tag.id], at);
  const pane = (['a', 'b'] as const).find((each) => {
    const open = page.view.opened(each);
    return open !== undefined && open.name === target.transcript && open.file === target.file;
  });
  if (pane === undefined || (target.message !== undefined && page.view.indexOf(pane, target.message) === undefined)) {
    page.port.send({ type: 'goTo', tag: tag.id, target: at, ...(target.file !== undefined && { file: target.file }) });
    return;
  }
  page.reveal({
    pane,
    name: target.transcript,
    tag: tag.id,
    focus: true,
    ...(target.message !== undefined && { message: target.message }),
    ...(target.part !== undefined && { part: target.part }),
    ...(target.start !== undefined && target.end !== undefined && { span: { start: target.start, end: target.end } }),
  });
}

/** Shows the cards of these tags; digits then set the fields of the first. */
export function showTags(page: PageContext, ids: readonly string[], at = 0): void {
  const first = tagOf(page.store.state, ids[0]);
  page.store.update((state) => {
    const shown = without({ ...state, shownTags: ids, shownTarget: at }, 'form', 'quick');
    return first === undefined ? shown : startQuick(shown, first.id, first.kind);
  });
}

export function goToOtherEnd(page: PageContext): void {
  const { state } = page.store;
  const tag = tagOf(state, state.shownTags[0]);
  if (tag === undefined || tag.targets.length < 2) {
    page.say(tag === undefined ? 'No tag is active. Press n for the next one.' : 'This tag has no other end yet.');
    return;
  }
  const here = tag.targets[state.shownTarget]?.role;
  const next = [...tag.targets.keys()].map((step) => (state.shownTarget + 1 + step) % tag.targets.length);
  const at = next.find((index) => tag.targets[index]?.role !== here) ?? next[0] ?? 0;
  goToTarget(page, tag, at);
  page.say(`${tag.targets[at]?.role ?? 'Other end'}`);
}

/** To the next (or previous) tag of the pane in reading order: of the main thread, then of those beside it. */
export function goToNextTag(page: PageContext, step: 1 | -1): void {
  const { state } = page.store;
  const pane = state.focus?.pane ?? 'a';
  const places = orderedPlaces(page, pane);
  const active = places.findIndex(({ place }) => place.tag.id === state.shownTags[0] && place.at === state.shownTarget);
  const open = state.panes[pane];
  const from = { thread: open === undefined ? 0 : threadOrder(open, open.thread), index: state.focus?.index ?? 0 };
  const next =
    active >= 0
      ? places[active + step]
      : step === 1
        ? places.find((each) => comparePositions(each, from) >= 0)
        : places.findLast((each) => comparePositions(each, from) <= 0);
  if (next === undefined)
    page.say(
      places.length === 0 ? 'No tags in this transcript.' : step === 1 ? 'No more tags below.' : 'No more tags above.',
    );
  else goToTarget(page, next.place.tag, next.place.at);
}

interface Position {
  readonly thread: number;
  readonly index: number;
}

const comparePositions = (a: Position, b: Position): number => a.thread - b.thread || a.index - b.index;

const threadOrder = ({ threads = [] }: DidOpenTranscript, thread: string | undefined): number =>
  thread === undefined ? 0 : threads.findIndex(({ id }) => id === thread) + 1;

function orderedPlaces(page: PageContext, pane: PaneId): readonly (Position & { readonly place: TaggedPlace })[] {
  const { mode, panes } = page.store.state;
  const open = panes[pane];
  if (open === undefined) return [];
  const found = [...(page.places[pane]?.values() ?? [])].flat().flatMap((place) => {
    const { place: at } = place.target;
    // To leave the thread that is shown would end a comparison.
    if (at === undefined || (mode === 'compare' && at.thread !== open.thread)) return [];
    return [{ place, thread: threadOrder(open, at.thread), index: at.index }];
  });
  return found.sort((a, b) => comparePositions(a, b) || comparePlaces(a.place, b.place));
}

/** What "open source" and "copy link" mean now: the selection, else the active tag's end, else the message. */
export function currentPlace(page: PageContext): Omit<SelectedTarget, 'role'> | undefined {
  const { state } = page.store;
  const selected = state.selection[0];
  if (selected !== undefined) {
    const { role: _role, ...place } = selected;
    return place;
  }
  const target = tagOf(state, state.shownTags[0])?.targets[state.shownTarget];
  const pane = state.focus?.pane ?? 'a';
  const open = page.view.opened(pane);
  if (target !== undefined && target.file === open?.file && target.transcript === open?.name) {
    const { transcript, message, part, start, end } = target;
    return {
      pane,
      transcript,
      ...(message !== undefined && { message }),
      ...(part !== undefined && { part }),
      ...(start !== undefined && { start }),
      ...(end !== undefined && { end }),
    };
  }
  const message = state.focus && page.view.message(pane, state.focus.index);
  return open && { pane, transcript: open.name, ...(message && { message: message.id }) };
}
