/**
 * How the UTF-16 offsets of a derived text and of the text it came from belong together: a list of
 * segments, in order. A segment of equal lengths maps unit by unit, any other only as a whole (an
 * escape). What lies between segments has no counterpart (white space dropped or put in).
 */
export interface OffsetMap {
  readonly derived: readonly number[];
  readonly source: readonly number[];
  readonly derivedLength: readonly number[];
  readonly sourceLength: readonly number[];
}

/** Which edge of a span an offset is: at a gap the start goes past it and the end stays before it. */
export type Edge = 'start' | 'end';

export function toSource(map: OffsetMap, offset: number, edge: Edge): number {
  return carry(map.derived, map.derivedLength, map.source, map.sourceLength, offset, edge);
}

export function toDerived(map: OffsetMap, offset: number, edge: Edge): number {
  return carry(map.source, map.sourceLength, map.derived, map.derivedLength, offset, edge);
}

function carry(
  from: readonly number[],
  fromLength: readonly number[],
  to: readonly number[],
  toLength: readonly number[],
  offset: number,
  edge: Edge,
): number {
  if (from.length === 0) return 0;
  const i = lastBefore(from, edge === 'start' ? offset : offset - 1);
  if (i < 0) return to[0] as number;
  const delta = offset - (from[i] as number);
  const length = fromLength[i] as number;
  const target = to[i] as number;
  const targetEnd = target + (toLength[i] as number);
  if (delta > length || (delta === length && edge === 'start')) {
    return edge === 'start' ? (to[i + 1] ?? targetEnd) : targetEnd;
  }
  if (length === toLength[i]) return target + delta;
  return edge === 'start' ? target : targetEnd;
}

/** Index of the last element that is not above `value`; -1 when all are. */
function lastBefore(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] as number) <= value) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Collects segments; neighbours that both map unit by unit are joined. */
export class OffsetMapBuilder {
  readonly #derived: number[] = [];
  readonly #source: number[] = [];
  readonly #derivedLength: number[] = [];
  readonly #sourceLength: number[] = [];

  add(derived: number, source: number, derivedLength: number, sourceLength: number): void {
    if (derivedLength === 0 && sourceLength === 0) return;
    const last = this.#derived.length - 1;
    const lastLength = this.#derivedLength[last];
    if (
      lastLength !== undefined &&
      lastLength === this.#sourceLength[last] &&
      derivedLength === sourceLength &&
      (this.#derived[last] as number) + lastLength === derived &&
      (this.#source[last] as number) + lastLength === source
    ) {
      this.#derivedLength[last] = lastLength + derivedLength;
      this.#sourceLength[last] = lastLength + sourceLength;
      return;
    }
    this.#derived.push(derived);
    this.#source.push(source);
    this.#derivedLength.push(derivedLength);
    this.#sourceLength.push(sourceLength);
  }

  build(): OffsetMap {
    return {
      derived: this.#derived,
      source: this.#source,
      derivedLength: this.#derivedLength,
      sourceLength: this.#sourceLength,
    };
  }
}
