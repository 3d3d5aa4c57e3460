import { problem } from '../../problem.ts';
import { decodeCsvCell } from '../../text/csv.ts';
import type { ByteSource } from '../byteSource.ts';
import { OffsetList } from '../layouts/offsetList.ts';
import { chunkSize, mostRecords, type RecordIndex } from '../layouts/recordIndex.ts';

export interface CsvLayout {
  /** One ASCII character. */
  readonly delimiter: string;
  readonly headerRows: number;
  /** Zero-based column whose cells become the records' ids. */
  readonly idColumn?: number | undefined;
}

const quote = 0x22;
const newline = 0x0a;
/** A longer cell is no id. */
const maxId = 1024;

/** Byte ranges of the rows of a CSV, by the grammar of `csvRows`, without decoding them. */
export async function indexCsvRows(
  source: ByteSource,
  bom: number,
  { delimiter, headerRows, idColumn }: CsvLayout,
  signal?: AbortSignal,
): Promise<RecordIndex> {
  const comma = delimiter.charCodeAt(0);
  const ranges = new OffsetList();
  const lines: number[] = [];
  const ids: (string | undefined)[] = [];
  let state: 'cellStart' | 'bare' | 'quoted' | 'quoteSeen' = 'cellStart';
  let [rowStart, rowLine, line, column, skipped, last] = [bom, 1, 1, 0, 0, 0];
  let id: number[] = [];

  const endRow = (end: number): void => {
    const contentEnd = last === 0x0d && end > rowStart ? end - 1 : end;
    if (column > 0 || contentEnd > rowStart) {
      if (skipped < headerRows) skipped++;
      else {
        ranges.push(rowStart, contentEnd);
        lines.push(rowLine);
        if (idColumn !== undefined) ids.push(idOf(id, column === idColumn));
      }
    }
    [rowStart, rowLine, column, id, last, state] = [end + 1, line, 0, [], 0, 'cellStart'];
  };

  for (let offset = bom; offset < source.size && ranges.length < mostRecords; ) {
    const chunk = await source.read(offset, chunkSize, signal);
    signal?.throwIfAborted();
    if (chunk.length === 0) break;
    for (let i = 0; i < chunk.length && ranges.length < mostRecords; i++) {
      const byte = chunk[i] as number;
      if (byte === newline) line++;
      if (column === idColumn && id.length <= maxId && (state === 'quoted' || (byte !== comma && byte !== newline))) {
        id.push(byte);
      }
      if (state === 'quoted') {
        if (byte === quote) state = 'quoteSeen';
      } else if (state === 'quoteSeen' && byte === quote) {
        state = 'quoted';
      } else if (byte === newline) {
        endRow(offset + i);
        continue;
      } else if (byte === comma) {
        column++;
        state = 'cellStart';
      } else {
        state = state === 'cellStart' && byte === quote ? 'quoted' : 'bare';
      }
      last = byte;
    }
    offset += chunk.length;
  }
  const tooMany = ranges.length >= mostRecords && rowStart < source.size;
  if (rowStart < source.size && !tooMany) endRow(source.size);
  const problems = tooMany
    ? [problem('file.tooManyRecords', { count: mostRecords }, { file: source.name }, 'warning')]
    : [];
  return { ranges, ids, problems, lineOf: (record) => lines[record] ?? 1 };
}

function idOf(bytes: readonly number[], lastCell: boolean): string | undefined {
  if (bytes.length > maxId) return undefined;
  const cell = new TextDecoder('utf-8', { ignoreBOM: true }).decode(Uint8Array.from(bytes));
  return decodeCsvCell(lastCell && cell.endsWith('\r') ? cell.slice(0, -1) : cell).text;
}
