import { type Problem, problem } from '../../problem.ts';
import type { Span } from '../../text/span.ts';
import type { Part } from '../../transcripts/transcript.ts';
import type { ByteSource } from '../byteSource.ts';
import { finishDraft, type TranscriptDraft } from '../drafts/transcriptDraft.ts';
import type { FileHead, Reader, ReadResult, TranscriptFile } from '../reader.ts';
import { recordText } from './recordText.ts';

/** A format of plain text or Markdown. Offsets are UTF-16 units of the whole file's text. */
export interface TextFormat {
  readonly format: string;
  /** Judged by the first part of the text, which may end anywhere. */
  matches(head: string): boolean;
  /** The transcripts in a text, in order. */
  split(text: string): readonly TextTranscript[];
  read(text: string, place: TextTranscript): TranscriptDraft;
}

export interface TextTranscript {
  readonly name?: string;
  readonly range: Span;
}

/** Text is read whole at opening: where one transcript ends can only be told from its start. */
export function textReader(format: TextFormat): Reader {
  return {
    format: format.format,
    detect: (head) => head.container === 'text' && format.matches(headText(head)),
    open: (source, _ports, head, signal) => openText(source, format, head, signal),
  };
}

const headText = (head: FileHead): string => new TextDecoder().decode(head.bytes.subarray(head.bom));

async function openText(
  source: ByteSource,
  format: TextFormat,
  head: FileHead,
  signal?: AbortSignal,
): Promise<TranscriptFile | Problem> {
  const load = (stop?: AbortSignal): Promise<string | Problem> =>
    recordText(source, { start: head.bom, end: source.size }, { file: source.name }, stop);
  const opened = await load(signal);
  if (typeof opened !== 'string') return opened;
  const places = format.split(opened);
  const seen = new Map<string, number>();
  for (const { name } of places) if (name !== undefined) seen.set(name, (seen.get(name) ?? 0) + 1);
  const names = places.map(({ name }, record) =>
    name !== undefined && name !== '' && seen.get(name) === 1 && !/^#\d+$/.test(name) ? name : `#${record}`,
  );
  return {
    format: format.format,
    metadata: {},
    problems: [],
    entries: names.map((name, record) => ({ record, name })),
    read: async (record, stop): Promise<ReadResult> => {
      const text = await load(stop);
      const at = { file: source.name, record };
      if (typeof text !== 'string') return { problems: [text] };
      const place = places[record];
      // A file that has grown or shrunk meanwhile no longer has what was found at opening.
      if (place === undefined || place.range.end > text.length)
        return { problems: [problem('record.missing', { record }, at)] };
      const name = names[record] as string;
      return {
        transcript: finishDraft(format.read(text, place), text, { name, record, format: format.format }),
        problems: [],
      };
    },
    sourceText: async (record, stop) => {
      const text = places[record] === undefined ? undefined : await load(stop);
      return typeof text === 'string' ? { text, byteStart: head.bom, line: 1 } : undefined;
    },
    close: () => source.close(),
  };
}

export const pointerAt = ({ start, end }: Span): string => `@${start}-${end}`;

/** A stretch of the text, without the space around it; no part where nothing is left. */
export function textPartAt(text: string, range: Span, type: 'text' | 'reasoning' = 'text'): Part[] {
  const slice = text.slice(range.start, range.end);
  const start = range.start + (slice.length - slice.trimStart().length);
  const end = range.start + slice.trimEnd().length;
  if (end <= start) return [];
  return [{ type, text: text.slice(start, end), source: { pointer: pointerAt({ start, end }), encoding: 'text' } }];
}
