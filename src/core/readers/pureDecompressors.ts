import { Inflate } from 'fflate';
import { Decompress } from 'fzstd';
import type { Decompressors } from './byteSource.ts';

/** Without the platform's help, for the browser: fflate and fzstd, stopped when more comes out than declared. */
export const pureDecompressors: Decompressors = {
  inflateRaw: async (bytes, size) => {
    const out = collector(size);
    new Inflate((chunk) => out.add(chunk)).push(bytes, true);
    return out.bytes();
  },
  zstd: async (bytes, size) => {
    const out = collector(size);
    new Decompress((chunk) => out.add(chunk)).push(bytes, true);
    return out.bytes();
  },
};

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
