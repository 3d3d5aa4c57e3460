import { type Problem, problem } from '../../problem.ts';
import type { ByteSource, Decompressors } from '../byteSource.ts';
import { hardLimit, holdLimit } from '../layouts/holdLimit.ts';
import { crc32 } from './crc32.ts';
import { findDirectory } from './zipDirectory.ts';
import { recoverMembers } from './zipRecovery.ts';

export interface ZipMember {
  readonly name: string;
  readonly method: number;
  readonly flags: number;
  readonly crc32: number;
  readonly compressedSize: number;
  readonly size: number;
  readonly headerOffset: number;
}

export interface Zip {
  readonly source: ByteSource;
  /** In directory order; of a repeated name the last entry. */
  readonly members: ReadonlyMap<string, ZipMember>;
  readonly problems: readonly Problem[];
}

/** Open an archive: two reads at most, of its directory. One cut short is walked from its start. */
export async function openZip(source: ByteSource, signal?: AbortSignal): Promise<Zip | Problem> {
  const found = await findDirectory(source, signal);
  if (found.members !== undefined) return { source, members: found.members, problems: [] };
  const members = await recoverMembers(source, signal);
  if (members.size === 0) return problem('zip.damaged', { reason: found.reason }, { file: source.name });
  const facts = { reason: found.reason, count: members.size };
  return { source, members, problems: [problem('zip.truncated', facts, { file: source.name }, 'warning')] };
}

/** The bytes of one member, checked against the directory's size and CRC. Usually one read. */
export async function readMember(
  zip: Zip,
  name: string,
  decompressors: Decompressors,
  signal?: AbortSignal,
): Promise<Uint8Array | Problem> {
  const at = { file: zip.source.name, member: name };
  const member = zip.members.get(name);
  if (member === undefined) return problem('zip.memberMissing', { member: name }, at);
  const size = Math.max(member.size, member.compressedSize);
  const limit = holdLimit(zip.source);
  const tooLarge = problem('zip.memberTooLarge', { member: name, size, limit, most: hardLimit }, at);
  if (size > hardLimit) return tooLarge;
  const damaged = (reason: string): Problem => problem('zip.memberDamaged', { member: name, reason }, at);
  if (member.flags & 1) return damaged('it is encrypted');
  if (member.headerOffset + 30 + member.compressedSize > zip.source.size)
    return damaged('it reaches beyond the end of the file');
  // Deflate expands at most 1 032 times: a larger claim is a lie that would cost memory.
  if (member.method === 8 && member.size > member.compressedSize * 1032 + 64)
    return damaged('its declared size is impossible');
  if (size > limit) return tooLarge;

  const stored = await readStored(zip.source, member, signal);
  signal?.throwIfAborted();
  if (stored === undefined) return damaged('its local header is not there');
  let bytes: Uint8Array;
  try {
    if (member.method === 0) bytes = stored;
    else if (member.method === 8) bytes = await decompressors.inflateRaw(stored, member.size);
    else if (member.method === 93) bytes = await decompressors.zstd(stored, member.size);
    else return problem('zip.methodUnknown', { member: name, method: member.method }, at);
  } catch (cause) {
    return damaged(cause instanceof Error ? cause.message : String(cause));
  }
  signal?.throwIfAborted();
  if (bytes.length !== member.size) return damaged(`it holds ${bytes.length} bytes, not ${member.size}`);
  const sum = decompressors.crc32?.(bytes) ?? crc32(bytes);
  return sum === member.crc32 ? bytes : damaged('its checksum does not match');
}

/** The member's bytes as stored. The local header has its own name and extra lengths. */
async function readStored(
  source: ByteSource,
  member: ZipMember,
  signal?: AbortSignal,
): Promise<Uint8Array | undefined> {
  const slack = 30 + new TextEncoder().encode(member.name).length + 64;
  const read = await source.read(member.headerOffset, slack + member.compressedSize, signal);
  const view = new DataView(read.buffer, read.byteOffset, read.byteLength);
  if (read.length < 30 || view.getUint32(0, true) !== 0x04034b50) return undefined;
  const start = 30 + view.getUint16(26, true) + view.getUint16(28, true);
  const end = start + member.compressedSize;
  if (end <= read.length) return read.subarray(start, end);
  const again = await source.read(member.headerOffset + start, member.compressedSize, signal);
  return again.length === member.compressedSize ? again : undefined;
}
