import { crc32 } from 'node:zlib';
import type { ByteSource } from '../../src/core/readers/byteSource.ts';

/** A stored member: `data`, or `size` bytes that nobody may read. */
export type SparseMember = { readonly name: string; readonly data: string } | { readonly name: string; readonly size: number };

export interface SparseZip extends ByteSource {
  /** What was asked for, in order. */
  readonly reads: { readonly offset: number; readonly length: number }[];
  /** Where the directory begins, and each member's local header. */
  readonly directory: number;
  readonly offsets: ReadonlyMap<string, number>;
}

/** A zip of any size that takes no memory: only the members with data and the directory are there. */
export function sparseZip(members: readonly SparseMember[]): SparseZip {
  const pieces: { readonly offset: number; readonly bytes: Buffer }[] = [];
  const offsets = new Map<string, number>();
  const listed: Buffer[] = [];
  let offset = 0;
  const put = (bytes: Buffer): void => {
    pieces.push({ offset, bytes });
    offset += bytes.length;
  };
  for (const member of members) {
    const data = 'data' in member ? Buffer.from(member.data) : undefined;
    const size = data?.length ?? ('size' in member ? member.size : 0);
    const name = Buffer.from(member.name);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt32LE(data === undefined ? 0 : crc32(data), 16);
    entry.writeUInt32LE(size, 20);
    entry.writeUInt32LE(size, 24);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(offset, 42);
    listed.push(entry, name);
    offsets.set(member.name, offset);
    const header = Buffer.alloc(30);
    header.writeUInt32LE(0x04034b50, 0);
    header.writeUInt16LE(name.length, 26);
    put(Buffer.concat([header, name]));
    if (data === undefined) offset += size;
    else put(data);
  }
  const directory = offset;
  const entries = Buffer.concat(listed);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(members.length, 8);
  end.writeUInt16LE(members.length, 10);
  end.writeUInt32LE(entries.length, 12);
  end.writeUInt32LE(directory, 16);
  put(Buffer.concat([entries, end]));

  const reads: { offset: number; length: number }[] = [];
  const size = offset;
  return {
    name: 'sparse.eval',
    size,
    reads,
    directory,
    offsets,
    read: async (from, length) => {
      const bytes = new Uint8Array(Math.max(0, Math.min(length, size - from)));
      reads.push({ offset: from, length: bytes.length });
      for (const piece of pieces) {
        const start = Math.max(from, piece.offset);
        const stop = Math.min(from + bytes.length, piece.offset + piece.bytes.length);
        if (start < stop) bytes.set(piece.bytes.subarray(start - piece.offset, stop - piece.offset), start - from);
      }
      return bytes;
    },
    close: async () => {},
  };
}
