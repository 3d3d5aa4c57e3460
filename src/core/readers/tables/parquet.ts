import { type Problem, problem } from '../../problem.ts';
import { parseRecord, type RecordFault, recordProblem } from '../../records/parseRecord.ts';
import type { Json, JsonObject } from '../../text/json.ts';
import type { ByteSource } from '../byteSource.ts';
import { bytesSource } from '../bytesSource.ts';
import { predictionRecords } from '../formats/predictionRecords.ts';
import { isProblem } from '../isProblem.ts';
import { chooseIdKey, recordNames } from '../layouts/recordNames.ts';
import { mappedReader } from '../mapping/mappedFile.ts';
import type {
  FileHead,
  PredictionRow,
  Reader,
  ReaderPorts,
  ReadResult,
  TranscriptEntry,
  TranscriptFile,
} from '../reader.ts';
import { isParquet, openParquetRows, ParquetFault, type ParquetRows } from './parquetRows.ts';

/**
 * Parquet tables of transcripts. Each row is read as if it were a line of a JSONL, by the reader that
 * takes such lines: nothing about a format is said here. Anchors count in decoded strings, so that the
 * JSON made of a row is what a jump shows.
 */
export function parquetReader(detect: (head: FileHead) => Reader | undefined): Reader {
  return {
    format: 'parquet',
    detect: (head) => isParquet(head.bytes),
    open: async (source, ports, _head, signal) => {
      try {
        return await openRows(source, await openParquetRows(source, signal), ports, detect, signal);
      } catch (cause) {
        return damaged(cause, source);
      }
    },
  };
}

const sampleRows = 20;
/** Records that are handed on at once. */
const batchRows = 1000;
/** More rows than this are not listed. */
const maxRows = 1_000_000;

function damaged(cause: unknown, source: ByteSource, record?: number): Problem {
  if (!(cause instanceof ParquetFault)) throw cause;
  return problem(
    'parquet.damaged',
    { reason: cause.message },
    { file: source.name, ...(record !== undefined && { record }) },
  );
}

async function openRows(
  source: ByteSource,
  rows: ParquetRows,
  ports: ReaderPorts,
  detect: (head: FileHead) => Reader | undefined,
  signal?: AbortSignal,
): Promise<TranscriptFile | Problem> {
  const samples: JsonObject[] = [];
  for (let row = 0; row < Math.min(sampleRows, rows.count); row++) samples.push(await rows.row(row, signal));
  const reader = ports.mapping === undefined ? detect(headOf(source, samples)) : mappedReader(ports.mapping);
  if (reader === undefined && rows.count > 0)
    return problem('parquet.noTranscripts', { columns: rows.columns.slice(0, 30).join(', ') }, { file: source.name });
  const opened = new Map<number, Promise<TranscriptFile | Problem>>();
  const openRow = (row: number, stop?: AbortSignal): Promise<TranscriptFile | Problem> => {
    const known = opened.get(row);
    if (known !== undefined) return known;
    const opening = rows.row(row, stop).then((value) => {
      const head = headOf(source, [value]);
      return (reader as Reader).open(bytesSource(source.name, head.bytes), ports, head, stop);
    });
    opened.clear();
    opened.set(row, opening);
    opening.catch(() => opened.delete(row));
    return opening;
  };

  // A row of some formats holds several transcripts; every row as many as the first.
  const first = reader === undefined ? undefined : await openRow(0, signal);
  const branches = first === undefined || isProblem(first) || first.entries.length === 0 ? [''] : branchesOf(first);
  const count = Math.min(rows.count, maxRows);
  const idKey = chooseIdKey(samples);
  const ids = idKey === undefined ? [] : (await rows.column(idKey, signal)).slice(0, count).map(idOf);
  const names = recordNames(count, ids).flatMap((name) => branches.map((branch) => name + branch));
  return {
    format: reader?.format ?? 'parquet',
    metadata: {},
    problems:
      count < rows.count ? [problem('parquet.tooManyRows', { count, rows: rows.count }, { file: source.name })] : [],
    entries: names.map((name, record): TranscriptEntry => ({ record, name })),
    read: async (record, stop): Promise<ReadResult> => {
      const at = { file: source.name, record };
      const name = names[record];
      if (name === undefined) return { problems: [problem('record.missing', { record }, at)] };
      try {
        const file = await openRow(Math.floor(record / branches.length), stop);
        if (isProblem(file)) return { problems: [{ ...file, at }] };
        const { transcript, problems } = await file.read(record % branches.length, stop);
        const moved = problems.map((each) => ({
          ...each,
          at: { ...at, ...(each.at.field && { field: each.at.field }) },
        }));
        return { problems: moved, ...(transcript !== undefined && { transcript: { ...transcript, name, record } }) };
      } catch (cause) {
        return { problems: [damaged(cause, source, record)] };
      }
    },
    sourceText: async (record, stop) => {
      if (names[record] === undefined) return undefined;
      try {
        const text = new TextDecoder().decode(rowBytes(await rows.row(Math.floor(record / branches.length), stop)));
        return { text };
      } catch (cause) {
        damaged(cause, source, record);
        return undefined;
      }
    },
    ...(reader === predictionRecords && {
      predictions: (stop?: AbortSignal) => streamRecords(source, rows, names, stop),
    }),
    close: () => source.close(),
  };
}

/** Rows are unpacked in blocks; a row is one record. */
async function* streamRecords(
  source: ByteSource,
  rows: ParquetRows,
  names: readonly string[],
  signal?: AbortSignal,
): AsyncGenerator<readonly PredictionRow[]> {
  let batch: PredictionRow[] = [];
  for (const [record, name] of names.entries()) {
    const at = { file: source.name, record };
    try {
      const parsed = parseRecord(await rows.row(record, signal), name);
      if (parsed.ok) batch.push({ record, name, prediction: parsed.record });
      else batch.push({ record, name, problem: recordProblem(parsed.faults[0] as RecordFault, at) });
    } catch (cause) {
      batch.push({ record, name, problem: damaged(cause, source, record) });
    }
    if (batch.length < batchRows && record < names.length - 1) continue;
    yield batch;
    batch = [];
  }
}

/** What the names of a row's transcripts have after the row's own. */
function branchesOf(file: TranscriptFile): string[] {
  if (file.entries.length === 1) return [''];
  return file.entries.map(({ name }, i) => (name.includes('/') ? name.slice(name.lastIndexOf('/')) : `/${i}`));
}

const idOf = (value: Json): string | undefined =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : undefined;

const rowBytes = (row: JsonObject): Uint8Array => new TextEncoder().encode(JSON.stringify(row));

/** The head that a JSONL of these rows would have. */
function headOf(source: ByteSource, samples: readonly JsonObject[]): FileHead {
  const bytes = samples.length === 1 ? rowBytes(samples[0] as JsonObject) : new Uint8Array();
  return { name: source.name, size: bytes.length, bytes, container: 'jsonl', bom: 0, samples };
}
