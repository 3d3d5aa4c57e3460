/** Random access to the bytes of one file. The only way a reader touches data. */
export interface ByteSource {
  /** How problems name the file. */
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  /**
   * The most bytes of one record (unpacked) that may be held; absent: `defaultLimit`. Whoever opened the
   * file may raise it between reads, after asking.
   */
  readonly limit?: { readonly bytes: number };
  /**
   * The bytes `[offset, offset + length)`, cut at the end of the file. The array is the caller's.
   * Rejects with an Error with `cause` when the file cannot be read.
   */
  read(offset: number, length: number, signal?: AbortSignal): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** Decompression that the platform lends: zlib in Node, pure packages in the browser. */
export interface Decompressors {
  /** Raw deflate. `size` is the expected output length; more is an Error. */
  inflateRaw(bytes: Uint8Array, size: number): Promise<Uint8Array>;
  /** One or more concatenated zstd frames. `size` as above. */
  zstd(bytes: Uint8Array, size: number): Promise<Uint8Array>;
  /** One or more gzip members. More than `limit` bytes is an Error. */
  gunzip(bytes: Uint8Array, limit: number): Promise<Uint8Array>;
  /** CRC-32 of zip, where the platform has a faster one than ours. */
  crc32?(bytes: Uint8Array): number;
}
