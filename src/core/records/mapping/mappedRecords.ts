import { type Problem, problem } from '../../problem.ts';
import type { ByteSource } from '../../readers/byteSource.ts';
import { isProblem } from '../../readers/isProblem.ts';
import { recordNames } from '../../readers/layouts/recordNames.ts';
import { holdRows } from '../../readers/mapping/holdRows.ts';
import type { FileHead, PredictionRow, Reader, ReadResult, TranscriptFile } from '../../readers/reader.ts';
import type { Span } from '../../text/span.ts';
import type { RecordDraft } from '../recordDraft.ts';
import { recordTranscript } from '../recordTranscript.ts';
import { type JoinedRows, openJoin } from './joinedRows.ts';
import { type Overlay, overlaysOf } from './overlays.ts';
import { joinedContext, listRecords, type RecordList } from './recordList.ts';
import type { RecordMapping } from './recordMapping.ts';
import type { MappedFile, OpenBeside } from './recordPorts.ts';
import { rootPlaces } from './reference.ts';
import type { RowContext } from './rowContext.ts';
import { openRowFile, type RowFile, type RowRead } from './rowFile.ts';
import { RowTexts } from './rowTexts.ts';

/** A reader that takes any file, by the user's own mapping to self-prediction records. */
export function recordMappingReader({ mapping, path }: MappedFile, openBeside: OpenBeside | undefined): Reader {
  return {
    format: mapping.name,
    byLine: true,
    detect: () => true,
    open: (source, _ports, head, signal) => openMappedRecords(source, head, { mapping, path }, openBeside, signal),
  };
}

/** Open a file of foreign records. A Problem when it holds neither JSON nor a table. */
export async function openMappedRecords(
  source: ByteSource,
  head: FileHead,
  { mapping, path }: MappedFile,
  openBeside: OpenBeside | undefined,
  signal?: AbortSignal,
): Promise<TranscriptFile | Problem> {
  const rows = await openRowFile(source, path, mapping, rootPlaces(mapping), signal, head);
  if (rows.table === undefined && head.container !== 'json' && head.container !== 'jsonl') {
    return problem('mapping.notTable', { name: mapping.name }, { file: source.name });
  }
  const joins: JoinedRows[] = [];
  for (const join of mapping.join ?? []) joins.push(await openJoin(join, openBeside, source.name, signal));
  const overlays = overlaysOf(mapping);
  const list = await listRecords(mapping, overlays, rows, joins, signal);
  return fileOf({ mapping, rows, joins, overlays, list, names: recordNames(list.count, list.ids) });
}

/** All that reading needs. */
interface Opened {
  readonly mapping: RecordMapping;
  readonly rows: RowFile;
  readonly joins: readonly JoinedRows[];
  readonly overlays: readonly Overlay[];
  readonly list: RecordList;
  readonly names: readonly string[];
}

function fileOf(opened: Opened): TranscriptFile {
  const { mapping, rows, joins, list, names } = opened;
  const held = (record: number, signal?: AbortSignal) =>
    holdRows(rows.source, rows.ranges, list.rowsOf(record), placeOf(opened, record), signal);
  return {
    format: mapping.name,
    metadata: { rows: rows.ranges.length, ...(list.left > 0 && { rowsNotSelected: list.left }) },
    problems: [...rows.problems, ...joins.flatMap((join) => join.problems), ...list.problems],
    entries: names.map((name, record) => ({ record, name })),
    read: async (record, signal): Promise<ReadResult> => {
      const name = names[record];
      if (name === undefined) return { problems: [problem('record.missing', { record }, placeOf(opened, record))] };
      const text = await held(record, signal);
      if (isProblem(text)) return { problems: [text] };
      const { draft, problems } = draftOf(opened, record, rows.rowsIn(text.text, text.spans), true);
      if (draft === undefined) return { problems };
      return { transcript: recordTranscript(draft, text.text, { name, record, format: mapping.name }), problems };
    },
    sourceText: async (record, signal) => {
      if (names[record] === undefined) return undefined;
      const found = await held(record, signal);
      if (isProblem(found)) return undefined;
      const { line } = placeOf(opened, record);
      const { text, byteStart } = found;
      return byteStart === undefined ? { text } : { text, byteStart, ...(line !== undefined && { line }) };
    },
    predictions: (signal) => predictionsOf(opened, signal),
    close: () => rows.source.close(),
  };
}

/** Records told at once. */
const batchSize = 1000;

async function* predictionsOf(opened: Opened, signal?: AbortSignal): AsyncGenerator<readonly PredictionRow[]> {
  const { rows, list, names } = opened;
  const texts = new RowTexts(rows.source);
  let batch: PredictionRow[] = [];
  let last: { readonly row: number; readonly value: RowRead } | undefined;
  for (const [record, name] of names.entries()) {
    const values: RowRead[] = [];
    let bad: Problem | undefined;
    for (const row of list.rowsOf(record)) {
      // The records of one row follow one another.
      if (last?.row === row) {
        values.push(last.value);
        continue;
      }
      const range = rows.ranges.at(row) as Span;
      // Without a turn of the event loop where that can be: there are millions.
      const text = texts.known(range) ?? (await texts.text(range, placeOf(opened, record), signal));
      if (typeof text !== 'string') bad ??= text;
      else {
        const [value = ''] = rows.rowsIn(text, [{ start: 0, end: text.length }]);
        last = { row, value };
        values.push(value);
      }
    }
    const { draft, problems } = bad === undefined ? draftOf(opened, record, values, false) : { problems: [bad] };
    const [first] = problems;
    batch.push({
      record,
      name,
      ...(draft !== undefined && { prediction: draft.record }),
      ...(first !== undefined && { problem: first }),
    });
    if (batch.length < batchSize) continue;
    yield batch;
    signal?.throwIfAborted();
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

function draftOf(
  { rows, joins, overlays, list, names }: Opened,
  record: number,
  values: readonly RowRead[],
  about: boolean,
): { readonly draft?: RecordDraft; readonly problems: readonly Problem[] } {
  const numbers = list.rowsOf(record);
  const good: RowContext[] = [];
  const problems: Problem[] = [];
  for (const [i, value] of values.entries()) {
    const row = numbers[i] as number;
    if (typeof value === 'string') {
      const line = rows.lineOf?.(row);
      const at = { file: rows.source.name, record, ...(line !== undefined && { line }) };
      problems.push(problem('json.invalid', { reason: value }, at));
    } else good.push(joinedContext(rows.context(row, value), joins));
  }
  const overlay = overlays[list.overlayOf(record)];
  if (good.length === 0 || overlay === undefined) return { problems };
  const id = list.ids[record] ?? (names[record] as string);
  return { draft: overlay.read(good, id, about), problems };
}

function placeOf({ rows, list }: Opened, record: number): Problem['at'] {
  const line = rows.lineOf?.(list.rowsOf(record)[0] ?? -1);
  return { file: rows.source.name, record, ...(line !== undefined && { line }) };
}
