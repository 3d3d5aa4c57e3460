import { type Problem, problem } from '../../problem.ts';
import type { ByteSource } from '../byteSource.ts';
import { finishDraft } from '../drafts/transcriptDraft.ts';
import type { RecordIndex } from '../layouts/recordIndex.ts';
import { recordNames } from '../layouts/recordNames.ts';
import type { FileHead, Reader, ReadResult, TranscriptFile } from '../reader.ts';
import { assumeCsv, type CsvTable, describeCsv } from '../tables/csvTable.ts';
import { type HeldRows, holdRows } from './holdRows.ts';
import { indexMapped } from './mappedIndex.ts';
import { readMapped } from './mappedRecord.ts';
import { csvMappedRows, type JsonRows, jsonMappedRows } from './mappedRows.ts';
import { byMessage, type Mapping } from './mapping.ts';

/** A reader that takes any file, by the user's own mapping. */
export function mappedReader(mapping: Mapping): Reader {
  return {
    format: mapping.name,
    byLine: true,
    detect: () => true,
    open: (source, _ports, head, signal) => openMapped(source, mapping, head, signal),
  };
}

/** Open a file by a mapping. A Problem when it holds neither JSON nor a table. */
export async function openMapped(
  source: ByteSource,
  mapping: Mapping,
  head: FileHead,
  signal?: AbortSignal,
): Promise<TranscriptFile | Problem> {
  const table = describeCsv(head) ?? assumeCsv(head);
  if (table === undefined && head.container !== 'json' && head.container !== 'jsonl') {
    return problem('mapping.notTable', { name: mapping.name }, { file: source.name });
  }
  const index = await indexMapped(source, mapping, head, table, signal);
  const groups = groupsOf(mapping, index);
  const names = recordNames(
    groups.length,
    groups.map(({ id }) => id),
  );
  const rowsOf = (record: number): readonly number[] | undefined => groups[record]?.rows;

  const at = (record: number): Problem['at'] => {
    const line = index.lineOf?.(rowsOf(record)?.[0] ?? -1);
    return { file: source.name, record, ...(line !== undefined && { line }) };
  };

  return {
    format: mapping.name,
    metadata: {},
    problems: index.problems,
    entries: names.map((name, record) => ({ record, name })),
    read: async (record, stop): Promise<ReadResult> => {
      const rows = rowsOf(record);
      if (rows === undefined) return { problems: [problem('record.missing', { record }, at(record))] };
      const held = await holdRows(source, index.ranges, rows, at(record), stop);
      if ('code' in held) return { problems: [held] };
      const read = mappedRows(held, table);
      const problems = read.bad.map(({ index: bad, reason }) => {
        const line = index.lineOf?.(rows[bad] as number);
        return problem('json.invalid', { reason }, { ...at(record), ...(line !== undefined && { line }) });
      });
      const draft = readMapped(mapping, read.rows);
      if (draft === undefined) {
        const none = problem('mapping.noMessages', { name: mapping.name }, at(record));
        return { problems: problems.length > 0 ? problems : [none] };
      }
      const place = { name: names[record] as string, record, format: mapping.name };
      return { transcript: finishDraft(draft, held.text, place), problems };
    },
    sourceText: async (record, stop) => {
      const rows = rowsOf(record);
      const held = rows && (await holdRows(source, index.ranges, rows, at(record), stop));
      if (held === undefined || 'code' in held) return undefined;
      const { line } = at(record);
      const { text, byteStart } = held;
      return byteStart === undefined ? { text } : { text, byteStart, ...(line !== undefined && { line }) };
    },
    close: () => source.close(),
  };
}

function mappedRows(held: HeldRows, table: CsvTable | undefined): JsonRows {
  return table === undefined
    ? jsonMappedRows(held.text, held.spans)
    : { rows: csvMappedRows(held.text, table.delimiter, table.columns), bad: [] };
}

interface Group {
  readonly id: string | undefined;
  readonly rows: number[];
}

/** The records of each transcript, by its first one. Where each record is a transcript, one each. */
function groupsOf(mapping: Mapping, index: RecordIndex): readonly Group[] {
  const count = index.ranges.length;
  const all = Array.from({ length: count }, (_, row) => row);
  if (!byMessage(mapping)) return all.map((row) => ({ id: index.ids[row], rows: [row] }));
  if (mapping.group === undefined) return count === 0 ? [] : [{ id: undefined, rows: all }];
  const groups = new Map<string, Group>();
  for (const row of all) {
    const id = index.ids[row];
    // A row that says nothing of its group is by itself.
    const key = id === undefined || id === '' ? `#${row}` : `=${id}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { id, rows: [row] });
    else group.rows.push(row);
  }
  return [...groups.values()];
}
