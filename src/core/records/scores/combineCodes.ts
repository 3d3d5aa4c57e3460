/** One number for each combination of several numbers, from 0 in the order in which combinations appear. */
export function combineCodes(columns: readonly ArrayLike<number>[]): {
  readonly codes: Uint32Array;
  readonly count: number;
} {
  const length = columns[0]?.length ?? 0;
  let codes = new Uint32Array(length);
  let count = Math.min(1, length);
  for (const column of columns) {
    const next = new Uint32Array(length);
    let most = 0;
    for (let i = 0; i < length; i++) most = Math.max(most, column[i]!);
    // Both below 2^26 in any table that fits into memory: the product is exact.
    const number = numbering((most + 1) * count);
    for (let i = 0; i < length; i++) next[i] = number.of(column[i]! * count + codes[i]!);
    codes = next;
    count = number.count();
  }
  return { codes, count };
}

/** 16 MB: up to here a plain array tells faster than a Map what has been seen. */
const mostInArray = 4e6;

function numbering(bound: number): { of(key: number): number; count(): number } {
  let count = 0;
  if (bound > mostInArray) {
    const known = new Map<number, number>();
    return {
      of: (key) => {
        const code = known.get(key) ?? count;
        if (code === count) known.set(key, count++);
        return code;
      },
      count: () => count,
    };
  }
  const known = new Uint32Array(bound);
  return {
    of: (key) => {
      let code = known[key]!;
      if (code === 0) known[key] = code = ++count;
      return code - 1;
    },
    count: () => count,
  };
}
