import type { Category } from './scale.ts';

/**
 * Distances between two sets, 0 to 1. There are several that people call MASI, so each has a name of its own:
 * `jaccard`: 1 - |A and B| / |A or B|. `passonneau`: 0 equal, 1/3 one within the other, 2/3 overlapping, 1 disjoint
 * (Passonneau 2004). `masi-dkpro`: their product. `masi-nltk`: 1 - Jaccard similarity times 1, .67, .33, 0 (Passonneau 2006).
 * The empty set lies within every set.
 */
export const setDistances = {
  jaccard: (a, b) => jaccardDistance(a, b),
  passonneau: (a, b) => [0, 1 / 3, 2 / 3, 1][relation(a, b)]!,
  'masi-dkpro': (a, b) => jaccardDistance(a, b) * [0, 1 / 3, 2 / 3, 1][relation(a, b)]!,
  'masi-nltk': (a, b) => (sameSet(a, b) ? 0 : 1 - (1 - jaccardDistance(a, b)) * [1, 0.67, 0.33, 0][relation(a, b)]!),
} as const satisfies Readonly<Record<string, (a: Members, b: Members) => number>>;

export type SetDistance = keyof typeof setDistances;

type Members = ReadonlySet<Category>;

function jaccardDistance(a: Members, b: Members): number {
  const shared = sharedBy(a, b);
  const either = a.size + b.size - shared;
  return either === 0 ? 0 : 1 - shared / either;
}

/** 0 equal, 1 one within the other, 2 overlapping, 3 disjoint. */
function relation(a: Members, b: Members): 0 | 1 | 2 | 3 {
  const shared = sharedBy(a, b);
  if (shared === a.size && shared === b.size) return 0;
  if (shared === a.size || shared === b.size) return 1;
  return shared > 0 ? 2 : 3;
}

function sameSet(a: Members, b: Members): boolean {
  return relation(a, b) === 0;
}

function sharedBy(a: Members, b: Members): number {
  let shared = 0;
  for (const member of a) if (b.has(member)) shared++;
  return shared;
}
