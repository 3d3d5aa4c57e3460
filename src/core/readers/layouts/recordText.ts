import { type Problem, problem } from '../../problem.ts';
import type { Span } from '../../text/span.ts';
import type { ByteSource } from '../byteSource.ts';
import { hardLimit, holdLimit } from './holdLimit.ts';

const utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

/** The text of the bytes `[start, end)` of a file. */
export async function recordText(
  source: ByteSource,
  range: Span,
  at: Problem['at'],
  signal?: AbortSignal,
): Promise<string | Problem> {
  const length = range.end - range.start;
  const limit = holdLimit(source);
  if (length > limit) return problem('record.tooLarge', { size: length, limit, most: hardLimit }, at);
  const bytes = await source.read(range.start, length, signal);
  signal?.throwIfAborted();
  return utf8.decode(bytes);
}
