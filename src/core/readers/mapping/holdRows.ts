import { type Problem, problem } from '../../problem.ts';
import type { Span } from '../../text/span.ts';
import type { ByteSource } from '../byteSource.ts';
import type { OffsetList } from '../layouts/offsetList.ts';
import { recordText } from '../layouts/recordText.ts';

/** Rows of one transcript or record as they stand in the file, and the text that they make. */
export interface HeldRows {
  readonly text: string;
  readonly spans: readonly Span[];
  /** Absent where rows from several places were put together. */
  readonly byteStart?: number;
}

/** Bytes of rows that are put together. */
const maxHeld = 1 << 28;
const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

/** The text of rows: as it stands in the file where they follow one another, else put together line by line. */
export async function holdRows(
  source: ByteSource,
  all: OffsetList,
  rows: readonly number[],
  at: Problem['at'],
  signal?: AbortSignal,
): Promise<HeldRows | Problem> {
  const ranges = rows.map((row) => all.at(row) as Span);
  const start = (ranges[0] as Span).start;
  const end = (ranges.at(-1) as Span).end;
  if (ranges.length === 1) {
    const text = await recordText(source, { start, end }, at, signal);
    return typeof text === 'string' ? { text, spans: [{ start: 0, end: text.length }], byteStart: start } : text;
  }
  const together = (rows.at(-1) as number) - (rows[0] as number) === rows.length - 1;
  const size = together ? end - start : ranges.reduce((sum, range) => sum + range.end - range.start, 0);
  if (size > maxHeld) return problem('record.tooLarge', { size, limit: maxHeld, most: maxHeld }, at);
  const block = together ? await source.read(start, end - start, signal) : undefined;
  signal?.throwIfAborted();
  let text = '';
  let readTo = start;
  const spans: Span[] = [];
  for (const range of ranges) {
    if (block !== undefined) text += utf8.decode(block.subarray(readTo - start, range.start - start));
    else if (text !== '') text += '\n';
    const bytes =
      block?.subarray(range.start - start, range.end - start) ??
      (await source.read(range.start, range.end - range.start, signal));
    signal?.throwIfAborted();
    const piece = utf8.decode(bytes);
    spans.push({ start: text.length, end: text.length + piece.length });
    text += piece;
    readTo = range.end;
  }
  return { text, spans, ...(together && { byteStart: start }) };
}
