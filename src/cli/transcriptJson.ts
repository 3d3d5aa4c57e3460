import type { Problem } from '../core/problem.ts';
import { problemText } from '../core/problemText.ts';
import type { Json, JsonObject } from '../core/text/json.ts';
import { sha256Hex } from '../core/text/sha256.ts';
import type { Message, Part, Transcript } from '../core/transcripts/transcript.ts';

/** One line of `plumbline read --json`: a transcript, or what stands in the way of one. */
export interface ReadLine {
  readonly file: string;
  readonly format?: string;
  readonly transcript?: Transcript;
  /** Of the file, where there is no transcript. */
  readonly metadata?: JsonObject;
  readonly problems: readonly Problem[];
}

export function transcriptJson({ file, format, transcript, metadata, problems }: ReadLine): string {
  const line = {
    file,
    format,
    transcript: transcript?.name,
    metadata: transcript?.metadata ?? metadata,
    prediction: transcript?.prediction,
    scores: transcript?.scores,
    messages: transcript?.messages.map(messageJson),
    // Absent, as JSON leaves out what is undefined, where nothing is beside the main thread.
    threads: transcript?.threads?.map((thread) => ({ ...thread, messages: thread.messages.map(messageJson) })),
    problems: problems.map((problem) => ({ ...problem, text: problemText(problem) })),
  };
  return JSON.stringify(line, nonFinite);
}

function messageJson({ id, index, role, name, model, timestamp, parts }: Message): object {
  return { id, index, role, name, model, timestamp, parts: parts.map(partJson) };
}

/** A part without its place in the source and without its parsed arguments, which `text` holds. */
function partJson(part: Part): object {
  const { type, text, source: _source, ...rest } = part;
  const { arguments: _arguments, data, ...facts } = rest as { arguments?: Json; data?: object };
  return { type, text, textSha256: sha256Hex(text), ...facts, ...(data !== undefined && { embedded: true }) };
}

function nonFinite(_key: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isFinite(value) ? { $number: String(value) } : value;
}
