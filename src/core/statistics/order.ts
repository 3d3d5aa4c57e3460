/** Sorted upwards, as 64-bit floats. */
export function sortedCopy(values: ArrayLike<number>): Float64Array {
  return Float64Array.from(values).sort();
}

/** 0, 1, 2 ... */
export function upTo(n: number): Uint32Array {
  const all = new Uint32Array(n);
  for (let i = 0; i < n; i++) all[i] = i;
  return all;
}

/**
 * Sorts `order` (positions in `keys`) upwards by key, stable and in place, and returns how many pairs of it stood the wrong way round: the
 * inversions of Knight 1966. A merge sort: a million keys in well under a second, where a comparator takes several.
 */
export function sortOrder(order: Uint32Array, keys: ArrayLike<number>): number {
  const n = order.length;
  let from: Uint32Array = order;
  let to: Uint32Array = new Uint32Array(n);
  let inversions = 0;
  for (let width = 1; width < n; width *= 2) {
    for (let start = 0; start < n; start += 2 * width) {
      const middle = Math.min(start + width, n);
      const end = Math.min(start + 2 * width, n);
      for (let k = start, i = start, j = middle; k < end; k++) {
        if (j >= end || (i < middle && keys[from[i]!]! <= keys[from[j]!]!)) to[k] = from[i++]!;
        else {
          to[k] = from[j++]!;
          inversions += middle - i;
        }
      }
    }
    [from, to] = [to, from];
  }
  if (from !== order) order.set(from);
  return inversions;
}

/** Ranks from 1, equal values sharing the mean of theirs. */
export function averageRanks(values: ArrayLike<number>): Float64Array {
  const order = upTo(values.length);
  sortOrder(order, values);
  const ranks = new Float64Array(values.length);
  for (let start = 0, end = 0; start < order.length; start = end) {
    while (end < order.length && values[order[end]!] === values[order[start]!]) end++;
    for (let i = start; i < end; i++) ranks[order[i]!] = (start + 1 + end) / 2;
  }
  return ranks;
}
