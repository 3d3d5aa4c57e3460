import { promisify } from 'node:util';
import * as zlib from 'node:zlib';
import type { Decompressors } from '../core/readers/byteSource.ts';
import { pureDecompressors } from '../core/readers/pureDecompressors.ts';

const gunzip = promisify<Uint8Array, zlib.ZlibOptions, Buffer>(zlib.gunzip);
const inflateRaw = promisify<Uint8Array, zlib.ZlibOptions, Buffer>(zlib.inflateRaw);

/** zlib's own, with output buffers of exactly the declared size. Node before 22.15 has no zstd: then the pure one. */
export const decompressors: Decompressors = {
  // One byte more than declared, so that a longer output is seen as such and not cut.
  inflateRaw: (bytes, size) => inflateRaw(bytes, { chunkSize: Math.max(64, size + 1), maxOutputLength: size + 1 }),
  gunzip: (bytes, limit) => gunzip(bytes, { maxOutputLength: limit }),
  zstd: 'zstdDecompress' in zlib ? zstdFrames : pureDecompressors.zstd,
  ...('crc32' in zlib && { crc32: (bytes: Uint8Array) => zlib.crc32(bytes) }),
};

/** zlib decodes the first frame only, and says how many bytes it took: go on until none is left. */
async function zstdFrames(bytes: Uint8Array, size: number): Promise<Uint8Array> {
  const frames: Buffer[] = [];
  let length = 0;
  for (let offset = 0; offset < bytes.length; ) {
    const { buffer, taken } = await zstdFrame(bytes.subarray(offset), size - length + 1, offset === 0);
    if (taken === 0) throw new Error('a zstd frame is cut');
    frames.push(buffer);
    length += buffer.length;
    offset += taken;
    if (length > size) throw new Error(`more than ${size} bytes come out`);
  }
  return frames.length === 1 ? (frames[0] as Buffer) : Buffer.concat(frames, length);
}

/** A buffer of the whole size for the first frame, mostly the only one: a million empty frames must not cost one each. */
function zstdFrame(
  bytes: Uint8Array,
  limit: number,
  first: boolean,
): Promise<{ readonly buffer: Buffer; readonly taken: number }> {
  return new Promise((resolve, reject) => {
    const options = {
      chunkSize: Math.max(64, first ? limit : Math.min(limit, 1 << 18)),
      maxOutputLength: limit,
      info: true,
    };
    zlib.zstdDecompress(bytes, options, (error, result) => {
      if (error) return reject(error);
      const { buffer, engine } = result as unknown as { buffer: Buffer; engine: { bytesWritten: number } };
      resolve({ buffer, taken: engine.bytesWritten });
    });
  });
}
