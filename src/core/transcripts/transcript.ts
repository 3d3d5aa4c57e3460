import type { PredictionRecord } from '../records/record.ts';
import type { Json, JsonObject } from '../text/json.ts';
import type { Span } from '../text/span.ts';
import type { PartSelector } from './locator.ts';

export type Role = 'system' | 'user' | 'assistant' | 'tool' | 'other';

/** One conversation or agent run: a record of a file, an Inspect sample. Read-only, like its source. */
export interface Transcript {
  /** `<sample id>/<epoch>` for Inspect, the record's own id where it has a unique one, else `#<record>`. */
  readonly name: string;
  /** Zero-based place in the file. */
  readonly record: number;
  readonly format: string;
  readonly metadata: JsonObject;
  readonly scores: readonly Score[];
  readonly messages: readonly Message[];
  /** What the messages leave out and the record still holds; absent when that is nothing. */
  readonly threads?: readonly Thread[];
  /** What happened, where the record logs it: spans, agents, generations, calls. */
  readonly events?: readonly EventNode[];
  /** How many events `events` does not hold, being too many. */
  readonly eventsLeftOut?: number;
  /** The self-prediction record that this is: its texts are the messages. */
  readonly prediction?: PredictionRecord;
}

/** An event of a log, or a group of them, in the order of the log. */
export interface EventNode {
  readonly kind: 'span' | 'agent' | 'branch' | 'model' | 'tool' | 'compaction' | 'retry' | 'other';
  /** The source's own word for it: a span's name, a model, a function, an error. */
  readonly title: string;
  /** Id of the message that it leads to, of any thread. */
  readonly message?: string;
  readonly children: readonly EventNode[];
}

/**
 * Messages beside the main thread: an agent that another one called, generations that were tried again,
 * history before it was compacted, a branch that was left; `other`: a judge, an aside.
 */
export interface Thread {
  /** `<kind>-<number>`, counted from 1 in the order of the record. */
  readonly id: string;
  readonly kind: 'subagent' | 'retry' | 'compaction' | 'branch' | 'other';
  /** The source's own word for it (an agent's name, an error); empty where it has none. */
  readonly title: string;
  /** Message of the main thread after which it is left out; absent: before the first. */
  readonly after?: string;
  /** Their `index` counts in this thread; their ids are unique in the whole transcript. */
  readonly messages: readonly Message[];
}

export interface Score {
  readonly name: string;
  readonly value: Json;
  readonly answer?: string;
  readonly explanation?: string;
  readonly metadata?: JsonObject;
  /** What the score points at. */
  readonly citations?: readonly Citation[];
}

/** A place that a score cites. Without `message` its quote was not found, or not without doubt. */
export interface Citation {
  /** What the score says about it. */
  readonly text?: string;
  readonly quote?: string;
  readonly message?: string;
  readonly part?: PartSelector;
  /** Code points of the region's text, half-open. */
  readonly start?: number;
  readonly end?: number;
}

export interface Message {
  /** The source's own id where it is unique in the transcript, else `#<index>`; in a thread `<thread>/#<index>`. */
  readonly id: string;
  readonly index: number;
  readonly role: Role;
  /** The source's word for the role or speaker, when it says more than `role`. */
  readonly name?: string;
  readonly model?: string;
  readonly timestamp?: string;
  /** Parts follow the source's blocks; the index in this list is what an anchor's `part` names. */
  readonly parts: readonly Part[];
  /** Place of the message inside its record, as `findPointer` takes it. */
  readonly pointer: string;
}

/**
 * Where a part's canonical text stands in its record. `string`: the decoded string at `pointer`,
 * verbatim. `json`: the source tokens of the value at `pointer`, white space between them removed.
 * `text`: the characters at `pointer` as they stand. `cell`: the cell of a CSV at `pointer`, without its
 * quotes. For the forms of a pointer see `findPointer`.
 */
export interface TextSource {
  readonly pointer: string;
  readonly encoding: 'string' | 'json' | 'text' | 'cell';
  /** The text is only this stretch of it: UTF-16 units of the decoded string. */
  readonly range?: Span;
  /** Strings whose decoded text follows on: a text that was streamed in pieces. */
  readonly next?: readonly string[];
  /** `pointer` counts in the JSON that the string there holds. */
  readonly within?: TextSource;
}

interface PartBase {
  /** Canonical text, `textVersion: 1`: what anchors, search, export and the panel all count in. */
  readonly text: string;
  /** Absent where the text has no single place in the source (and then is empty or derived). */
  readonly source?: TextSource;
}

export interface TextPart extends PartBase {
  readonly type: 'text';
}
export interface ReasoningPart extends PartBase {
  readonly type: 'reasoning';
  /** True where only a signature or an opaque blob is there. */
  readonly redacted?: boolean;
}
export interface ToolCallPart extends PartBase {
  readonly type: 'tool_call';
  readonly callId: string;
  readonly name: string;
  /** Parsed arguments; absent where they do not parse. `text` holds them verbatim. */
  readonly arguments?: Json;
}
export interface ToolResultPart extends PartBase {
  readonly type: 'tool_result';
  readonly callId?: string;
  readonly name?: string;
  readonly isError?: boolean;
}
/** An image is never inlined: `data` names the string in the record that embeds it. */
export interface ImagePart extends PartBase {
  readonly type: 'image';
  readonly mime?: string;
  readonly data?: { readonly pointer: string };
  readonly url?: string;
}
export interface DocumentPart extends PartBase {
  readonly type: 'document';
  readonly mime?: string;
  readonly name?: string;
}
/** A block of a kind not known: its text is the minified JSON of the block. */
export interface OtherPart extends PartBase {
  readonly type: 'other';
  readonly kind: string;
}

export type Part = TextPart | ReasoningPart | ToolCallPart | ToolResultPart | ImagePart | DocumentPart | OtherPart;
