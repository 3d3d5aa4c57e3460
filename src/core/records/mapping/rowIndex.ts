import { type Problem, problem } from '../../problem.ts';
import type { ByteSource } from '../../readers/byteSource.ts';
import { indexJsonLines } from '../../readers/layouts/jsonLines.ts';
import { jsonCut } from '../../readers/layouts/jsonValues.ts';
import { OffsetList } from '../../readers/layouts/offsetList.ts';
import { chunkSize, mostRecords } from '../../readers/layouts/recordIndex.ts';
import { pathTokens } from '../../readers/mapping/mapping.ts';
import type { FileHead } from '../../readers/reader.ts';
import { indexCsvRows } from '../../readers/tables/csvIndex.ts';
import type { Json } from '../../text/json.ts';
import { type JsonPath, JsonScanner } from '../../text/jsonScanner.ts';
import { parseJson } from '../../text/parseJson.ts';
import { listOf } from './recordMapping.ts';
import type { TableLayout } from './tableLayout.ts';

/** Where the rows of a file are, found without parsing them. */
export interface RowIndex {
  readonly ranges: OffsetList;
  readonly problems: readonly Problem[];
  lineOf?(row: number): number | undefined;
  /** What each `*` of the rows' pointer stands for. */
  stepsOf(row: number): readonly string[];
  /** A scalar of the whole file, at a place that was asked for. */
  rootValue(row: number, tokens: readonly string[], steps: readonly string[]): Json | undefined;
}

const none = { stepsOf: () => [], rootValue: () => undefined };

/** `roots`: the places of the file's root that the mapping asks for, `*` where the row is. */
export async function indexRows(
  source: ByteSource,
  head: FileHead,
  table: TableLayout | undefined,
  rows: string | readonly string[] | undefined,
  roots: readonly (readonly string[])[],
  signal?: AbortSignal,
): Promise<RowIndex> {
  if (table?.delimiter === undefined && table !== undefined) {
    const lines = await indexJsonLines(source, head.bom, undefined, signal);
    return { ...none, ...withoutFirst(lines.ranges, table.headerRows, lines.lineOf), problems: lines.problems };
  }
  if (table?.delimiter !== undefined) {
    const { delimiter, headerRows } = table;
    const index = await indexCsvRows(source, head.bom, { delimiter, headerRows }, signal);
    return { ...none, ...index };
  }
  const byLine = head.container === 'jsonl';
  if (byLine && rows === undefined) return { ...none, ...(await indexJsonLines(source, head.bom, undefined, signal)) };
  const pointers = rows === undefined ? [head.root === 'array' ? '/*' : ''] : listOf(rows);
  return indexPointers(source, head.bom, pointers.map(pathTokens), roots, byLine, signal);
}

function withoutFirst(
  all: OffsetList,
  count: number,
  lineOf: ((row: number) => number) | undefined,
): Pick<RowIndex, 'ranges' | 'lineOf'> {
  const ranges = new OffsetList();
  for (let row = count; row < all.length; row++) {
    const { start, end } = all.at(row) as { start: number; end: number };
    ranges.push(start, end);
  }
  return { ranges, ...(lineOf !== undefined && { lineOf: (row: number) => lineOf(row + count) }) };
}

type Pattern = readonly string[];

/** Rows that members of lists and objects are. Where lines are JSON, each line has a root of its own. */
async function indexPointers(
  source: ByteSource,
  bom: number,
  patterns: readonly Pattern[],
  roots: readonly Pattern[],
  byLine: boolean,
  signal?: AbortSignal,
): Promise<RowIndex> {
  const ranges = new OffsetList();
  const steps: (readonly string[])[] = [];
  const lines: number[] = [];
  const values = new Map<string, Json>();
  const problems: Problem[] = [];
  const starred = patterns.some((pattern) => pattern.includes('*'));
  let line = 1;
  let tooMany = false;
  const wanted = [...patterns, ...roots];
  const visitor = {
    enter: (path: JsonPath) => wanted.some((pattern) => pattern.length > path.length && onPattern(pattern, path)),
    value: (path: JsonPath, start: number, end: number, scalar: string | undefined) => {
      for (const pattern of roots) {
        if (scalar === undefined || pattern.length !== path.length || !onPattern(pattern, path)) continue;
        const parsed = parseJson(scalar);
        if (parsed.ok) values.set(rootKey(byLine ? line : 0, path.map(String)), parsed.value);
      }
      if (!patterns.some((pattern) => pattern.length === path.length && onPattern(pattern, path))) return;
      if (ranges.length >= mostRecords) {
        tooMany = true;
        return;
      }
      ranges.push(start, end);
      if (byLine) lines.push(line);
      if (starred) steps.push(starsOf(patterns, path));
    },
  };
  let scanner = new JsonScanner(visitor, bom);
  const broken = (at: number): number | undefined => scanner.malformedAt ?? (scanner.complete ? undefined : at);
  let lineStart = bom;
  const endLine = (at: number): void => {
    scanner.finish();
    // A line that is cut, or no JSON, stays in the list: reading it says so.
    if (broken(at) !== undefined && at > lineStart) {
      ranges.push(lineStart, at);
      lines.push(line);
      if (starred) steps.push([]);
    }
    lineStart = at + 1;
    scanner = new JsonScanner(visitor, lineStart);
    line++;
  };
  for (let offset = bom; offset < source.size && (byLine || scanner.malformedAt === undefined); ) {
    const chunk = await source.read(offset, chunkSize, signal);
    signal?.throwIfAborted();
    if (chunk.length === 0) break;
    for (let from = 0; from < chunk.length; ) {
      const newline = byLine ? chunk.indexOf(0x0a, from) : -1;
      const to = newline < 0 ? chunk.length : newline;
      if (to > from) scanner.feed(chunk.subarray(from, to));
      if (newline >= 0) endLine(offset + newline);
      from = newline < 0 ? to : to + 1;
    }
    offset += chunk.length;
  }
  if (byLine) endLine(source.size);
  else {
    scanner.finish();
    const at = broken(source.size);
    if (at !== undefined) problems.push(await jsonCut(source, at, ranges.length, signal));
  }
  if (tooMany) problems.push(problem('file.tooManyRecords', { count: mostRecords }, { file: source.name }, 'warning'));
  const lineOf = (row: number): number | undefined => lines[row];
  return {
    ranges,
    problems,
    ...(byLine && { lineOf }),
    stepsOf: (row) => steps[row] ?? [],
    rootValue: (row, tokens, stars) => {
      let star = 0;
      const path = tokens.map((token) => (token === '*' ? (stars[star++] ?? '*') : token));
      return values.get(rootKey(lines[row] ?? 0, path));
    },
  };
}

const rootKey = (line: number, path: readonly string[]): string => [line, ...path].join('\u0000');

const onPattern = (pattern: Pattern, path: JsonPath): boolean =>
  path.every((step, i) => i >= pattern.length || pattern[i] === '*' || pattern[i] === String(step));

function starsOf(patterns: readonly Pattern[], path: JsonPath): string[] {
  const pattern = patterns.find((each) => each.length === path.length && onPattern(each, path)) ?? [];
  return pattern.flatMap((token, i) => (token === '*' ? [String(path[i])] : []));
}
