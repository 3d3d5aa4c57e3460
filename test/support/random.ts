/** A seeded generator (mulberry32): the same seed gives the same run. `PLUMBLINE_SEED` repeats a failed one. */
export interface Random {
  readonly seed: number;
  /** 0 inclusive to 1 exclusive. */
  next(): number;
  /** 0 inclusive to `bound` exclusive. */
  int(bound: number): number;
  pick<T>(list: readonly T[]): T;
  chance(probability: number): boolean;
}

export function makeRandom(seed = Number(process.env.PLUMBLINE_SEED ?? Math.floor(Math.random() * 2 ** 31))): Random {
  let state = seed | 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const int = (bound: number): number => Math.floor(next() * bound);
  return {
    seed,
    next,
    int,
    pick: (list) => list[int(list.length)] as never,
    chance: (probability) => next() < probability,
  };
}
