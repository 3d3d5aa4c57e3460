import type { ByteSource } from '../readers/byteSource.ts';
import { chunkSize } from '../readers/layouts/recordIndex.ts';

/** One-based lines of places in a file, quick for places in ascending order: what is between two is read once. */
export class LineFinder {
  readonly #source: ByteSource;
  #offset = 0;
  #line = 1;

  constructor(source: ByteSource) {
    this.#source = source;
  }

  async lineAt(offset: number, signal?: AbortSignal): Promise<number> {
    if (offset < this.#offset) [this.#offset, this.#line] = [0, 1];
    while (this.#offset < offset) {
      const chunk = await this.#source.read(this.#offset, Math.min(chunkSize, offset - this.#offset), signal);
      signal?.throwIfAborted();
      if (chunk.length === 0) break;
      for (let i = chunk.indexOf(0x0a); i >= 0; i = chunk.indexOf(0x0a, i + 1)) this.#line++;
      this.#offset += chunk.length;
    }
    return this.#line;
  }
}
