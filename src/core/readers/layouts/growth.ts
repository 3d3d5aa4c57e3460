import type { ByteSource } from '../byteSource.ts';

/** What is remembered of a file to tell later whether it only grew. */
export interface Seam {
  readonly size: number;
  readonly head: Uint8Array;
  readonly tail: Uint8Array;
}

/** Two samples of this size: a log that was written anew differs in its length or in one of them. */
const sampleSize = 4096;

export async function seamOf(source: ByteSource, head: Uint8Array, signal?: AbortSignal): Promise<Seam> {
  const from = Math.max(0, source.size - sampleSize);
  const known = head.length >= source.size;
  const tail = known ? head.slice(from, source.size) : await source.read(from, source.size - from, signal);
  return { size: source.size, head: head.slice(0, sampleSize), tail };
}

/** Whether a file is the remembered one with more bytes after it, as far as two samples tell. */
export async function hasGrown(source: ByteSource, seam: Seam, signal?: AbortSignal): Promise<boolean> {
  if (source.size <= seam.size) return false;
  const head = await source.read(0, seam.head.length, signal);
  const tail = await source.read(seam.size - seam.tail.length, seam.tail.length, signal);
  signal?.throwIfAborted();
  return same(head, seam.head) && same(tail, seam.tail);
}

function same(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}
