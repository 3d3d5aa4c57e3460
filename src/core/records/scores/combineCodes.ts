/** One number for each combination of several numbers, from 0 in the order in which combinations appear. */
export function combineCodes(columns: readonly ArrayLike<number>[]): {
  readonly codes: Uint32Array;
  readonly count: number;
} {
  const length = columns[0]?.length ?? 0;
  let codes = new Uint32Array(length);
  let count = Math.min(1, length);
  for (const column of columns) {
    const known = new Map<number, number>();
    const next = new Uint32Array(length);
    // Both below 2^26 in any table that fits into memory: the product is exact.
    for (let i = 0; i < length; i++) {
      const pair = column[i]! * count + codes[i]!;
      let code = known.get(pair);
      if (code === undefined) {
        code = known.size;
        known.set(pair, code);
      }
      next[i] = code;
    }
    codes = next;
    count = known.size;
  }
  return { codes, count };
}
