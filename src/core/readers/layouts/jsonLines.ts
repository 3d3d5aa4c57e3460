import { type Problem, problem } from '../../problem.ts';
import { JsonScanner } from '../../text/jsonScanner.ts';
import type { ByteSource } from '../byteSource.ts';
import { OffsetList } from './offsetList.ts';
import { chunkSize, idOf, mostRecords, type RecordIndex } from './recordIndex.ts';

/** An index that can go on where it ended, when its file grows. */
export interface LineIndex extends RecordIndex {
  /** Where the last line begins (it may be cut, or empty), its number, and the records before it. */
  readonly last: { readonly offset: number; readonly line: number; readonly records: number };
  /** One-based lines of the records from the first blank line on. */
  readonly lines: readonly number[];
}

/**
 * Index a JSONL by line: split on byte 0x0A only, one 0x0D before it stripped, blank lines skipped.
 * Nothing is parsed. With `idKey` each line's own member of that name is picked up by a byte scan.
 * `before`, the index of the file when it was shorter, is taken over up to its last line.
 */
export async function indexJsonLines(
  source: ByteSource,
  bom: number,
  idKey: string | undefined,
  signal?: AbortSignal,
  before?: LineIndex,
): Promise<LineIndex> {
  const known = before?.last.records ?? 0;
  const ranges = before?.ranges.first(known) ?? new OffsetList();
  const lines = before?.lines.slice(0, before.lines.length - (before.ranges.length - known)) ?? [];
  const ids = before?.ids.slice(0, known) ?? [];
  const problems: Problem[] = [];
  let lineStart = before?.last.offset ?? bom;
  let line = before?.last.line ?? 1;
  let blank = true;
  let lastByte = 0;
  let scan = idKey === undefined ? undefined : scanForId(idKey);

  const endLine = (end: number): void => {
    if (!blank) {
      ranges.push(lineStart, lastByte === 0x0d ? end - 1 : end);
      // Lines are kept only from the first blank one on: before, they are the record's number.
      if (lines.length > 0 || line !== ranges.length) lines.push(line);
      if (scan !== undefined) ids.push(idOf(scan.id()));
    }
    if (scan !== undefined && idKey !== undefined) scan = scanForId(idKey);
    lineStart = end + 1;
    line++;
    blank = true;
    lastByte = 0;
  };

  for (let offset = lineStart; offset < source.size && ranges.length < mostRecords; ) {
    const chunk = await source.read(offset, chunkSize, signal);
    signal?.throwIfAborted();
    if (chunk.length === 0) break;
    for (let from = 0; from < chunk.length && ranges.length < mostRecords; ) {
      const newline = chunk.indexOf(0x0a, from);
      const to = newline < 0 ? chunk.length : newline;
      if (to > from) {
        blank &&= isBlank(chunk, from, to);
        lastByte = chunk[to - 1] as number;
        scan?.feed(chunk.subarray(from, to));
      }
      if (newline >= 0) endLine(offset + newline);
      from = to + 1;
    }
    offset += chunk.length;
  }
  const last = { offset: lineStart, line, records: ranges.length };
  if (ranges.length >= mostRecords)
    problems.push(problem('file.tooManyRecords', { count: mostRecords }, { file: source.name }, 'warning'));
  else if (lineStart < source.size) endLine(source.size);
  return {
    ranges,
    ids,
    problems,
    last,
    lines,
    lineOf: (record) => lines[record - (ranges.length - lines.length)] ?? record + 1,
  };
}

function isBlank(chunk: Uint8Array, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if ((chunk[i] as number) > 0x20) return false;
  return true;
}

function scanForId(key: string): { feed(bytes: Uint8Array): void; id(): string | undefined } {
  let id: string | undefined;
  const scanner = new JsonScanner({
    enter: (path) => path.length === 0,
    value: (path, _start, _end, scalar) => {
      if (path.length === 1 && path[0] === key) id = scalar;
    },
  });
  return { feed: (bytes) => scanner.feed(bytes), id: () => id };
}
