import { crc32, deflateRawSync, zstdCompressSync } from 'node:zlib';

export interface MadeMember {
  readonly name: string;
  readonly data: string | Uint8Array;
  readonly method?: 'stored' | 'deflate' | 'zstd';
  /** Sizes of the pieces that become zstd frames of their own. */
  readonly frames?: number;
  /** Write sizes and offset as ZIP64 even where they would fit. */
  readonly zip64?: boolean;
  /** Extra bytes in the local header only, so that it differs from the directory's. */
  readonly localExtra?: number;
  /** What to write where it is not the truth. */
  readonly lie?: {
    readonly size?: number;
    readonly crc32?: number;
    readonly method?: number;
    readonly flags?: number;
    readonly compressedSize?: number;
  };
}

export interface MadeZip {
  readonly comment?: Uint8Array;
  /** End the archive with the ZIP64 record and locator. */
  readonly zip64?: boolean;
}

const methods = { stored: 0, deflate: 8, zstd: 93 } as const;

/** A zip as odd as a test needs it. */
export function makeZip(
  members: readonly MadeMember[],
  { comment = new Uint8Array(), zip64 = false }: MadeZip = {},
): Uint8Array<ArrayBuffer> {
  const body: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const member of members) {
    const data = Buffer.from(member.data as string);
    const method = member.method ?? 'deflate';
    const stored = pack(data, method, member.frames ?? 1);
    const lie = member.lie ?? {};
    const name = Buffer.from(member.name);
    const size = lie.size ?? data.length;
    const compressedSize = lie.compressedSize ?? stored.length;
    const common = Buffer.alloc(12);
    common.writeUInt16LE(lie.flags ?? 0x800, 0);
    common.writeUInt16LE(lie.method ?? methods[method], 2);
    common.writeUInt32LE(lie.crc32 ?? crc32(data), 8);
    const sizes = Buffer.alloc(8);
    sizes.writeUInt32LE(member.zip64 ? 0xffffffff : compressedSize, 0);
    sizes.writeUInt32LE(member.zip64 ? 0xffffffff : size, 4);
    const local = Buffer.concat([
      member.zip64 ? zip64Extra(size, compressedSize) : Buffer.alloc(0),
      padding(member.localExtra ?? 0),
    ]);
    const localHeader = Buffer.concat([
      word(0x04034b50),
      half(20),
      common,
      sizes,
      half(name.length),
      half(local.length),
      name,
      local,
    ]);
    const extra = member.zip64 ? zip64Extra(size, compressedSize, offset) : Buffer.alloc(0);
    directory.push(
      Buffer.concat([
        word(0x02014b50),
        half(20),
        half(20),
        common,
        sizes,
        half(name.length),
        half(extra.length),
        half(0),
        half(0),
        half(0),
      ]),
      Buffer.concat([word(0), word(member.zip64 ? 0xffffffff : offset), name, extra]),
    );
    body.push(localHeader, stored);
    offset += localHeader.length + stored.length;
  }
  const listed = Buffer.concat(directory);
  const large = zip64
    ? [
        zip64End(members.length, listed.length, offset),
        word(0x07064b50),
        word(0),
        long(offset + listed.length),
        word(1),
      ]
    : [];
  const count = zip64 ? 0xffff : members.length;
  const end = [
    word(0x06054b50),
    half(0),
    half(0),
    half(count),
    half(count),
    word(zip64 ? 0xffffffff : listed.length),
    word(zip64 ? 0xffffffff : offset),
  ];
  return Buffer.from(Buffer.concat([...body, listed, ...large, ...end, half(comment.length), comment]));
}

function pack(data: Buffer, method: keyof typeof methods, frames: number): Buffer {
  if (method === 'stored') return data;
  if (method === 'deflate') return deflateRawSync(data);
  const size = Math.ceil(data.length / frames) || 1;
  const pieces = Array.from({ length: frames }, (_, i) => zstdCompressSync(data.subarray(i * size, (i + 1) * size)));
  return Buffer.concat(pieces);
}

function zip64Extra(size: number, compressedSize: number, offset?: number): Buffer {
  const values = [long(size), long(compressedSize), ...(offset === undefined ? [] : [long(offset)])];
  return Buffer.concat([half(1), half(values.length * 8), ...values]);
}

function zip64End(count: number, size: number, offset: number): Buffer {
  return Buffer.concat([
    word(0x06064b50),
    long(44),
    half(45),
    half(45),
    word(0),
    word(0),
    long(count),
    long(count),
    long(size),
    long(offset),
  ]);
}

function padding(length: number): Buffer {
  return length === 0 ? Buffer.alloc(0) : Buffer.concat([half(0x7075), half(length), Buffer.alloc(length, 0x50)]);
}

function half(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function word(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function long(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
}
