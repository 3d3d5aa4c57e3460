import type { Problem } from '../../problem.ts';
import type { ByteSource } from '../../readers/byteSource.ts';
import { readHead } from '../../readers/fileHead.ts';
import type { OffsetList } from '../../readers/layouts/offsetList.ts';
import type { MappedRow } from '../../readers/mapping/mappedRecord.ts';
import { csvMappedRows, jsonMappedRows } from '../../readers/mapping/mappedRows.ts';
import type { FileHead } from '../../readers/reader.ts';
import type { Span } from '../../text/span.ts';
import { blankMappedRows } from './blankRows.ts';
import { type RowTest, rowTest } from './condition.ts';
import type { FileSpec } from './recordMapping.ts';
import { fileContext, type RowContext } from './rowContext.ts';
import { indexRows } from './rowIndex.ts';
import { type TableLayout, tableLayout } from './tableLayout.ts';

/** A row, or why it cannot be read. */
export type RowRead = MappedRow | string;

/** The rows of a file, of the mapping's own or of a joined one: found, and read one by one. */
export interface RowFile {
  readonly source: ByteSource;
  readonly ranges: OffsetList;
  readonly problems: readonly Problem[];
  lineOf?(row: number): number | undefined;
  readonly table: TableLayout | undefined;
  readonly selected: RowTest | undefined;
  /** Rows in a text, at these spans of it. */
  rowsIn(text: string, spans: readonly Span[]): readonly RowRead[];
  context(row: number, values: MappedRow): RowContext;
}

/** Enough for fifty rows of most files. */
const headLength = 1 << 20;

/**
 * `path` as the globs count it. `roots`: what the mapping asks of the root of the file. `given`: the head, where it was
 * read already. The source stays the caller's.
 */
export async function openRowFile(
  source: ByteSource,
  path: string,
  spec: FileSpec,
  roots: readonly (readonly string[])[],
  signal?: AbortSignal,
  given?: FileHead,
): Promise<RowFile> {
  const head = given ?? (await readHead(source, headLength, signal));
  const table = tableLayout(spec.table, head);
  const index = await indexRows(source, head, table, spec.rows, roots, signal);
  const file = fileContext(path, spec.path);
  return {
    source,
    ranges: index.ranges,
    problems: index.problems,
    ...(index.lineOf !== undefined && { lineOf: (row: number) => index.lineOf?.(row) }),
    table,
    selected: rowTest(spec.where),
    rowsIn: (text, spans) => rowsIn(table, text, spans),
    context: (row, values) => ({
      row: values,
      number: row,
      file,
      steps: index.stepsOf(row),
      root: (tokens, steps) => index.rootValue(row, tokens, steps),
      joined: {},
    }),
  };
}

function rowsIn(table: TableLayout | undefined, text: string, spans: readonly Span[]): readonly RowRead[] {
  if (table?.delimiter !== undefined) {
    const rows = csvMappedRows(text, table.delimiter, table.columns);
    return spans.map((_, i) => rows[i] ?? '');
  }
  if (table !== undefined) return blankMappedRows(text, spans, table.columns);
  const { rows, bad } = jsonMappedRows(text, spans);
  const reasons = new Map(bad.map(({ index, reason }) => [index, reason]));
  let next = 0;
  return spans.map((_, i) => reasons.get(i) ?? (rows[next++] as MappedRow));
}
