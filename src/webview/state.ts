import type { Json } from '../core/text/json.ts';
import type { SelectedTarget } from '../panel/intents.ts';
import type {
  DidChangeTags,
  DidOpen,
  DidOpenTranscript,
  FindMatch,
  PaneId,
  ViewEntry,
  ViewEvent,
  ViewProblem,
} from '../panel/messages.ts';
import type { AdjudicationState } from './adjudication/adjudicationState.ts';
import type { AnchorsState } from './anchors/anchorsState.ts';
import type { ShownCitation } from './citations.ts';
import type { RecordsState } from './records/recordsState.ts';
import type { ReplyDraft } from './replyActions.ts';
import type { Whose } from './reviewers.ts';

/** Everything the page knows but the messages, which live in the DOM of the transcript. */
export interface PageState {
  readonly file?: DidOpen;
  /** Set while the file is gone or cannot be read, and is shown as it was. */
  readonly lost?: ViewProblem;
  readonly mode: 'loading' | 'list' | 'transcript' | 'compare';
  /** By record; sparse until the host has listed them. */
  readonly entries: readonly ViewEntry[];
  readonly filter: string;
  /** Row of the filtered list that the keyboard is on. */
  readonly row: number;
  /** Of a file of self-prediction records. */
  readonly records?: RecordsState;
  /** Of a panel that edits the consensus. */
  readonly adjudication?: AdjudicationState;
  /** Of my tags that are not where they were; absent until there are some, or they are asked for. */
  readonly anchors?: AnchorsState;
  readonly panes: Readonly<Partial<Record<PaneId, DidOpenTranscript>>>;
  readonly tags: DidChangeTags;
  readonly whose: Whose;
  /** Whether the filter by reviewer was asked for. */
  readonly reviewerBar: boolean;
  readonly selection: readonly SelectedTarget[];
  /** Where the selection ends on the screen, for the bar beside it. */
  readonly selectionBox?: { readonly left: number; readonly top: number; readonly bottom: number };
  /** The transcript of this pane as a whole is what the next key tags. */
  readonly whole?: PaneId;
  /** Tags whose cards show; the first is the active one. */
  readonly shownTags: readonly string[];
  /** Target of the active tag last gone to, for "other end". */
  readonly shownTarget: number;
  /** Where the next digit goes. */
  readonly quick?: QuickCursor;
  /** Tag whose form is open. */
  readonly form?: string;
  /** A pair begun here whose snapshot has not come back yet. */
  /** What a score cites and the reviewer is at. */
  readonly citation?: ShownCitation;
  readonly begun?: { readonly id: string; readonly kind: string };
  /** The pair in the tray that the next link goes to; else the newest. */
  readonly trayTag?: string;
  /** The tag whose reply is open. */
  readonly replyTo?: string;
  readonly replyDrafts: Readonly<Record<string, ReplyDraft>>;
  /** A tag whose form opens once it is there. */
  readonly awaited?: string;
  readonly aside?: 'outline' | 'details';
  readonly help: boolean;
  readonly find?: FindState;
  readonly events?: EventsState;
  /** Message and pane with keyboard focus, or that had it last. */
  readonly focus?: { readonly pane: PaneId; readonly index: number };
}

export interface QuickCursor {
  readonly tag: string;
  readonly kind: string;
  readonly field: number;
  /** Values set here that no snapshot has brought back yet. */
  readonly values: Readonly<Record<string, Json>>;
}

export interface FindState {
  readonly pane: PaneId;
  readonly query: string;
  readonly matches?: readonly FindMatch[];
  readonly more: boolean;
  readonly current: number;
}

/** Events of the transcript in a pane, as far as they have come. */
export interface EventsState {
  readonly pane: PaneId;
  readonly name: string;
  readonly rows: readonly ViewEvent[];
  readonly done: boolean;
  readonly leftOut?: number;
}

export const emptyTags: DidChangeTags = {
  type: 'didChangeTags',
  tags: [],
  tray: [],
  reviewed: [],
  counts: {},
  problems: [],
  dirty: false,
};

export const initialState: PageState = {
  mode: 'loading',
  entries: [],
  filter: '',
  row: 0,
  panes: {},
  tags: emptyTags,
  whose: 'everyone',
  reviewerBar: false,
  replyDrafts: {},
  selection: [],
  shownTags: [],
  shownTarget: 0,
  help: false,
};

/** Why nothing can be edited now, or undefined when it can. */
export function blockedBy(state: PageState): string | undefined {
  if (state.file === undefined) return 'The file is still opening.';
  if (state.file.readOnly !== undefined) return state.file.readOnly;
  return state.tags.notice?.blocked ? state.tags.notice.text : undefined;
}

/** A copy of `state` without an optional key; `exactOptionalPropertyTypes` forbids setting it undefined. */
export function without<K extends keyof PageState>(state: PageState, ...keys: readonly K[]): PageState {
  const copy: Record<string, unknown> = { ...state };
  for (const key of keys) delete copy[key];
  return copy as unknown as PageState;
}
