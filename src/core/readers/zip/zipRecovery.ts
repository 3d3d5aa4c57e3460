import type { ByteSource } from '../byteSource.ts';
import type { ZipMember } from './zip.ts';
import { zip64Sizes } from './zipDirectory.ts';

/** More than the header, name and extra field of any member that a log writer makes. */
const headerRead = 4096;

/**
 * The whole members of an archive that lost its directory, by walking the local headers from the
 * start. Stops at the first member that is cut, or that does not say its size in its header.
 */
export async function recoverMembers(
  source: ByteSource,
  signal?: AbortSignal,
): Promise<ReadonlyMap<string, ZipMember>> {
  const members = new Map<string, ZipMember>();
  for (let offset = 0; offset + 30 < source.size; ) {
    const bytes = await source.read(offset, headerRead, signal);
    signal?.throwIfAborted();
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (bytes.length < 30 || view.getUint32(0, true) !== 0x04034b50) break;
    const flags = view.getUint16(6, true);
    const nameEnd = 30 + view.getUint16(26, true);
    const extraEnd = nameEnd + view.getUint16(28, true);
    if (flags & 8 || extraEnd > bytes.length) break;
    const sizes = zip64Sizes(view, nameEnd, extraEnd, {
      size: view.getUint32(22, true),
      compressedSize: view.getUint32(18, true),
      headerOffset: offset,
    });
    const end = offset + extraEnd + sizes.compressedSize;
    if (end > source.size) break;
    const name = new TextDecoder().decode(bytes.subarray(30, nameEnd));
    members.set(name, {
      name,
      flags,
      method: view.getUint16(8, true),
      crc32: view.getUint32(14, true),
      ...sizes,
      headerOffset: offset,
    });
    offset = end;
  }
  return members;
}
