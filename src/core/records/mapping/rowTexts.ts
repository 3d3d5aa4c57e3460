import type { Problem } from '../../problem.ts';
import type { ByteSource } from '../../readers/byteSource.ts';
import { recordText } from '../../readers/layouts/recordText.ts';
import type { Span } from '../../text/span.ts';

/** Bytes read at once: rows that follow one another, or nearly, cost one read together. */
const blockSize = 1 << 20;
/** Groups whose rows are scattered over a file mostly come back to places that were read lately. */
const keptBlocks = 8;

/** The texts of many rows, in any order, mostly one after the other. */
export class RowTexts {
  readonly #source: ByteSource;
  readonly #blocks = new Map<number, Uint8Array>();
  readonly #utf8 = new TextDecoder('utf-8', { ignoreBOM: true });

  constructor(source: ByteSource) {
    this.#source = source;
  }

  /** The text of a row whose bytes were read with those before it. */
  known({ start, end }: Span): string | undefined {
    const from = start - (start % blockSize);
    const block = this.#blocks.get(from);
    if (block === undefined || end > from + block.length) return undefined;
    return this.#utf8.decode(block.subarray(start - from, end - from));
  }

  async text(range: Span, at: Problem['at'], signal?: AbortSignal): Promise<string | Problem> {
    const known = this.known(range);
    if (known !== undefined) return known;
    const size = range.end - range.start;
    if (size > blockSize) return recordText(this.#source, range, at, signal);
    const from = range.start - (range.start % blockSize);
    const first = this.#blocks.get(from) ?? (await this.#block(from, signal));
    if (range.end <= from + first.length) return this.known(range) as string;
    const second = this.#blocks.get(from + blockSize) ?? (await this.#block(from + blockSize, signal));
    const bytes = new Uint8Array(size);
    bytes.set(first.subarray(range.start - from));
    bytes.set(second.subarray(0, range.end - from - blockSize), from + blockSize - range.start);
    return this.#utf8.decode(bytes);
  }

  async #block(from: number, signal?: AbortSignal): Promise<Uint8Array> {
    const bytes = await this.#source.read(from, blockSize, signal);
    signal?.throwIfAborted();
    this.#blocks.set(from, bytes);
    for (const old of this.#blocks.keys()) {
      if (this.#blocks.size <= keptBlocks) break;
      this.#blocks.delete(old);
    }
    return bytes;
  }
}
