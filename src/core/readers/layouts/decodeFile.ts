import { type Problem, problem } from '../../problem.ts';
import type { ByteSource, Decompressors } from '../byteSource.ts';
import { bytesSource } from '../bytesSource.ts';
import { holdLimit } from './holdLimit.ts';

/** How a file is wrapped around its UTF-8, told by its first bytes. */
export type FileCoding = 'utf-16le' | 'utf-16be' | 'gzip';

/** Undefined for a file that is read as it is. UTF-16 without a mark is told by JSON's first character. */
export function fileCoding(head: Uint8Array): FileCoding | undefined {
  const [first, second] = head;
  if (first === 0x1f && second === 0x8b) return 'gzip';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if ((first === 0x7b || first === 0x5b) && second === 0) return 'utf-16le';
  return first === 0 && (second === 0x7b || second === 0x5b) ? 'utf-16be' : undefined;
}

/** The bytes of a text file as UTF-8; places in a transcoded file are counted in these. */
export function toUtf8(bytes: Uint8Array): Uint8Array {
  const coding = fileCoding(bytes);
  if (coding === undefined || coding === 'gzip') return bytes;
  return new TextEncoder().encode(new TextDecoder(coding, { ignoreBOM: true }).decode(bytes));
}

/** A wrapped file unwrapped in memory. The source is closed: it is not needed any more. */
export async function decodeFile(
  source: ByteSource,
  coding: FileCoding,
  decompressors: Decompressors,
  signal?: AbortSignal,
): Promise<ByteSource | Problem> {
  const limit = holdLimit(source);
  const at = { file: source.name };
  const facts = { size: source.size, limit };
  if (source.size > limit) return problem(coding === 'gzip' ? 'file.gzipLarge' : 'file.utf16Large', facts, at);
  const bytes = await source.read(0, source.size, signal);
  signal?.throwIfAborted();
  let plain: Uint8Array;
  try {
    plain = coding === 'gzip' ? await decompressors.gunzip(bytes, limit) : toUtf8(bytes);
  } catch (cause) {
    return problem('file.gzip', { reason: cause instanceof Error ? cause.message : String(cause) }, at);
  }
  signal?.throwIfAborted();
  await source.close();
  return { ...bytesSource(source.name, plain), ...(source.limit !== undefined && { limit: source.limit }) };
}
