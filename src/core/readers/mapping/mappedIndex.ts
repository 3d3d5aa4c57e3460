import { problem } from '../../problem.ts';
import { JsonScanner } from '../../text/jsonScanner.ts';
import type { ByteSource } from '../byteSource.ts';
import { indexJsonLines } from '../layouts/jsonLines.ts';
import { jsonCut, scanAll } from '../layouts/jsonValues.ts';
import { OffsetList } from '../layouts/offsetList.ts';
import { idOf, mostRecords, type RecordIndex } from '../layouts/recordIndex.ts';
import { recordText } from '../layouts/recordText.ts';
import type { FileHead } from '../reader.ts';
import { indexCsvRows } from '../tables/csvIndex.ts';
import type { CsvTable } from '../tables/csvTable.ts';
import { csvMappedRows, jsonMappedRows } from './mappedRows.ts';
import { type Mapping, pathTokens } from './mapping.ts';

/** The records that a mapping asks for, and the id (or group) of each, found without parsing where that can be. */
export async function indexMapped(
  source: ByteSource,
  mapping: Mapping,
  head: FileHead,
  table: CsvTable | undefined,
  signal?: AbortSignal,
): Promise<RecordIndex> {
  const path = mapping.group ?? mapping.id;
  const tokens = path === undefined ? undefined : pathTokens(path);
  const key = tokens?.length === 1 ? tokens[0] : undefined;
  const index = await indexRecords(source, mapping, head, table, key, signal);
  if (tokens === undefined || key !== undefined) return index;
  // Deeper than a key of the record: it has to be parsed.
  const ids: (string | undefined)[] = [];
  for (let record = 0; record < index.ranges.length; record++) {
    const range = index.ranges.at(record) as { start: number; end: number };
    const text = await recordText(source, range, {}, signal);
    ids.push(typeof text === 'string' ? idIn(text, tokens, table) : undefined);
  }
  return { ...index, ids };
}

function idIn(text: string, tokens: readonly string[], table: CsvTable | undefined): string | undefined {
  const read =
    table === undefined
      ? jsonMappedRows(text, [{ start: 0, end: text.length }])
      : { rows: csvMappedRows(text, table.delimiter, table.columns) };
  const value = read.rows[0]?.field(tokens)?.value;
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
}

async function indexRecords(
  source: ByteSource,
  mapping: Mapping,
  head: FileHead,
  table: CsvTable | undefined,
  key: string | undefined,
  signal?: AbortSignal,
): Promise<RecordIndex> {
  if (table !== undefined) {
    const { delimiter, headerRows, columns } = table;
    const idColumn = key === undefined ? undefined : columns.indexOf(key);
    return indexCsvRows(source, head.bom, { delimiter, headerRows, idColumn }, signal);
  }
  if (head.container === 'jsonl' && mapping.records === undefined) {
    return indexJsonLines(source, head.bom, key, signal);
  }
  const path = mapping.records === undefined ? (head.root === 'array' ? [] : undefined) : pathTokens(mapping.records);
  const members = mapping.records === '' ? undefined : path;
  return members === undefined
    ? wholeFile(source, head, key, signal)
    : indexMembers(source, head.bom, members, key, signal);
}

/** Root values as records: usually one. */
async function wholeFile(
  source: ByteSource,
  head: FileHead,
  key: string | undefined,
  signal?: AbortSignal,
): Promise<RecordIndex> {
  const found = await indexMembers(source, head.bom, undefined, key, signal);
  if (found.ranges.length === 0) found.ranges.push(head.bom, source.size);
  return { ...found, problems: [] };
}

/** The members of the list or object at `path`; without a path, the root values. */
async function indexMembers(
  source: ByteSource,
  bom: number,
  path: readonly string[] | undefined,
  key: string | undefined,
  signal?: AbortSignal,
): Promise<RecordIndex> {
  const ranges = new OffsetList();
  const ids: (string | undefined)[] = [];
  const depth = path === undefined ? 0 : path.length + 1;
  const onPath = (at: readonly (string | number)[]): boolean =>
    at.every((step, i) => i >= (path?.length ?? 0) || String(step) === path?.[i]);
  let id: string | undefined;
  let tooMany = false;
  const scanner = new JsonScanner(
    {
      enter: (at) => (at.length < depth || (key !== undefined && at.length === depth)) && onPath(at),
      value: (at, start, end, scalar) => {
        if (!onPath(at)) return;
        if (at.length === depth + 1 && at[depth] === key) id = idOf(scalar);
        if (at.length !== depth) return;
        if (ranges.length >= mostRecords) {
          tooMany = true;
          return;
        }
        ranges.push(start, end);
        // Members of an object have their key for a name.
        const step = at.at(-1);
        ids.push(id ?? (typeof step === 'string' && key === undefined ? step : undefined));
        id = undefined;
      },
    },
    bom,
  );
  await scanAll(source, bom, scanner, signal);
  const broken = scanner.malformedAt ?? (scanner.complete ? undefined : source.size);
  const problems = broken === undefined ? [] : [await jsonCut(source, broken, ranges.length, signal)];
  if (tooMany) problems.push(problem('file.tooManyRecords', { count: mostRecords }, { file: source.name }, 'warning'));
  return { ranges, ids, problems };
}
