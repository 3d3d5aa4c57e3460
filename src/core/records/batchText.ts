const strict = new TextDecoder('utf-8', { ignoreBOM: true, fatal: true });
const lenient = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * The texts of stretches of some bytes, asked for in ascending order. All is decoded at once, which is several times
 * quicker than record by record; where the bytes are no valid UTF-8 each stretch is decoded by itself.
 */
export class BatchText {
  readonly #bytes: Uint8Array;
  readonly #whole: string | undefined;
  /** A place known both ways: in bytes, and in UTF-16 units. */
  #byte = 0;
  #unit = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#whole = decoded(bytes);
  }

  text(start: number, end: number): string {
    if (this.#whole === undefined) return lenient.decode(this.#bytes.subarray(start, end));
    if (this.#whole.length === this.#bytes.length) return this.#whole.slice(start, end);
    const first = this.#unitAt(start);
    return this.#whole.slice(first, this.#unitAt(end));
  }

  #unitAt(byte: number): number {
    if (byte < this.#byte) [this.#byte, this.#unit] = [0, 0];
    let unit = this.#unit;
    for (let i = this.#byte; i < byte; i++) {
      const value = this.#bytes[i] as number;
      // Each character counts at its first byte; one of four bytes is two units.
      if ((value & 0xc0) !== 0x80) unit += value >= 0xf0 ? 2 : 1;
    }
    [this.#byte, this.#unit] = [byte, unit];
    return unit;
  }
}

function decoded(bytes: Uint8Array): string | undefined {
  try {
    return strict.decode(bytes);
  } catch {
    return undefined;
  }
}
