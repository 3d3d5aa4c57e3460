import { type Problem, problem } from '../../problem.ts';
import { JsonScanner } from '../../text/jsonScanner.ts';
import type { ByteSource } from '../byteSource.ts';
import { OffsetList } from './offsetList.ts';
import { chunkSize, idOf, mostRecords, type RecordIndex } from './recordIndex.ts';

/**
 * Index the values of a JSON file as records, without parsing: its root values (`depth` 0: usually
 * one) or the elements of its root array (`depth` 1). A file cut short keeps its whole records.
 */
export async function indexJsonValues(
  source: ByteSource,
  bom: number,
  depth: 0 | 1,
  idKey: string | undefined,
  signal?: AbortSignal,
): Promise<RecordIndex> {
  const ranges = new OffsetList();
  const ids: (string | undefined)[] = [];
  let id: string | undefined;
  let tooMany = false;
  const scanner = new JsonScanner(
    {
      enter: (path) => path.length < depth || (idKey !== undefined && path.length === depth),
      value: (path, start, end, scalar) => {
        if (path.length === depth + 1 && path[depth] === idKey) id = scalar;
        if (path.length !== depth) return;
        if (ranges.length >= mostRecords) {
          tooMany = true;
          return;
        }
        ranges.push(start, end);
        ids.push(idOf(id));
        id = undefined;
      },
    },
    bom,
  );
  await scanAll(source, bom, scanner, signal);
  const open = scanner.malformedAt ?? (scanner.complete ? undefined : source.size);
  // A single value that is cut or damaged is still the record, so that reading it says what is wrong.
  if (open !== undefined && depth === 0)
    ranges.push(ranges.length === 0 ? bom : (ranges.at(ranges.length - 1)?.end ?? bom), source.size);
  const problems = open === undefined || depth === 0 ? [] : [await jsonCut(source, open, ranges.length, signal)];
  problems.push(...(await jsonComma(source, scanner, signal)));
  if (tooMany) problems.push(problem('file.tooManyRecords', { count: mostRecords }, { file: source.name }, 'warning'));
  return { ranges, ids, problems };
}

/** The Problem of a JSON that ends, or stops being JSON, at a byte. */
export async function jsonCut(
  source: ByteSource,
  offset: number,
  count: number,
  signal?: AbortSignal,
): Promise<Problem> {
  return problem('json.cut', { offset, count }, { file: source.name, line: await lineAt(source, offset, signal) });
}

/** The Problem of a comma before a closing bracket, where a scan came upon one. */
export async function jsonComma(source: ByteSource, scanner: JsonScanner, signal?: AbortSignal): Promise<Problem[]> {
  const offset = scanner.trailingComma;
  if (offset === undefined) return [];
  const line = await lineAt(source, offset, signal);
  return [problem('json.comma', {}, { file: source.name, line }, 'warning')];
}

async function lineAt(source: ByteSource, offset: number, signal?: AbortSignal): Promise<number> {
  let line = 1;
  for (let from = 0; from < offset; from += chunkSize) {
    const chunk = await source.read(from, Math.min(chunkSize, offset - from), signal);
    signal?.throwIfAborted();
    for (let i = chunk.indexOf(0x0a); i >= 0; i = chunk.indexOf(0x0a, i + 1)) line++;
  }
  return line;
}

/** Feed a whole file to a scanner. */
export async function scanAll(
  source: ByteSource,
  from: number,
  scanner: JsonScanner,
  signal?: AbortSignal,
): Promise<void> {
  for (let offset = from; offset < source.size && scanner.malformedAt === undefined; ) {
    const chunk = await source.read(offset, chunkSize, signal);
    signal?.throwIfAborted();
    if (chunk.length === 0) break;
    scanner.feed(chunk);
    offset += chunk.length;
  }
  scanner.finish();
}
