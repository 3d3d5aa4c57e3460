import type { ByteSource } from '../byteSource.ts';
import { holdLimit } from '../layouts/holdLimit.ts';
import type { ZipMember } from './zip.ts';

/** The end record (22 bytes), the longest comment, and the ZIP64 locator and record before it. */
const tailLength = 22 + 65_535 + 20 + 56;
const full32 = 0xffffffff;
const utf8 = new TextDecoder();

export type FoundDirectory =
  | { readonly members: ReadonlyMap<string, ZipMember> }
  | { readonly members?: undefined; readonly reason: string };

/** Finds and reads the central directory: one read of the tail, a second one when it begins before. */
export async function findDirectory(source: ByteSource, signal?: AbortSignal): Promise<FoundDirectory> {
  const tailStart = Math.max(0, source.size - tailLength);
  const tail = await source.read(tailStart, tailLength, signal);
  signal?.throwIfAborted();
  const view = new DataView(tail.buffer, tail.byteOffset, tail.byteLength);
  const end = findEnd(view);
  if (end === undefined) return { reason: 'it has no end record' };
  let size = view.getUint32(end + 12, true);
  let offset = view.getUint32(end + 16, true);
  if (size === full32 || offset === full32 || view.getUint16(end + 10, true) === 0xffff) {
    const large = await readZip64End(source, view, tailStart, end, signal);
    if (large !== undefined) ({ size, offset } = large);
  }
  if (size > holdLimit(source)) return { reason: `its directory has ${size} bytes` };
  if (offset + size > source.size) return { reason: 'its directory lies beyond its end' };
  const bytes =
    offset >= tailStart
      ? tail.subarray(offset - tailStart, offset - tailStart + size)
      : await source.read(offset, size, signal);
  signal?.throwIfAborted();
  return parseDirectory(bytes);
}

/** The last end record whose comment reaches exactly to the end; else the last whose comment fits. */
function findEnd(view: DataView): number | undefined {
  let loose: number | undefined;
  for (let i = view.byteLength - 22; i >= 0; i--) {
    if (view.getUint32(i, true) !== 0x06054b50) continue;
    const end = i + 22 + view.getUint16(i + 20, true);
    if (end === view.byteLength) return i;
    if (end < view.byteLength) loose ??= i;
  }
  return loose;
}

async function readZip64End(
  source: ByteSource,
  tail: DataView,
  tailStart: number,
  end: number,
  signal?: AbortSignal,
): Promise<{ size: number; offset: number } | undefined> {
  // The locator stands exactly before the end record; its signature elsewhere is data.
  if (end < 20 || tail.getUint32(end - 20, true) !== 0x07064b50) return undefined;
  const at = Number(tail.getBigUint64(end - 12, true));
  let view = tail;
  let start = at - tailStart;
  if (start < 0) {
    const record = await source.read(at, 56, signal);
    view = new DataView(record.buffer, record.byteOffset, record.byteLength);
    start = 0;
  }
  if (start + 56 > view.byteLength || view.getUint32(start, true) !== 0x06064b50) return undefined;
  return { size: Number(view.getBigUint64(start + 40, true)), offset: Number(view.getBigUint64(start + 48, true)) };
}

function parseDirectory(bytes: Uint8Array): FoundDirectory {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const members = new Map<string, ZipMember>();
  let i = 0;
  while (i + 46 <= bytes.length && view.getUint32(i, true) === 0x02014b50) {
    const nameEnd = i + 46 + view.getUint16(i + 28, true);
    const extraEnd = nameEnd + view.getUint16(i + 30, true);
    if (extraEnd > bytes.length) return { reason: 'its directory is cut' };
    const name = utf8.decode(bytes.subarray(i + 46, nameEnd));
    members.set(name, {
      name,
      flags: view.getUint16(i + 8, true),
      method: view.getUint16(i + 10, true),
      crc32: view.getUint32(i + 16, true),
      ...zip64Sizes(view, nameEnd, extraEnd, {
        size: view.getUint32(i + 24, true),
        compressedSize: view.getUint32(i + 20, true),
        headerOffset: view.getUint32(i + 42, true),
      }),
    });
    i = extraEnd + view.getUint16(i + 32, true);
  }
  return i < bytes.length ? { reason: `its directory is damaged at byte ${i}` } : { members };
}

/** Puts 64-bit values from extra field 0x0001 where a 32-bit one is full; in the field's fixed order. */
export function zip64Sizes<T extends { size: number; compressedSize: number; headerOffset: number }>(
  view: DataView,
  from: number,
  to: number,
  sizes: T,
): T {
  const result = { ...sizes };
  for (let i = from; i + 4 <= to; i += 4 + view.getUint16(i + 2, true)) {
    if (view.getUint16(i, true) !== 1) continue;
    const end = Math.min(to, i + 4 + view.getUint16(i + 2, true));
    let at = i + 4;
    for (const key of ['size', 'compressedSize', 'headerOffset'] as const) {
      if (sizes[key] !== full32 || at + 8 > end) continue;
      result[key] = Number(view.getBigUint64(at, true));
      at += 8;
    }
  }
  return result;
}
