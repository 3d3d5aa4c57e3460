import { JsonScanner } from '../../text/jsonScanner.ts';
import type { ByteSource } from '../byteSource.ts';
import { chunkSize } from './recordIndex.ts';

/**
 * Reads a JSONL once and calls back per line with the source text of its scalar members of these names
 * (`"a"`, `true`, `null`). Nothing is parsed, and no line is held.
 */
export async function scanLines(
  source: ByteSource,
  bom: number,
  keys: ReadonlySet<string>,
  onLine: (scalars: ReadonlyMap<string, string>) => void,
  signal?: AbortSignal,
): Promise<void> {
  let scalars = new Map<string, string>();
  const newScanner = (): JsonScanner =>
    new JsonScanner({
      enter: (path) => path.length === 0,
      value: (path, _start, _end, scalar) => {
        const [key] = path;
        if (path.length === 1 && typeof key === 'string' && keys.has(key) && scalar !== undefined)
          scalars.set(key, scalar);
      },
    });
  let scanner = newScanner();
  const endLine = (): void => {
    onLine(scalars);
    scalars = new Map();
    scanner = newScanner();
  };
  for (let offset = bom; offset < source.size; ) {
    const chunk = await source.read(offset, chunkSize, signal);
    signal?.throwIfAborted();
    if (chunk.length === 0) break;
    for (let from = 0; from < chunk.length; ) {
      const newline = chunk.indexOf(0x0a, from);
      const to = newline < 0 ? chunk.length : newline;
      if (to > from) scanner.feed(chunk.subarray(from, to));
      if (newline >= 0) endLine();
      from = to + 1;
    }
    offset += chunk.length;
  }
  scanner.finish();
  endLine();
}
