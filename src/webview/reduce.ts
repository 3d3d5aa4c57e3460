import type { DidList, DidLoadEvents, DidOpenTranscript, HostMessage, ViewEntry } from '../panel/messages.ts';
import { initialAdjudication, reduceAdjudication } from './adjudication/adjudicationState.ts';
import { noAnchors, reduceAnchors } from './anchors/anchorsState.ts';
import { initialRecords } from './records/recordsState.ts';
import { reduceRecords } from './records/reduceRecords.ts';
import { initialState, type PageState, without } from './state.ts';

/** The state after a message of the host. Messages of a transcript's text are the transcript view's own. */
export function reduce(state: PageState, message: HostMessage): PageState {
  switch (message.type) {
    case 'didOpen':
      return {
        ...initialState,
        file: message,
        mode: message.entryCount === 1 ? 'loading' : 'list',
        filter: state.filter,
        whose: state.whose,
        replyDrafts: state.replyDrafts,
        ...(message.adjudicates && { adjudication: initialAdjudication }),
        ...(message.hasRecords && { records: initialRecords(state.records) }),
      };
    case 'didChangeFile': {
      if (state.file === undefined) return state;
      const { metadata, problems, entryCount, lost } = message;
      const changed = { ...without(state, 'lost'), file: { ...state.file, metadata, problems, entryCount } };
      return { ...changed, entries: state.entries.slice(0, entryCount), ...(lost !== undefined && { lost }) };
    }
    case 'didChangeTranscript': {
      const { type: _type, from: _from, ...open } = message;
      const panes = { ...state.panes, [message.pane]: { ...open, type: 'didOpenTranscript' as const } };
      return { ...without(state, 'events'), panes };
    }
    case 'didDescribeRecords':
    case 'didListRecords':
    case 'didScore':
      return state.records === undefined ? state : { ...state, records: reduceRecords(state.records, message) };
    case 'didList':
      return { ...state, entries: mergeEntries(state.entries, message) };
    case 'didOpenTranscript':
      return openTranscript(state, message);
    case 'didLoadEvents':
      return loadEvents(state, message);
    case 'didChangeTags':
      return changeTags({ ...state, tags: message });
    case 'didFindMoved':
      return { ...state, anchors: reduceAnchors(state.anchors ?? noAnchors, message) };
    case 'didAdjudicate':
      return { ...state, adjudication: reduceAdjudication(state.adjudication ?? initialAdjudication, message) };
    case 'didChangeSettings':
      return state.file === undefined
        ? state
        : {
            ...state,
            file: { ...state.file, settings: message.settings, codebook: message.codebook, reviewer: message.reviewer },
          };
    case 'didFind':
      return state.find === undefined || state.find.query !== message.query || state.find.pane !== message.pane
        ? state
        : {
            ...state,
            find: {
              ...state.find,
              matches: message.matches,
              more: message.more,
              current: message.matches.length > 0 ? 0 : -1,
            },
          };
    case 'reveal':
      return message.tag === undefined ? state : { ...state, shownTags: [message.tag] };
    default:
      return state;
  }
}

function mergeEntries(entries: readonly ViewEntry[], { entries: fresh }: DidList): readonly ViewEntry[] {
  const merged = entries.slice();
  for (const entry of fresh) merged[entry.record] = entry;
  return merged;
}

function openTranscript(state: PageState, message: DidOpenTranscript): PageState {
  if (message.pane === 'b') return { ...state, mode: 'compare', panes: { ...state.panes, b: message } };
  const { a } = state.panes;
  const sameTranscript = a?.name === message.name && a.file === message.file;
  const left = without({ ...state, shownTags: [], selection: [] }, 'focus', 'form', 'quick', 'selectionBox', 'whole');
  // A search goes on in the other threads of its transcript.
  const searching = sameTranscript && state.find?.pane === 'a';
  const kept = sameTranscript && a.thread === message.thread ? state : searching ? left : without(left, 'find');
  const next = sameTranscript ? kept : without(kept, 'events');
  return { ...next, mode: 'transcript', panes: { a: message } };
}

/** A chunk that does not follow on what is here is of a transcript that was left. */
function loadEvents(state: PageState, { pane, name, start, events, done, leftOut }: DidLoadEvents): PageState {
  const known = start === 0 ? [] : state.events?.pane === pane && state.events.name === name ? state.events.rows : [];
  if (state.panes[pane]?.name !== name || known.length !== start) return state;
  const rows = [...known, ...events];
  return { ...state, events: { pane, name, rows, done, ...(leftOut !== undefined && { leftOut }) } };
}

/** A tag that is gone takes its card along; one not yet back from the host keeps it. */
function changeTags(state: PageState): PageState {
  const known = new Set([...state.tags.tags, ...state.tags.tray].map((tag) => tag.id));
  const begun = state.begun !== undefined && known.has(state.begun.id);
  const next = begun ? without(state, 'begun') : state;
  const shownTags = next.shownTags.filter((id) => known.has(id) || id === next.quick?.tag);
  const trayTag = next.tags.tray.some((tag) => tag.id === next.trayTag);
  const cleaned = trayTag ? next : without(next, 'trayTag');
  return { ...cleaned, shownTags };
}
