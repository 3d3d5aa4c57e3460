import { type Problem, problem } from '../problem.ts';
import type { Span } from '../text/span.ts';
import type { ByteSource } from './byteSource.ts';

/** V8's limit of a string, in UTF-16 units; no text has more units than bytes. */
const maxText = 0x1fffffe8;
const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

/** The text of the bytes `[start, end)` of a file. */
export async function recordText(
  source: ByteSource,
  range: Span,
  at: Problem['at'],
  signal?: AbortSignal,
): Promise<string | Problem> {
  const length = range.end - range.start;
  if (length > maxText) return problem('record.tooLarge', { size: length, limit: maxText }, at);
  const bytes = await source.read(range.start, length, signal);
  signal?.throwIfAborted();
  return utf8.decode(bytes);
}
