import type { ByteSource } from '../../src/core/readers/byteSource.ts';
import { bytesSource } from '../../src/core/readers/bytesSource.ts';

export interface CountingSource extends ByteSource {
  /** What was read: offset and length of each call, cut at the end of the file. */
  readonly reads: { offset: number; length: number }[];
  bytesRead(): number;
  closed: boolean;
}

/** A source in memory that counts what is asked of it. */
export function countingSource(name: string, bytes: Uint8Array): CountingSource {
  const inner = bytesSource(name, bytes);
  const reads: { offset: number; length: number }[] = [];
  const source: CountingSource = {
    ...inner,
    reads,
    closed: false,
    bytesRead: () => reads.reduce((sum, { length }) => sum + length, 0),
    read: async (offset, length, signal) => {
      const read = await inner.read(offset, length, signal);
      reads.push({ offset, length: read.length });
      return read;
    },
    close: async () => {
      source.closed = true;
    },
  };
  return source;
}
