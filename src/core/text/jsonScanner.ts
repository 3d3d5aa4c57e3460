/** Keys and indices from the root to a value; empty for a root value. */
export type JsonPath = readonly (string | number)[];

export interface JsonVisitor {
  /** Whether to report what is inside this container. Skipped containers cost little more than reading. */
  enter(path: JsonPath): boolean;
  /**
   * A value that is a root, or stands in an entered container. `[start, end)` in bytes of the stream.
   * `scalar` is the source text of a scalar of at most 256 bytes.
   */
  value(path: JsonPath, start: number, end: number, scalar: string | undefined): void;
}

interface Frame {
  readonly array: boolean;
  readonly start: number;
  /** What the grammar allows next; `start` also allows the closing bracket. */
  expect: 'start' | 'key' | 'colon' | 'value' | 'comma';
}

const maxScalar = 256;
/** A key is part of a path; a longer one is cut, and then no reader wants it. */
const maxKey = 65_536;
const utf8 = new TextDecoder();

/**
 * Byte ranges of values in JSON fed in chunks, without parsing: for files too large to hold. Root
 * values may follow one another. Grammar is checked in entered containers only; each range is parsed
 * when it is opened, which checks the rest. Strings are crossed by `indexOf`.
 */
export class JsonScanner {
  readonly #visitor: JsonVisitor;
  readonly #path: (string | number)[] = [];
  readonly #frames: Frame[] = [];
  /** Bytes fed before the present chunk. */
  #base = 0;
  #inString = false;
  #escaped = false;
  /** Depth of brackets inside a skipped container; 0 when not skipping. */
  #skip = 0;
  /** Start of the value or key being read; -1 between values. */
  #start = -1;
  #isKey = false;
  #captured: number[] | undefined;
  #roots = 0;
  #malformedAt: number | undefined;
  #trailingComma: number | undefined;

  constructor(visitor: JsonVisitor, base = 0) {
    this.#visitor = visitor;
    this.#base = base;
  }

  /** Offset of the first byte that the grammar does not allow. Nothing is reported after it. */
  get malformedAt(): number | undefined {
    return this.#malformedAt;
  }

  /** Offset of the first bracket that closes after a comma: forgiven, in entered containers. */
  get trailingComma(): number | undefined {
    return this.#trailingComma;
  }

  /** Whether every value that began has ended. */
  get complete(): boolean {
    return this.#frames.length === 0 && this.#start < 0 && this.#malformedAt === undefined;
  }

  get roots(): number {
    return this.#roots;
  }

  /** Bytes read so far. */
  get position(): number {
    return this.#base;
  }

  feed(chunk: Uint8Array): void {
    let i = 0;
    while (i < chunk.length && this.#malformedAt === undefined) {
      if (this.#inString) i = this.#string(chunk, i);
      else if (this.#skip > 0) i = this.#skipped(chunk, i);
      else if (this.#start >= 0) i = this.#word(chunk, i);
      else i = this.#structure(chunk, i);
    }
    this.#base += chunk.length;
  }

  /** The stream is over: a word at the very end is a value. */
  finish(): void {
    if (this.#start >= 0 && !this.#inString && this.#skip === 0) this.#endValue(this.#base);
  }

  #structure(chunk: Uint8Array, from: number): number {
    for (let i = from; i < chunk.length; i++) {
      const byte = chunk[i] as number;
      if (byte <= 0x20) continue;
      const frame = this.#frames.at(-1);
      if (byte === 0x2c || byte === 0x3a) {
        if (frame?.expect !== (byte === 0x2c ? 'comma' : 'colon')) return this.#malformed(i);
        frame.expect = byte === 0x3a || frame.array ? 'value' : 'key';
        continue;
      }
      if (byte === 0x7d || byte === 0x5d) {
        if (frame === undefined || frame.array !== (byte === 0x5d)) return this.#malformed(i);
        if (frame.expect === (frame.array ? 'value' : 'key')) this.#trailingComma ??= this.#base + i;
        else if (frame.expect !== 'start' && frame.expect !== 'comma') return this.#malformed(i);
        this.#frames.pop();
        this.#path.length = this.#frames.length;
        this.#start = frame.start;
        this.#endValue(this.#base + i + 1);
        continue;
      }
      const wantsKey = frame !== undefined && !frame.array && (frame.expect === 'key' || frame.expect === 'start');
      const wantsValue = frame === undefined || frame.expect === 'value' || (frame.array && frame.expect === 'start');
      if (wantsKey ? byte !== 0x22 : !wantsValue) return this.#malformed(i);
      return this.#begin(byte, i, wantsKey);
    }
    return chunk.length;
  }

  #begin(byte: number, i: number, isKey: boolean): number {
    const start = this.#base + i;
    if (byte === 0x7b || byte === 0x5b) {
      if (this.#visitor.enter(this.#path)) {
        this.#frames.push({ array: byte === 0x5b, start, expect: 'start' });
        this.#path.push(byte === 0x5b ? 0 : '');
      } else {
        this.#start = start;
        this.#skip = 1;
      }
      return i + 1;
    }
    this.#start = start;
    this.#isKey = isKey;
    this.#inString = byte === 0x22;
    this.#captured = [];
    if (!this.#inString) return i;
    this.#captured.push(byte);
    return i + 1;
  }

  /** Inside a string: to its closing quote or the end of the chunk. */
  #string(chunk: Uint8Array, from: number): number {
    let escaped = this.#escaped;
    for (let i = from; i < chunk.length; ) {
      // Short strings, and those full of escapes, are crossed faster by the byte.
      for (const near = Math.min(chunk.length, i + 32); i < near; ) {
        const byte = chunk[i++] as number;
        if (escaped) escaped = false;
        else if (byte === 0x5c) escaped = true;
        else if (byte === 0x22) return this.#endString(chunk, from, i);
      }
      const quote = chunk.indexOf(0x22, i);
      const stop = quote < 0 ? chunk.length : quote;
      let slashes = 0;
      while (stop - 1 - slashes >= i && chunk[stop - 1 - slashes] === 0x5c) slashes++;
      // A backslash pending from before `i` counts only when the run of backslashes reaches `i`.
      const pending = escaped && stop - slashes === i ? 1 : 0;
      escaped = (slashes + pending) % 2 === 1;
      if (quote < 0) break;
      i = quote + 1;
      if (!escaped) return this.#endString(chunk, from, i);
      escaped = false;
    }
    this.#escaped = escaped;
    this.#capture(chunk, from, chunk.length);
    return chunk.length;
  }

  #endString(chunk: Uint8Array, from: number, end: number): number {
    this.#inString = false;
    this.#escaped = false;
    if (this.#skip > 0) return end;
    this.#capture(chunk, from, end);
    if (this.#isKey) this.#endKey();
    else this.#endValue(this.#base + end);
    return end;
  }

  /** Inside a container that nobody entered: brackets and strings only. */
  #skipped(chunk: Uint8Array, from: number): number {
    let depth = this.#skip;
    for (let i = from; i < chunk.length; i++) {
      const byte = chunk[i] as number;
      if (byte === 0x22) {
        this.#inString = true;
        this.#skip = depth;
        return i + 1;
      }
      // 0x5b [ and 0x7b {, 0x5d ] and 0x7d } differ in one bit
      if ((byte | 0x20) === 0x7b) depth++;
      else if ((byte | 0x20) === 0x7d && --depth === 0) {
        this.#skip = 0;
        this.#endValue(this.#base + i + 1);
        return i + 1;
      }
    }
    this.#skip = depth;
    return chunk.length;
  }

  #word(chunk: Uint8Array, from: number): number {
    let i = from;
    for (; i < chunk.length; i++) {
      const byte = chunk[i] as number;
      if (
        byte > 0x20 &&
        byte !== 0x2c &&
        byte !== 0x3a &&
        (byte | 0x20) !== 0x7b &&
        (byte | 0x20) !== 0x7d &&
        byte !== 0x22
      )
        continue;
      if (this.#base + i === this.#start) return this.#malformed(i);
      this.#capture(chunk, from, i);
      this.#endValue(this.#base + i);
      return i;
    }
    this.#capture(chunk, from, i);
    return i;
  }

  #capture(chunk: Uint8Array, from: number, to: number): void {
    if (this.#skip > 0 || this.#captured === undefined) return;
    if (!this.#isKey && this.#captured.length + to - from > maxScalar) {
      this.#captured = undefined;
      return;
    }
    const room = maxKey - this.#captured.length;
    for (let i = from; i < Math.min(to, from + room); i++) this.#captured.push(chunk[i] as number);
  }

  #endKey(): void {
    const literal = utf8.decode(Uint8Array.from(this.#captured ?? []));
    let key: string;
    try {
      key = JSON.parse(literal) as string;
    } catch {
      key = literal.slice(1, -1);
    }
    const frame = this.#frames.at(-1) as Frame;
    frame.expect = 'colon';
    this.#path[this.#path.length - 1] = key;
    this.#start = -1;
    this.#isKey = false;
    this.#captured = undefined;
  }

  #endValue(end: number): void {
    const scalar = this.#captured === undefined ? undefined : utf8.decode(Uint8Array.from(this.#captured));
    const start = this.#start;
    this.#captured = undefined;
    this.#start = -1;
    this.#visitor.value(this.#path, start, end, scalar);
    const frame = this.#frames.at(-1);
    if (frame === undefined) {
      this.#roots++;
      return;
    }
    frame.expect = 'comma';
    const last = this.#path.length - 1;
    if (frame.array) this.#path[last] = (this.#path[last] as number) + 1;
  }

  #malformed(i: number): number {
    this.#malformedAt = this.#base + i;
    return i + 1;
  }
}
