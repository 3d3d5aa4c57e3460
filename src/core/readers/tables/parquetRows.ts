import {
  type AsyncBuffer,
  type FileMetaData,
  parquetMetadataAsync,
  parquetReadObjects,
  parquetSchema,
  type SchemaTree,
} from 'hyparquet';
import { compressors as known } from 'hyparquet-compressors';
import type { Json, JsonObject } from '../../text/json.ts';
import { parseJson } from '../../text/parseJson.ts';
import type { ByteSource } from '../byteSource.ts';
import { asArray, asObject } from '../jsonAccess.ts';

/** The rows of a Parquet file as JSON, read by ranges. Rejects with `ParquetFault` where the file is at fault. */
export interface ParquetRows {
  readonly count: number;
  readonly columns: readonly string[];
  row(index: number, signal?: AbortSignal): Promise<JsonObject>;
  /** All values of one column, read without the others. */
  column(name: string, signal?: AbortSignal): Promise<readonly Json[]>;
}

/** The file is not as Parquet should be; the message says how. */
export class ParquetFault extends Error {}

/** Uncompressed bytes of rows that are read at once, and kept until others are. */
const blockSize = 1 << 24;
/** Uncompressed bytes of one page: what it declares is not trusted further. */
const maxPage = 1 << 28;

export const isParquet = (bytes: Uint8Array): boolean => String.fromCharCode(...bytes.subarray(0, 4)) === 'PAR1';

export async function openParquetRows(source: ByteSource, signal?: AbortSignal): Promise<ParquetRows> {
  const metadata = await attempt(source, signal, async (file) => {
    const read = await parquetMetadataAsync(file);
    checkColumns(read);
    return read;
  });
  const count = metadata.row_groups.reduce((sum, group) => sum + Number(group.num_rows), 0);
  if (!Number.isSafeInteger(count) || count < 0 || BigInt(count) !== BigInt(metadata.num_rows)) {
    throw new ParquetFault('its row groups and its row count do not agree');
  }
  const size = metadata.row_groups.reduce((sum, group) => sum + Number(group.total_byte_size), 0);
  const blockRows = Math.max(1, Math.min(1000, Math.floor(blockSize / Math.max(1, size / Math.max(1, count)))));
  let block: { readonly start: number; readonly rows: readonly JsonObject[] } | undefined;
  return {
    count,
    columns: parquetSchema(metadata).children.map(({ element }) => element.name),
    row: async (index, stop) => {
      const start = index - (index % blockRows);
      if (block?.start !== start) {
        const end = Math.min(start + blockRows, count);
        const rows = await readRows(source, metadata, { rowStart: start, rowEnd: end }, stop);
        block = { start, rows: rows.map(rowJson) };
      }
      const row = block.rows[index - start];
      if (row === undefined) throw new ParquetFault(`row ${index} is not there`);
      return row;
    },
    column: async (name, stop) => {
      const rows = await readRows(source, metadata, { columns: [name] }, stop);
      return rows.map((row) => toJson(row[name], 0));
    },
  };
}

/**
 * Each row group has the schema's columns, once each, and each column says whether it repeats. The
 * library takes that for granted: where it is not so it leaves rejections unheard, or does not end.
 */
function checkColumns(metadata: FileMetaData): void {
  const leaves: string[] = [];
  const visit = (tree: SchemaTree): void => {
    if (tree.children.length === 0) leaves.push(tree.path.join('.'));
    for (const child of tree.children) visit(child);
  };
  for (const child of parquetSchema(metadata).children) visit(child);
  const wanted = leaves.join('\n');
  const vague = metadata.schema.slice(1).some(({ repetition_type }) => repetition_type === undefined);
  const odd = metadata.row_groups.some(
    (group) => group.columns.map((column) => column.meta_data?.path_in_schema.join('.')).join('\n') !== wanted,
  );
  if (odd || vague || new Set(leaves).size < leaves.length)
    throw new ParquetFault('its columns are not those of its schema');
}

type Rows = readonly Record<string, unknown>[];

function readRows(
  source: ByteSource,
  metadata: FileMetaData,
  part: { readonly rowStart?: number; readonly rowEnd?: number; readonly columns?: string[] },
  signal?: AbortSignal,
): Promise<Rows> {
  return attempt(
    source,
    signal,
    (file) => parquetReadObjects({ file, metadata, compressors, useOffsetIndex: true, ...part }) as Promise<Rows>,
  );
}

const compressors: typeof known = Object.fromEntries(
  Object.entries(known).map(([codec, decompress]) => [
    codec,
    (input: Uint8Array, length: number) => {
      if (length > maxPage) throw new ParquetFault(`a page declares ${length} bytes; at most ${maxPage} are unpacked`);
      return decompress(input, length);
    },
  ]),
);

/** What the library throws is the file's fault, unless reading it failed. */
async function attempt<T>(
  source: ByteSource,
  signal: AbortSignal | undefined,
  work: (file: AsyncBuffer) => Promise<T>,
): Promise<T> {
  let failed: unknown;
  const file: AsyncBuffer = {
    byteLength: source.size,
    slice: async (start, end = source.size) => {
      try {
        const bytes = await source.read(start, end - start, signal);
        signal?.throwIfAborted();
        return bytes.slice().buffer as ArrayBuffer;
      } catch (cause) {
        failed = cause;
        throw cause;
      }
    },
  };
  try {
    const result = await work(file);
    signal?.throwIfAborted();
    return result;
  } catch (cause) {
    if (failed !== undefined || signal?.aborted) throw failed ?? cause;
    throw cause instanceof ParquetFault ? cause : new ParquetFault(messageOf(cause), { cause });
  }
}

const messageOf = (cause: unknown): string =>
  (cause instanceof Error ? cause.message : String(cause)).replace(/^parquet /, '').slice(0, 200);

/** Columns in which tables keep lists and objects as JSON text. */
const jsonColumns = /^(metadata|scores?|model_options|agent_args|task_args)$/;

function rowJson(row: Record<string, unknown>): JsonObject {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => {
      const json = toJson(value, 0);
      return [name, typeof json === 'string' ? heldJson(name, json) : json];
    }),
  );
}

/** Messages are often kept as JSON text; any other text stays text. */
function heldJson(name: string, text: string): Json {
  if (!/^\s*[[{]/.test(text)) return text;
  const parsed = parseJson(text);
  if (!parsed.ok) return text;
  const holdsObjects = asObject(asArray(parsed.value)?.[0]) !== undefined;
  return holdsObjects || jsonColumns.test(name) ? parsed.value : text;
}

const maxDepth = 64;

/** As JSON: large integers as their digits, times in ISO 8601, bytes as how many there are. */
function toJson(value: unknown, depth: number): Json {
  if (value === null || value === undefined || depth > maxDepth) return null;
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (value instanceof Uint8Array) return `[${value.length} bytes]`;
  if (Array.isArray(value) || ArrayBuffer.isView(value)) {
    return Array.from(value as ArrayLike<unknown>, (each) => toJson(each, depth + 1));
  }
  if (typeof value !== 'object') return String(value);
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, toJson(each, depth + 1)]));
}
