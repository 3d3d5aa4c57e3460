import { crc32 } from 'node:zlib';
import type { ByteSource } from '../../src/core/readers/byteSource.ts';

/** A stored member: `data`, or `size` bytes that nobody may read. */
export type SparseMember =
  | { readonly name: string; readonly data: string }
  | { readonly name: string; readonly size: number };

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
    const far = offset >= 0xffffffff;
    const extra = Buffer.alloc(far ? 12 : 0);
    if (far) {
      extra.writeUInt16LE(1, 0);
      extra.writeUInt16LE(8, 2);
      extra.writeBigUInt64LE(BigInt(offset), 4);
    }
    entry.writeUInt16LE(extra.length, 30);
    entry.writeUInt32LE(far ? 0xffffffff : offset, 42);
    listed.push(entry, name, extra);
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
  const large = directory >= 0xffffffff ? zip64End(members.length, entries.length, directory) : Buffer.alloc(0);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(members.length, 8);
  end.writeUInt16LE(members.length, 10);
  end.writeUInt32LE(entries.length, 12);
  end.writeUInt32LE(Math.min(directory, 0xffffffff), 16);
  put(Buffer.concat([entries, large, end]));

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

/** The ZIP64 end record and its locator. */
function zip64End(count: number, size: number, offset: number): Buffer {
  const record = Buffer.alloc(56);
  record.writeUInt32LE(0x06064b50, 0);
  record.writeBigUInt64LE(44n, 4);
  record.writeBigUInt64LE(BigInt(count), 24);
  record.writeBigUInt64LE(BigInt(count), 32);
  record.writeBigUInt64LE(BigInt(size), 40);
  record.writeBigUInt64LE(BigInt(offset), 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50, 0);
  locator.writeBigUInt64LE(BigInt(offset + size), 8);
  locator.writeUInt32LE(1, 16);
  return Buffer.concat([record, locator]);
}
