import { type Problem, problem } from '../../problem.ts';
import type { Json, JsonObject } from '../../text/json.ts';
import type { ByteSource } from '../byteSource.ts';
import { finishDraft, type TranscriptDraft } from '../drafts/transcriptDraft.ts';
import { isProblem } from '../isProblem.ts';
import { asArray, asObject } from '../jsonAccess.ts';
import type {
  FileHead,
  Reader,
  ReaderPorts,
  ReadResult,
  RecordSource,
  TranscriptEntry,
  TranscriptFile,
} from '../reader.ts';
import { recordJson } from '../recordJson.ts';
import { hasGrown, type Seam, seamOf } from './growth.ts';
import { indexJsonLines, type LineIndex } from './jsonLines.ts';
import { indexJsonValues } from './jsonValues.ts';
import type { RecordIndex } from './recordIndex.ts';
import { chooseIdKey, recordNames } from './recordNames.ts';
import { recordText } from './recordText.ts';

/** A format in which one JSON value is one transcript: a line of a JSONL, an element, a whole file. */
export interface RecordFormat {
  readonly format: string;
  /** Whether a value is one transcript of this format. It may be the first part of one. */
  matches(record: Json): boolean;
  /** The name of a file's only record, from what the head shows of it; absent: its own id. */
  nameOf?(record: Json): string | undefined;
  /** Undefined when the value is no transcript of this format. */
  read(record: Json): TranscriptDraft | undefined;
}

export function recordReader(format: RecordFormat): Reader {
  return {
    format: format.format,
    byLine: true,
    detect: (head) => layoutOf(format, head) !== undefined,
    open: (source, ports, head, signal) => openRecords(source, format, head, ports, signal),
  };
}

type Layout = 'lines' | 'values' | 'elements';

/** How the records lie in the file; undefined when most of the samples are not of the format. */
function layoutOf(format: RecordFormat, head: FileHead): Layout | undefined {
  if (head.container !== 'json' && head.container !== 'jsonl') return undefined;
  if (head.root === 'array' && format.matches(head.samples)) return 'values';
  const matching = head.samples.filter((sample) => format.matches(sample)).length;
  const telling = head.samples.length - head.samples.filter(isEmptyConversation).length;
  if (matching === 0 || matching * 2 <= telling) return undefined;
  return head.container === 'jsonl' ? 'lines' : head.root === 'array' ? 'elements' : 'values';
}

/** A conversation that has not begun tells nothing of its format. */
function isEmptyConversation(sample: Json): boolean {
  return asArray(asObject(sample)?.['messages'])?.length === 0;
}

async function openRecords(
  source: ByteSource,
  format: RecordFormat,
  head: FileHead,
  ports: ReaderPorts,
  signal?: AbortSignal,
): Promise<TranscriptFile> {
  const layout = layoutOf(format, head) ?? 'values';
  const idKey = chooseIdKey(head.samples);
  if (layout === 'lines') return openLines(source, { format, head, idKey, growing: ports.growing === true }, signal);
  const index = await indexJsonValues(source, head.bom, layout === 'elements' ? 1 : 0, idKey, signal);
  return recordFile(source, index, format, head);
}

interface LinesOf {
  readonly format: RecordFormat;
  readonly head: FileHead;
  readonly idKey: string | undefined;
  readonly growing: boolean;
  /** The file when it was shorter. */
  readonly before?: { readonly index: LineIndex; readonly seam: Seam };
}

/** A JSONL goes on being read where it grows. While it does, a last line that is cut is not a mistake. */
async function openLines(source: ByteSource, lines: LinesOf, signal?: AbortSignal): Promise<TranscriptFile> {
  const { format, head, idKey, before } = lines;
  const index = await indexJsonLines(source, head.bom, idKey, signal, before?.index);
  const seam = await seamOf(source, before?.seam.head ?? head.bytes, signal);
  const unfinished = lines.growing && index.ranges.at(index.ranges.length - 1)?.end === source.size;
  return {
    ...recordFile(source, index, format, head, unfinished ? index.ranges.length - 1 : undefined),
    grown: async (longer, stop) =>
      (await hasGrown(longer, seam, stop))
        ? openLines(longer, { ...lines, growing: true, before: { index, seam } }, stop)
        : undefined,
  };
}

/** `unfinished`: a record that may still be being written. */
function recordFile(
  source: ByteSource,
  index: RecordIndex,
  format: RecordFormat,
  head: FileHead,
  unfinished?: number,
): TranscriptFile {
  const names = recordNames(index.ranges.length, index.ids);
  const only = names.length === 1;
  const own = only ? format.nameOf?.(head.samples[0] ?? null) : undefined;
  if (own !== undefined) names[0] = own;
  const entries = names.map((name, record): TranscriptEntry => ({ record, name }));
  const metadata: JsonObject = {};

  const at = (record: number): Problem['at'] => {
    const line = index.lineOf?.(record);
    return { file: source.name, record, ...(line !== undefined && { line }) };
  };

  const sourceText = async (record: number, stop?: AbortSignal): Promise<RecordSource | Problem | undefined> => {
    const range = index.ranges.at(record);
    if (range === undefined) return undefined;
    const text = await recordText(source, range, at(record), stop);
    const line = index.lineOf?.(record) ?? (only && range.start === head.bom ? 1 : undefined);
    return typeof text === 'string' ? { text, byteStart: range.start, ...(line !== undefined && { line }) } : text;
  };

  return {
    format: format.format,
    metadata,
    problems: index.problems,
    entries,
    read: async (record, stop): Promise<ReadResult> => {
      const found = await sourceText(record, stop);
      if (found === undefined)
        return { problems: [problem('record.missing', { record }, { file: source.name, record })] };
      if (!('text' in found)) return { problems: [found] };
      const { line } = found;
      const place = { ...at(record), ...(line !== undefined && { line }) };
      const accepts = (value: Json): boolean => format.read(value) !== undefined;
      const parsed = recordJson(found.text, place, only && record !== unfinished ? accepts : undefined);
      if (isProblem(parsed))
        return { problems: [record === unfinished ? problem('record.unfinished', {}, at(record), 'info') : parsed] };
      const draft = format.read(parsed.value);
      if (draft === undefined)
        return {
          problems: [...parsed.problems, problem('record.notTranscript', { format: format.format }, at(record))],
        };
      const name = names[record] as string;
      const transcript = finishDraft(draft, found.text, { name, record, format: format.format });
      return { transcript, problems: parsed.problems };
    },
    sourceText: async (record, stop) => {
      const found = await sourceText(record, stop);
      return found !== undefined && 'text' in found ? found : undefined;
    },
    sizeOf: (record) => {
      const range = index.ranges.at(record);
      return range && range.end - range.start;
    },
    close: () => source.close(),
  };
}
