/** The rows of one list, then those of another. */
export function joinRows(first: Uint32Array, second: Uint32Array): Uint32Array<ArrayBuffer> {
  const joined = new Uint32Array(first.length + second.length);
  joined.set(first);
  joined.set(second, first.length);
  return joined;
}
