import type { Problem } from '../problem.ts';
import type { MappedFile, OpenBeside } from '../records/mapping/recordPorts.ts';
import type { PredictionRecord } from '../records/record.ts';
import type { Json, JsonObject } from '../text/json.ts';
import type { Score, Transcript } from '../transcripts/transcript.ts';
import type { ByteSource, Decompressors } from './byteSource.ts';
import type { Mapping } from './mapping/mapping.ts';

/**
 * The port behind which every format lives. Adding a format is one file that exports a Reader, one
 * golden folder, one line in `readers.ts`.
 */
export interface Reader {
  /** Stable word for the format, shown and exported: `openai-chat`, `anthropic-messages`, `inspect`. */
  readonly format: string;
  /** Its records can be lines: then a head without a line break may be one record or the first of many. */
  readonly byLine?: boolean;
  /** Whether this reader takes the file, judged by content only. */
  detect(head: FileHead): boolean;
  /** A Problem when the file turns out not to be readable at all. */
  open(source: ByteSource, ports: ReaderPorts, head: FileHead, signal?: AbortSignal): Promise<TranscriptFile | Problem>;
}

export interface ReaderPorts {
  readonly decompressors: Decompressors;
  /** The user's own mapping for the file: it is read by that, whatever it looks like. */
  readonly mapping?: Mapping | undefined;
  /** The user's own mapping to self-prediction records; counts before the other. */
  readonly recordMapping?: MappedFile | undefined;
  /** Other files that a mapping joins; absent where none can be found. */
  readonly openBeside?: OpenBeside | undefined;
  /** The file has been open and was shorter: a last line that is cut is still being written. */
  readonly growing?: boolean;
}

/** What detection may look at: the file's first bytes, read once. */
export interface FileHead {
  readonly name: string;
  readonly size: number;
  readonly bytes: Uint8Array;
  readonly container: 'zip' | 'json' | 'jsonl' | 'text' | 'empty' | 'unknown';
  /** For `json`: what the file's value is. `sequence`: several values, one after the other. */
  readonly root?: 'object' | 'array' | 'sequence';
  /** Bytes of a UTF-8 byte order mark. */
  readonly bom: 0 | 3;
  /** The first records (up to 50) that parse; for a single JSON value, that value or its elements. */
  readonly samples: readonly Json[];
}

/** An open data file: a list of transcripts, each read when it is asked for. */
export interface TranscriptFile {
  readonly format: string;
  readonly formatVersion?: string;
  /** File level facts: model, task, status. */
  readonly metadata: JsonObject;
  /** Problems of the file itself (truncated, no header, ...). A bad record's problem comes with its read. */
  readonly problems: readonly Problem[];
  /** In file order. Cheap: made without parsing the records. */
  readonly entries: readonly TranscriptEntry[];
  /**
   * Read one record. A record that cannot be read has no transcript, and a Problem that says why. Of one that is
   * read in part (Problem `inspect.eventsLeft`) it is the part with the message or event `near`.
   */
  read(record: number, signal?: AbortSignal, near?: string): Promise<ReadResult>;
  /**
   * The record's JSON source text, for jumping to exact characters. `byteStart` is where it begins in
   * the file; absent inside an archive. Undefined when the record has no text that can be held.
   */
  sourceText(record: number, signal?: AbortSignal): Promise<RecordSource | undefined>;
  /**
   * Present where the file holds self-prediction records: all of them in file order, in batches, so that millions are
   * scored without being held. A record that cannot be read is a Problem in its place.
   */
  predictions?(signal?: AbortSignal): AsyncIterable<readonly PredictionRow[]>;
  /** Texts stand in the source folded, or escaped otherwise than in JSON: what a record holds is told by reading it only. */
  readonly folded?: true;
  /** Bytes that reading a record takes, where the index knows. */
  sizeOf?(record: number): number | undefined;
  /**
   * The same file with more at its end, found by reading no more than that. Undefined when what was there
   * has changed, or is not enough to go on from. The new file owns `source`; this one stays open.
   */
  grown?(source: ByteSource, signal?: AbortSignal): Promise<TranscriptFile | undefined>;
  close(): Promise<void>;
}

export interface PredictionRow {
  readonly record: number;
  /** As the entry's: what names it in a locator. */
  readonly name: string;
  readonly prediction?: PredictionRecord;
  readonly problem?: Problem;
}

export interface TranscriptEntry {
  readonly record: number;
  readonly name: string;
  /** What is known without parsing the record (from an index or a summary). */
  readonly messageCount?: number;
  readonly scores?: readonly Score[];
  readonly title?: string;
  readonly error?: string;
}

export interface ReadResult {
  readonly transcript?: Transcript;
  readonly problems: readonly Problem[];
}

export interface RecordSource {
  readonly text: string;
  readonly byteStart?: number;
  /** One-based line of the file on which the text starts, where the index knows it. */
  readonly line?: number;
  readonly member?: string;
}
