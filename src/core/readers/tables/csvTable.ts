import { csvRows, decodeCsvCell } from '../../text/csv.ts';
import type { FileHead } from '../reader.ts';

/** How a file of delimited rows is laid out, as its head shows. */
export interface CsvTable {
  readonly delimiter: string;
  /** Unique names; a column without one is `column <n>`, counted from one. */
  readonly columns: readonly string[];
  /** Rows up to and with the header: they hold no data. */
  readonly headerRows: number;
  /** Decoded cells of the first data rows. The last cell of the last row may be cut. */
  readonly samples: readonly (readonly string[])[];
}

const delimiters = [',', '\t', ';', '|'];
const maxRows = 60;
/** Titles and notes that spreadsheets put above the header. */
const maxBanner = 5;

/** Undefined where the head does not look like a table: two columns and a data row at least. */
export function describeCsv(head: FileHead): CsvTable | undefined {
  if (head.container !== 'text') return undefined;
  const text = new TextDecoder().decode(head.bytes.subarray(head.bom));
  const cut = head.bytes.length < head.size;
  const tables = delimiters.flatMap((delimiter) => {
    const table = tableWith(text, delimiter, cut);
    return table === undefined ? [] : [table];
  });
  return tables.sort((a, b) => b.columns.length - a.columns.length)[0];
}

/** For a file that its user calls a table: the first row is the header, whatever it looks like; one column will do. */
export function assumeCsv(head: FileHead): CsvTable | undefined {
  if (head.container !== 'text') return undefined;
  const text = new TextDecoder().decode(head.bytes.subarray(head.bom));
  const delimiter = delimiters.find((each) => text.slice(0, text.indexOf('\n')).includes(each)) ?? ',';
  const [header = [], ...samples] = csvRows(text, delimiter, maxRows).map((row) =>
    row.map(({ start, end }) => decodeCsvCell(text.slice(start, end)).text),
  );
  return { delimiter, columns: columnNames(header), headerRows: 1, samples };
}

function tableWith(text: string, delimiter: string, cut: boolean): CsvTable | undefined {
  const all = csvRows(text, delimiter, maxRows);
  const rows = cut && all.length > 2 && all.length < maxRows ? all.slice(0, -1) : all;
  const cells = rows.map((row) => row.map(({ start, end }) => decodeCsvCell(text.slice(start, end)).text));
  const width = mostCommon(cells.slice(0, maxRows).map((row) => row.length));
  const header = cells.findIndex((row) => row.length === width);
  const data = cells.slice(header + 1);
  if (width < 2 || header < 0 || header > maxBanner || data.length === 0) return undefined;
  const even = data.filter((row) => row.length === width).length + (cut ? 1 : 0);
  if (even * 5 < data.length * 4) return undefined;
  const names = cells[header] as readonly string[];
  // A header names most columns, and says something other than a number.
  const named = names.filter((name) => name.trim() !== '' && Number.isNaN(Number(name)));
  if (named.length * 2 < names.length || names.some((name) => name.length > 200)) return undefined;
  return { delimiter, columns: columnNames(names), headerRows: header + 1, samples: data };
}

function columnNames(names: readonly string[]): string[] {
  const seen = new Set<string>();
  return names.map((written, i) => {
    const base = written.trim() === '' ? `column ${i + 1}` : written.trim();
    let name = base;
    for (let n = 2; seen.has(name); n++) name = `${base} (${n})`;
    seen.add(name);
    return name;
  });
}

/** Of the widths above one; the larger of two that are as common. */
function mostCommon(widths: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const width of widths) if (width > 1) counts.set(width, (counts.get(width) ?? 0) + 1);
  return [...counts].sort(([a, inA], [b, inB]) => inB - inA || b - a)[0]?.[0] ?? 0;
}
