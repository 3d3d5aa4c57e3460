/** Byte ranges of many records, 16 bytes each. */
export class OffsetList {
  #values = new Float64Array(1024);
  #length = 0;

  get length(): number {
    return this.#length / 2;
  }

  push(start: number, end: number): void {
    if (this.#length + 2 > this.#values.length) {
      const grown = new Float64Array(this.#values.length * 2);
      grown.set(this.#values);
      this.#values = grown;
    }
    this.#values[this.#length++] = start;
    this.#values[this.#length++] = end;
  }

  /** A list of its own with the first `count` ranges. */
  first(count: number): OffsetList {
    const list = new OffsetList();
    const kept = Math.min(count * 2, this.#length);
    list.#values = new Float64Array(Math.max(1024, kept * 2));
    list.#values.set(this.#values.subarray(0, kept));
    list.#length = kept;
    return list;
  }

  /** Undefined outside the list. */
  at(index: number): { readonly start: number; readonly end: number } | undefined {
    if (index < 0 || index >= this.length || !Number.isInteger(index)) return undefined;
    return { start: this.#values[index * 2] as number, end: this.#values[index * 2 + 1] as number };
  }
}
