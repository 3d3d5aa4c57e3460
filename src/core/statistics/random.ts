/**
 * A seeded generator: the same seed gives the same numbers on every machine and in every version, so that an interval
 * that was printed can be printed again.
 */
export interface Random {
  /** 0 inclusive to 1 exclusive, in steps of 2^-32. */
  next(): number;
  /** 0 inclusive to `bound` exclusive; bound at most 2^32. Its bias is below bound / 2^32. */
  int(bound: number): number;
  /** Standard normal (Box and Muller 1958). */
  normal(): number;
  /** Fills an array with independent integers below `bound`: the drawing of a resample. */
  fill(indices: Uint32Array, bound: number): void;
  /** Permutes in place, every order alike likely (Fisher and Yates; Durstenfeld 1964). */
  shuffle(indices: Uint32Array): void;
}

/** sfc32 (Doty-Humphrey's PractRand, public domain: 128 bits of state, passes BigCrush), seeded through FNV-1a. */
export function seededRandom(seed: string): Random {
  let a = hash(seed, 0);
  let b = hash(seed, 1);
  let c = hash(seed, 2);
  let counter = 1;
  const bits = (): number => {
    const out = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + out) | 0;
    return out >>> 0;
  };
  for (let i = 0; i < 15; i++) bits();

  const next = (): number => bits() / 2 ** 32;
  const int = (bound: number): number => Math.floor(next() * bound);
  return {
    next,
    int,
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    fill: (indices, bound) => {
      for (let i = 0; i < indices.length; i++) indices[i] = int(bound);
    },
    shuffle: (indices) => {
      for (let i = indices.length - 1; i > 0; i--) {
        const j = int(i + 1);
        const swapped = indices[i]!;
        indices[i] = indices[j]!;
        indices[j] = swapped;
      }
    },
  };
}

/** FNV-1a over UTF-16 units, with murmur3's finishing so that near seeds differ in all bits. */
function hash(text: string, salt: number): number {
  let h = Math.imul(0x811c9dc5 ^ salt, 0x01000193);
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
