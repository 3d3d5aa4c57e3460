import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A number of the oracle: computed with exact fractions. */
export interface Exact {
  readonly exact: string;
  readonly value: number;
}

const all: unknown = JSON.parse(readFileSync(join(import.meta.dirname, 'oracles.json'), 'utf8'));

/** One part of `oracles.json`: the values of `statistics.md`, by name of the case. */
export function oracles<T>(part: string): Readonly<Record<string, T>> {
  return (all as Record<string, Record<string, T>>)[part]!;
}
