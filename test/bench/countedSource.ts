import type { ByteSource } from '../../src/core/readers/byteSource.ts';
import { fileSource } from '../../src/node/fileSource.ts';

export interface CountedSource extends ByteSource {
  readonly counted: { reads: number; bytes: number };
}

/** A file that counts what is read of it. */
export async function countedSource(path: string): Promise<CountedSource> {
  const source = await fileSource(path);
  const counted = { reads: 0, bytes: 0 };
  return {
    ...source,
    counted,
    read: async (offset, length, signal) => {
      const bytes = await source.read(offset, length, signal);
      counted.reads++;
      counted.bytes += bytes.length;
      return bytes;
    },
  };
}

export function readCount({ reads, bytes }: { readonly reads: number; readonly bytes: number }): string {
  const size = bytes >= 1e6 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e3).toFixed(1)} KB`;
  return `${reads} reads, ${size}`;
}
