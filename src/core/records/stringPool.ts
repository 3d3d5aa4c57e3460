/**
 * Strings known by number, each kept once as UTF-8: a million ids take about 30 bytes each more than their letters
 * do in a file, where a Map would take 100. Number 0 is the empty string.
 */
export class StringPool {
  #bytes = new Uint8Array(1 << 12);
  /** Where each string ends. */
  #ends = new Uint32Array(1 << 8);
  /** Open addressing: number + 1, or 0 for a free slot. */
  #slots = new Uint32Array(1 << 9);
  #count = 1;
  readonly #encoder = new TextEncoder();
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true });

  /** How many strings there are, the empty one included. */
  get size(): number {
    return this.#count;
  }

  get byteLength(): number {
    return this.#bytes.byteLength + this.#ends.byteLength + this.#slots.byteLength;
  }

  /** The number of a string, a new one where it is new. A lone surrogate counts as U+FFFD. */
  add(text: string): number {
    if (text === '') return 0;
    const start = this.#ends[this.#count - 1] as number;
    if (start + text.length * 3 > this.#bytes.length) this.#growBytes(start + text.length * 3);
    const { written } = this.#encoder.encodeInto(text, this.#bytes.subarray(start));
    const end = start + written;
    const mask = this.#slots.length - 1;
    let slot = hashOf(this.#bytes, start, end) & mask;
    for (let at = this.#slots[slot] as number; at !== 0; at = this.#slots[slot] as number) {
      if (this.#same(at - 1, start, end)) return at - 1;
      slot = (slot + 1) & mask;
    }
    const number = this.#count++;
    if (number >= this.#ends.length) this.#ends = grown(this.#ends, number + 1);
    this.#ends[number] = end;
    this.#slots[slot] = number + 1;
    if (this.#count * 2 > this.#slots.length) this.#rehash();
    return number;
  }

  at(number: number): string {
    if (number === 0) return '';
    const start = this.#ends[number - 1] as number;
    return this.#decoder.decode(this.#bytes.subarray(start, this.#ends[number]));
  }

  /** The number of a string that is there; undefined for any other. */
  find(text: string): number | undefined {
    if (text === '') return 0;
    const bytes = this.#encoder.encode(text);
    const mask = this.#slots.length - 1;
    let slot = hashOf(bytes, 0, bytes.length) & mask;
    for (let at = this.#slots[slot] as number; at !== 0; at = this.#slots[slot] as number) {
      if (this.at(at - 1) === text) return at - 1;
      slot = (slot + 1) & mask;
    }
    return undefined;
  }

  #same(number: number, start: number, end: number): boolean {
    const from = this.#ends[number - 1] as number;
    if ((this.#ends[number] as number) - from !== end - start) return false;
    for (let i = start, j = from; i < end; i++, j++) if (this.#bytes[i] !== this.#bytes[j]) return false;
    return true;
  }

  #growBytes(needed: number): void {
    const bytes = new Uint8Array(roomFor(needed, this.#bytes.length));
    bytes.set(this.#bytes);
    this.#bytes = bytes;
  }

  #rehash(): void {
    const slots = new Uint32Array(this.#slots.length * 2);
    const mask = slots.length - 1;
    for (let number = 1; number < this.#count; number++) {
      let slot = hashOf(this.#bytes, this.#ends[number - 1] as number, this.#ends[number] as number) & mask;
      while (slots[slot] !== 0) slot = (slot + 1) & mask;
      slots[slot] = number + 1;
    }
    this.#slots = slots;
  }
}

/** The next length of an array that is full: doubled while it is small, then a quarter more, so that little stands empty. */
export const roomFor = (needed: number, length: number): number =>
  Math.max(needed, Math.ceil(length * (length < 1 << 16 ? 2 : 1.25)));

/** A copy with room for `needed` and more. */
export function grown<T extends Uint8Array | Uint16Array | Uint32Array | Float64Array>(array: T, needed: number): T {
  const longer = new (array.constructor as new (length: number) => T)(roomFor(needed, array.length));
  longer.set(array);
  return longer;
}

/** FNV-1a with a last stir, since only its low bits are used. */
function hashOf(bytes: Uint8Array, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ (bytes[i] as number), 0x01000193);
  return (hash ^ (hash >>> 15)) >>> 0;
}
