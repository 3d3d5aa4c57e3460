import { type Problem, problem } from '../problem.ts';
import type { ByteSource } from '../readers/byteSource.ts';
import { hasGrown, type Seam, seamOf } from '../readers/layouts/growth.ts';
import { holdLimit } from '../readers/layouts/holdLimit.ts';
import type { LineIndex } from '../readers/layouts/jsonLines.ts';
import { recordNames } from '../readers/layouts/recordNames.ts';
import { recordText } from '../readers/layouts/recordText.ts';
import type { FileHead, PredictionRow, ReadResult, TranscriptFile } from '../readers/reader.ts';
import { findPointer, pointerTokens } from '../text/findPointer.ts';
import { BatchText } from './batchText.ts';
import { LineFinder } from './lineFinder.ts';
import { parseRecord, type RecordFault, recordProblem } from './parseRecord.ts';
import type { PredictionRecord } from './record.ts';
import type { OpenedRecord, RecordLayout } from './recordLayout.ts';
import type { RecordNode } from './recordNode.ts';
import { recordTexts } from './recordTexts.ts';
import { recordTranscript } from './recordTranscript.ts';

export const recordFormat = 'self-prediction';

/** Bytes: records of a batch live together, and many that live long cost the garbage collector more than the reads save. */
const batchSize = 1 << 17;

export interface RecordsOf {
  readonly layout: RecordLayout;
  readonly head: FileHead;
  /** The file has been open and was shorter. */
  readonly growing: boolean;
  readonly before?: { readonly index: LineIndex; readonly seam: Seam };
}

type Bad =
  | { readonly ok: false; readonly opened: Extract<OpenedRecord, { ok: false }> }
  | { readonly ok: false; readonly node: RecordNode; readonly faults: readonly RecordFault[] };
type Read = Bad | { readonly ok: true; readonly record: PredictionRecord; readonly node: RecordNode };

/** A file of records of our own format: indexed without parsing, read one by one or streamed in batches. */
export async function openRecordsFile(
  source: ByteSource,
  of: RecordsOf,
  signal?: AbortSignal,
): Promise<TranscriptFile> {
  const { layout, head, before } = of;
  const index = await layout.index(source, head.bom, signal, before?.index);
  const seam = layout.lines ? await seamOf(source, before?.seam.head ?? head.bytes, signal) : undefined;
  const { ranges } = index;
  const names = recordNames(ranges.length, index.ids);
  const unfinished = of.growing && layout.lines && ranges.at(ranges.length - 1)?.end === source.size;
  const lines = new LineFinder(source);

  const placeOf = async (record: number, inRecord: number, stop?: AbortSignal): Promise<Problem['at']> => {
    const first = index.lineOf?.(record) ?? (await lines.lineAt(ranges.at(record)?.start ?? 0, stop));
    return { file: source.name, record, line: first + inRecord };
  };

  const readText = (record: number, text: string): Read => {
    const opened = layout.open(text);
    if (!opened.ok) return { ok: false, opened };
    const { node } = opened;
    const parsed = parseRecord(node.value, names[record] as string);
    return parsed.ok ? { ok: true, record: parsed.record, node } : { ok: false, node, faults: parsed.faults };
  };

  /** Each field that is not as it should be is a Problem with the line on which it stands. */
  const problemsOf = async (record: number, text: string, bad: Bad, stop?: AbortSignal): Promise<Problem[]> => {
    if ('opened' in bad) {
      const { code, reason, offset = 0 } = bad.opened;
      const at = await placeOf(record, linesBefore(text, offset), stop);
      const cut = unfinished && record === ranges.length - 1;
      return [cut ? problem('record.unfinished', {}, at, 'info') : problem(code, { reason }, at)];
    }
    const problems: Problem[] = [];
    for (const fault of bad.faults) {
      const at = await placeOf(record, linesBefore(text, offsetOf(text, bad.node, fault.field)), stop);
      problems.push(recordProblem(fault, at));
    }
    return problems;
  };

  const sourceText: TranscriptFile['sourceText'] = async (record, stop) => {
    const range = ranges.at(record);
    const text = range && (await recordText(source, range, {}, stop));
    if (range === undefined || typeof text !== 'string') return undefined;
    const line = index.lineOf?.(record);
    return { text, byteStart: range.start, ...(line !== undefined && { line }) };
  };

  return {
    format: recordFormat,
    metadata: {},
    ...(layout.folded && { folded: true }),
    problems: index.problems,
    entries: names.map((name, record) => ({ record, name })),
    read: async (record, stop): Promise<ReadResult> => {
      const at = { file: source.name, record };
      const range = ranges.at(record);
      if (range === undefined) return { problems: [problem('record.missing', { record }, at)] };
      const text = await recordText(source, range, at, stop);
      if (typeof text !== 'string') return { problems: [text] };
      const read = readText(record, text);
      if (!read.ok) return { problems: await problemsOf(record, text, read, stop) };
      const draft = { record: read.record, texts: recordTexts(read.record, read.node) };
      const place = { name: names[record] as string, record, format: recordFormat };
      return { transcript: recordTranscript(draft, text, place), problems: [] };
    },
    sourceText,
    predictions: async function* (stop): AsyncGenerator<readonly PredictionRow[]> {
      for (let from = 0; from < ranges.length; ) {
        const to = batchEnd(ranges, from);
        const start = ranges.at(from)?.start ?? 0;
        const size = (ranges.at(to - 1)?.end ?? start) - start;
        const held = size <= holdLimit(source);
        const batch = held ? new BatchText(await source.read(start, size, stop)) : undefined;
        stop?.throwIfAborted();
        const rows: PredictionRow[] = [];
        for (let record = from; record < to; record++) {
          const name = names[record] as string;
          const range = ranges.at(record) as { readonly start: number; readonly end: number };
          const text =
            batch?.text(range.start - start, range.end - start) ??
            (await recordText(source, range, { file: source.name, record }, stop));
          if (typeof text !== 'string') {
            rows.push({ record, name, problem: text });
            continue;
          }
          const read = readText(record, text);
          if (read.ok) rows.push({ record, name, prediction: read.record });
          else rows.push({ record, name, problem: (await problemsOf(record, text, read, stop))[0] as Problem });
        }
        yield rows;
        from = to;
      }
    },
    sizeOf: (record) => {
      const range = ranges.at(record);
      return range && range.end - range.start;
    },
    ...(seam !== undefined && {
      grown: async (longer: ByteSource, stop?: AbortSignal) =>
        (await hasGrown(longer, seam, stop))
          ? openRecordsFile(longer, { ...of, growing: true, before: { index: index as LineIndex, seam } }, stop)
          : undefined,
    }),
    close: () => source.close(),
  };
}

type Ranges = {
  readonly length: number;
  at(index: number): { readonly start: number; readonly end: number } | undefined;
};

/** Records are read together; a longer one by itself. */
function batchEnd(ranges: Ranges, from: number): number {
  const start = ranges.at(from)?.start ?? 0;
  let to = from + 1;
  while (to < ranges.length && (ranges.at(to)?.end ?? 0) - start <= batchSize) to++;
  return to;
}

/** What is missing at the end of a record is missing on its last line, not after it. */
const linesBefore = (text: string, offset: number): number =>
  text.slice(0, Math.min(offset, text.trimEnd().length)).split('\n').length - 1;

/** Where a field stands in its record's text; where it is not there, what it would be in. */
function offsetOf(text: string, node: RecordNode, field: string): number {
  for (let path = pointerTokens(field); path.length > 0; path = path.slice(0, -1)) {
    const place = node.locate(path)?.place;
    const found = place === undefined ? undefined : findPointer(text, place);
    if (found !== undefined) return found.start;
  }
  return 0;
}
