import type { Codebook } from '../core/codebook/codebook.ts';
import type { Reply } from '../core/tags/tag.ts';
import type { Json, JsonObject } from '../core/text/json.ts';
import type { Alignment } from '../core/transcripts/align.ts';
import type { PartSelector } from '../core/transcripts/locator.ts';
import type { EventNode, Part, Role, Score, Thread } from '../core/transcripts/transcript.ts';
import type { DidAdjudicate } from './adjudicationMessages.ts';
import type { DidFindMoved } from './anchorMessages.ts';
import type { PanelAction } from './panelActions.ts';
import type { DidDescribeRecords, DidListRecords, DidScore, ViewRecord } from './recordMessages.ts';

/**
 * The whole contract between the extension host and the page.
 *
 * Host to page: complete snapshots and append-only chunks, never deltas (VS Code drops messages to a
 * hidden page; on `ready` the host starts over). Page to host: intents, never state. No replies.
 * Offsets are code points of a region's canonical text; the page converts to UTF-16 at its own edge.
 * One message stays under about 200 KB.
 */

/** A pane shows one transcript. `a` is the only one, or the left of a comparison; `b` the right. */
export type PaneId = 'a' | 'b';

export type HostMessage =
  | DidOpen
  | DidChangeFile
  | DidList
  | DidOpenTranscript
  | DidChangeTranscript
  | DidLoad
  | DidLoadText
  | DidLoadImage
  | DidLoadEvents
  | DidChangeTags
  | DidFindMoved
  | DidAdjudicate
  | DidFind
  | Reveal
  | Perform
  | DidChangeSettings
  | DidDescribeRecords
  | DidListRecords
  | DidScore;

/** First answer to `ready`: the file. Resets everything the page holds. */
export interface DidOpen {
  readonly type: 'didOpen';
  /** Workspace-relative path, for display. */
  readonly file: string;
  readonly format: string;
  readonly metadata: JsonObject;
  readonly problems: readonly ViewProblem[];
  readonly entryCount: number;
  readonly codebook: Codebook;
  readonly reviewer: string;
  readonly settings: PanelSettings;
  /** Set when nothing can be saved, with the reason to show. */
  readonly readOnly?: string;
  /** Set when the file could not be opened, and trying again may help. */
  readonly canReopen?: true;
  /** The panel edits the consensus: `didAdjudicate` follows, and again after every change. */
  readonly adjudicates?: true;
  /** The file holds self-prediction records: a table of them in place of the list. `didDescribeRecords` follows. */
  readonly hasRecords?: true;
}

/** The file changed on disk. The page keeps what it holds; rows that are other than before follow in `didList`. */
export interface DidChangeFile {
  readonly type: 'didChangeFile';
  readonly metadata: JsonObject;
  readonly problems: readonly ViewProblem[];
  readonly entryCount: number;
  /** Set while the file is gone or cannot be read: all that the page shows is what it was before. */
  readonly lost?: ViewProblem;
}

/** Rows of the list, appended in order of `record`; `entries[i].record` may repeat to refine a row. */
export interface DidList {
  readonly type: 'didList';
  readonly entries: readonly ViewEntry[];
}

export interface ViewEntry {
  readonly record: number;
  readonly name: string;
  readonly title?: string;
  readonly messageCount?: number;
  readonly scores?: readonly Score[];
  readonly error?: string;
}

/** A pane now shows this transcript; its messages follow in `didLoad`. */
export interface DidOpenTranscript {
  readonly type: 'didOpenTranscript';
  readonly pane: PaneId;
  /** Present when the transcript is of another file than the panel's: path relative to the panel's tag file. */
  readonly file?: string;
  readonly name: string;
  readonly record: number;
  readonly metadata: JsonObject;
  readonly scores: readonly Score[];
  /** How many citations of the scores are not sent, being too many. */
  readonly citationsLeftOut?: number;
  readonly problems: readonly ViewProblem[];
  /** What the main thread leaves out; absent when that is nothing. */
  readonly threads?: readonly ViewThread[];
  /** The thread shown in place of the main one: count, range, outline and messages are its own. */
  readonly thread?: string;
  /** How many events `loadEvents` brings; absent when that is none. */
  readonly eventCount?: number;
  /** Of the whole thread that is shown. */
  readonly messageCount: number;
  /** The range of messages that the page will hold, half-open; more than that on `loadRange`. */
  readonly range: { readonly start: number; readonly end: number };
  /** One line per turn of the whole transcript, for the outline: first words of the message. */
  readonly outline: readonly OutlineItem[];
  /** The self-prediction record whose texts the messages are. */
  readonly prediction?: ViewRecord;
  /** Scores, models and others' tags are hidden until I mark it as reviewed. */
  readonly blind?: true;
  /** For a comparison: pairs of aligned message indices [a, b] and the first divergence, sent with pane `b`. */
  readonly alignment?: Alignment;
}

export interface ViewThread {
  readonly id: string;
  readonly kind: Thread['kind'];
  readonly title: string;
  readonly messageCount: number;
  /** Index of the message of the main thread after which it is left out; -1 before the first. */
  readonly after: number;
}

/**
 * The transcript on show is another than before from message `from` on: what is before that stands, the rest
 * of the range follows in `didLoad`. What the reviewer looks at stays where it is on the screen.
 */
export interface DidChangeTranscript extends Omit<DidOpenTranscript, 'type' | 'alignment'> {
  readonly type: 'didChangeTranscript';
  readonly from: number;
}

export interface OutlineItem {
  readonly index: number;
  readonly role: Role;
  readonly label: string;
}

/** Messages of a pane. The chunk with the reveal target comes first; chunks never overlap. */
export interface DidLoad {
  readonly type: 'didLoad';
  readonly pane: PaneId;
  readonly name: string;
  readonly messages: readonly ViewMessage[];
  /** True on the last chunk of the range. */
  readonly done: boolean;
}

export interface ViewMessage {
  readonly index: number;
  readonly id: string;
  readonly role: Role;
  readonly name?: string;
  readonly model?: string;
  readonly timestamp?: string;
  readonly parts: readonly ViewPart[];
}

/**
 * A part as shown. `text` may be cut: then `fullLength` (UTF-16 units) is larger and the rest comes
 * on `loadText`. The source pointers of the model stay in the host.
 */
export interface ViewPart {
  readonly type: Part['type'];
  readonly text: string;
  readonly fullLength?: number;
  readonly callId?: string;
  /** Tool name, document name or the kind of an unknown block. */
  readonly label?: string;
  readonly isError?: boolean;
  readonly redacted?: boolean;
  readonly mime?: string;
  readonly url?: string;
  /** True when the image is embedded and can be asked for with `loadImage`. */
  readonly embedded?: boolean;
  /** Arguments of a tool call whose arguments are an object: each its own region. */
  readonly arguments?: readonly ViewArgument[];
}

/** One argument of a call: `text` is the decoded string, or the minified JSON of any other value. */
export interface ViewArgument {
  readonly pointer: string;
  readonly key: string;
  readonly text: string;
  readonly fullLength?: number;
}

/** A further piece of a cut text; `start` is in UTF-16 units and equals what the page has so far. */
export interface DidLoadText {
  readonly type: 'didLoadText';
  readonly pane: PaneId;
  readonly name: string;
  readonly region: Region;
  readonly start: number;
  readonly text: string;
}

/** Where text stands: a message by id, and a part or one argument of a call. */
export interface Region {
  readonly message: string;
  readonly part: PartSelector;
}

export interface DidLoadImage {
  readonly type: 'didLoadImage';
  readonly pane: PaneId;
  readonly name: string;
  readonly region: Region;
  /** Absent when it could not be decoded; then `problem` says why. */
  readonly image?: { readonly mime: string; readonly bytes: Uint8Array };
  readonly problem?: string;
}

/** Events of a pane's transcript, in the order of its log; chunks follow each other, the first one has `start` 0. */
export interface DidLoadEvents {
  readonly type: 'didLoadEvents';
  readonly pane: PaneId;
  readonly name: string;
  readonly start: number;
  readonly events: readonly ViewEvent[];
  readonly done: boolean;
  /** How many more the log holds. */
  readonly leftOut?: number;
}

export interface ViewEvent {
  readonly kind: EventNode['kind'];
  readonly title: string;
  readonly depth: number;
  /** Id of the message that it leads to, of any thread. */
  readonly message?: string;
}

/** All tags that the page may show: a complete snapshot after every change. */
export interface DidChangeTags {
  readonly type: 'didChangeTags';
  readonly tags: readonly ViewTag[];
  /** Half-made pairs of this reviewer, of any file of the workspace. */
  readonly tray: readonly ViewTag[];
  readonly reviewed: readonly string[];
  /** Tags per transcript name of the panel's file, all reviewers. */
  readonly counts: Readonly<Record<string, number>>;
  readonly problems: readonly ViewProblem[];
  /** Set while the tag file is broken or conflicted: what to do about it. Editing is off while `blocked`. */
  readonly notice?: { readonly text: string; readonly blocked: boolean; readonly canResolve?: true };
  readonly dirty: boolean;
  /** Others' tags, scores and models are hidden until I mark a transcript as reviewed. How much that is is not told. */
  readonly blind?: true;
}

export interface ViewTag {
  readonly id: string;
  readonly kind: string;
  readonly reviewer: string;
  /** Whether this panel may edit it: my own tag in the panel's own tag file. */
  readonly own: boolean;
  /** The tag file's data file when it is not the panel's. */
  readonly file?: string;
  readonly status: 'open' | 'complete';
  readonly targets: readonly ViewTarget[];
  readonly fields: Readonly<Record<string, Json>>;
  readonly confidence?: number;
  readonly note?: string;
  /** A judge's or a score's, never counted as human. */
  readonly suggested?: boolean;
  /** What became of a suggestion by me; absent while it waits. */
  readonly taken?: 'accepted' | 'rejected';
  /** Written by adjudication: never counted by agreement. */
  readonly consensus?: true;
  /** What reviewers, and the model, said to it, oldest first. */
  readonly replies?: readonly ViewReply[];
  /** The score whose citation it began as. */
  readonly suggestedBy?: string;
  readonly conflict?: Readonly<Record<string, Json>>;
  /** What is wrong with it (unknown kind, lost anchor), as a sentence. */
  readonly problem?: string;
}

export interface ViewReply {
  readonly id: string;
  readonly reviewer: string;
  readonly own: boolean;
  readonly stance: Reply['stance'];
  readonly text: string;
  readonly created?: string;
}

export interface ViewTarget {
  readonly role: string;
  /** Relative path when in another file than the panel's. */
  readonly file?: string;
  readonly transcript: string;
  readonly message?: string;
  /** Where its message is, when its transcript is shown: index in its thread, the main one without an id. */
  readonly place?: { readonly thread?: string; readonly index: number };
  readonly part?: PartSelector;
  /** Where the span is now, code points; absent when the anchor is lost or its transcript is not loaded. */
  readonly start?: number;
  readonly end?: number;
  readonly quote?: string;
  readonly outcome?: 'exact' | 'moved' | 'ambiguous' | 'lost';
  /** Set when this side came by a link kept in another file. */
  readonly link?: string;
}

export interface DidFind {
  readonly type: 'didFind';
  readonly pane: PaneId;
  readonly query: string;
  readonly matches: readonly FindMatch[];
  /** True when the list was cut. */
  readonly more: boolean;
}

export interface FindMatch {
  /** Absent for one in the main thread. */
  readonly thread?: string;
  readonly index: number;
  readonly region: Region;
  readonly start: number;
  readonly end: number;
}

/** Show a place. The transcript it is in has been announced by `didOpenTranscript`. */
export interface Reveal {
  readonly type: 'reveal';
  readonly pane: PaneId;
  readonly name: string;
  readonly message?: string;
  readonly part?: PartSelector;
  readonly span?: { readonly start: number; readonly end: number };
  readonly tag?: string;
  /** Move keyboard focus there. */
  readonly focus: boolean;
}

/** A command of the palette or a key of VS Code, to be done on the page's own selection or focus. */
export interface Perform {
  readonly type: 'perform';
  readonly action: PanelAction;
  /** For `tag`: the kind. */
  readonly kind?: string;
}

export interface DidChangeSettings {
  readonly type: 'didChangeSettings';
  readonly settings: PanelSettings;
  readonly codebook: Codebook;
  readonly reviewer: string;
}

export interface PanelSettings {
  /** Colour Markdown and JSON in place. */
  readonly colorMarkup: boolean;
  /** Fold reasoning, tool results longer than this many lines; 0 never. */
  readonly foldLines: number;
}

export interface ViewProblem {
  readonly severity: 'error' | 'warning' | 'info';
  readonly text: string;
}
