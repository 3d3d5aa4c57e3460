import { grown } from './stringPool.ts';

/** A column of few different words: a byte a row, two or four where there are more of them. */
export class CodeColumn {
  #codes: Uint8Array | Uint16Array | Uint32Array = new Uint8Array(1 << 8);
  #length = 0;
  readonly #words: string[] = [];
  readonly #numbers = new Map<string, number>();

  get byteLength(): number {
    return this.#codes.byteLength;
  }

  /** Number per row, into `words`. */
  get codes(): Uint8Array | Uint16Array | Uint32Array {
    return this.#codes.subarray(0, this.#length);
  }

  /** In the order in which they came. */
  get words(): readonly string[] {
    return this.#words;
  }

  push(word: string): void {
    let code = this.#numbers.get(word);
    if (code === undefined) {
      code = this.#words.length;
      this.#words.push(word);
      this.#numbers.set(word, code);
      if (code === 1 << 8) this.#codes = Uint16Array.from(this.#codes);
      if (code === 1 << 16) this.#codes = Uint32Array.from(this.#codes);
    }
    if (this.#length >= this.#codes.length) this.#codes = grown(this.#codes, this.#length + 1);
    this.#codes[this.#length++] = code;
  }

  at(row: number): string {
    return this.#words[this.#codes[row] as number] as string;
  }
}
