import type { ByteSource } from '../byteSource.ts';

/** Bytes of one record, unpacked, that are held unless more was allowed. Parsed, a record takes a few times that. */
export const defaultLimit = 256 << 20;
/** V8's limit of a string, in UTF-16 units; no text has more units than bytes. */
export const hardLimit = 0x1fffffe8;

/** The most bytes of one record of this file that may be held now. */
export function holdLimit(source: ByteSource): number {
  return Math.min(source.limit?.bytes ?? defaultLimit, hardLimit);
}
