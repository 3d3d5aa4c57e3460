import { Gunzip, Inflate } from 'fflate';
import { Decompress } from 'fzstd';
import type { Decompressors } from './byteSource.ts';

/** Without the platform's help, for the browser: fflate and fzstd, stopped when more comes out than declared. */
export const pureDecompressors: Decompressors = {
  inflateRaw: async (bytes, size) => {
    const out = collector(size);
    pushSlices(new Inflate((chunk) => out.add(chunk)), bytes);
    return out.bytes();
  },
  zstd: async (bytes, size) => {
    const out = collector(size);
    new Decompress((chunk) => out.add(chunk)).push(bytes, true);
    return out.bytes();
  },
  gunzip: async (bytes, limit) => {
    const chunks: Uint8Array[] = [];
    let length = 0;
    const stream = new Gunzip((chunk) => {
      length += chunk.length;
      if (length > limit) throw new Error(`more than ${limit} bytes come out`);
      chunks.push(chunk);
    });
    pushSlices(stream, bytes);
    const whole = new Uint8Array(length);
    let at = 0;
    for (const chunk of chunks) {
      whole.set(chunk, at);
      at += chunk.length;
    }
    return whole;
  },
};

/** Deflate expands up to 1 032 times, and what is pushed at once comes out at once. */
const slice = 1 << 14;

function pushSlices(stream: { push(bytes: Uint8Array, last: boolean): void }, bytes: Uint8Array): void {
  let at = 0;
  for (; at + slice < bytes.length; at += slice) stream.push(bytes.subarray(at, at + slice), false);
  stream.push(bytes.subarray(at), true);
}

function collector(size: number): { add(chunk: Uint8Array): void; bytes(): Uint8Array } {
  const whole = new Uint8Array(size);
  let length = 0;
  return {
    add: (chunk) => {
      if (length + chunk.length > size) throw new Error(`more than ${size} bytes come out`);
      whole.set(chunk, length);
      length += chunk.length;
    },
    bytes: () => whole.subarray(0, length),
  };
}
