import type { FileHead } from '../../readers/reader.ts';
import { assumeCsv, type CsvTable, describeCsv } from '../../readers/tables/csvTable.ts';
import { csvRows, decodeCsvCell } from '../../text/csv.ts';
import type { TableSpec } from './recordMapping.ts';

/** How the rows of a table stand in its file. */
export interface TableLayout {
  /** Absent: white space of any length, on lines; no cell is quoted or empty. */
  readonly delimiter?: string;
  readonly columns: readonly string[];
  /** Rows up to and with the header. */
  readonly headerRows: number;
}

const delimiters = { comma: ',', tab: '\t', semicolon: ';', pipe: '|' } as const;
/** Rows of titles above a header. */
const mostBanner = 10;
/** More rows are not looked at to tell what a table is. */
const looked = 60;

/** As the mapping says, and for the rest as its first rows look; undefined where the file is no table. */
export function tableLayout(spec: TableSpec | undefined, head: FileHead): TableLayout | undefined {
  if (spec === undefined && head.container !== 'text') return undefined;
  if (spec?.delimiter === undefined && spec?.banner === undefined && spec?.columns === undefined) {
    const described = describeCsv(head);
    if (described !== undefined) return belowBanner(layoutOf(described), head);
    const blank = blankTable(head, 0, undefined);
    if (blank !== undefined) return blank;
    const assumed = assumeCsv(head);
    return assumed && belowBanner(layoutOf(assumed), head);
  }
  const banner = spec.banner ?? 0;
  if (spec.delimiter === 'whitespace') return blankTable(head, banner, spec.columns, true);
  const text = textOf(head);
  const delimiter = spec.delimiter === undefined ? likeliest(text, banner) : delimiters[spec.delimiter];
  if (delimiter === undefined) return blankTable(head, banner, spec.columns);
  const rows = csvRows(text, delimiter, banner + 1);
  const header = (rows[banner] ?? []).map(({ start, end }) => decodeCsvCell(text.slice(start, end)).text);
  if (spec.columns !== undefined) return { delimiter, columns: spec.columns, headerRows: banner };
  return { delimiter, columns: named(header), headerRows: banner + 1 };
}

/** The cells of the rows, for telling and drafting. The last row may be cut. */
export function tableSamples(layout: TableLayout, head: FileHead): readonly (readonly string[])[] {
  const text = textOf(head);
  const { delimiter, headerRows } = layout;
  if (delimiter === undefined) return blankLines(text).slice(headerRows);
  const rows = csvRows(text, delimiter, headerRows + looked);
  return rows.slice(headerRows).map((row) => row.map(({ start, end }) => decodeCsvCell(text.slice(start, end)).text));
}

const textOf = (head: FileHead): string => new TextDecoder().decode(head.bytes.subarray(head.bom));

function layoutOf({ delimiter, columns, headerRows }: CsvTable): TableLayout {
  return { delimiter, columns, headerRows };
}

/** A header that is mostly empty is a title: the header is the next row that is not. */
function belowBanner(layout: TableLayout, head: FileHead): TableLayout {
  const { delimiter, headerRows } = layout;
  if (delimiter === undefined) return layout;
  const text = textOf(head);
  const rows = csvRows(text, delimiter, headerRows + mostBanner).slice(headerRows - 1);
  const cells = rows.map((row) => row.map(({ start, end }) => decodeCsvCell(text.slice(start, end)).text));
  const header = cells.findIndex((row) => row.filter((cell) => cell.trim() !== '').length * 2 > row.length);
  return header <= 0 ? layout : { delimiter, columns: named(cells[header] ?? []), headerRows: headerRows + header };
}

/** The delimiter that most rows have; undefined where none has any. */
function likeliest(text: string, banner: number): string | undefined {
  const counts = Object.values(delimiters).map((delimiter) => {
    const rows = csvRows(text, delimiter, banner + looked).slice(banner);
    return { delimiter, cells: rows.reduce((sum, row) => sum + row.length - 1, 0) };
  });
  const [first] = counts.sort((a, b) => b.cells - a.cells);
  return first === undefined || first.cells === 0 ? undefined : first.delimiter;
}

function blankTable(
  head: FileHead,
  banner: number,
  columns: readonly string[] | undefined,
  sure = false,
): TableLayout | undefined {
  const lines = blankLines(textOf(head)).slice(banner);
  const [header = [], ...data] = lines;
  const width = (columns ?? header).length;
  const even = (columns === undefined ? data : lines).slice(0, looked).every((cells) => cells.length === width);
  if (!sure && (width < 2 || data.length === 0 || !even)) return undefined;
  return { columns: columns ?? named(header), headerRows: banner + (columns === undefined ? 1 : 0) };
}

function blankLines(text: string): string[][] {
  const lines = text.split('\n', 200).map((line) => line.split(/\s+/).filter((cell) => cell !== ''));
  return lines.slice(0, lines.length - 1).filter((cells) => cells.length > 0);
}

function named(names: readonly string[]): string[] {
  return names.map((name, i) => (name.trim() === '' || names.indexOf(name) < i ? `column ${i + 1}` : name.trim()));
}
