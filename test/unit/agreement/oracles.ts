import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { type Estimate, estimated } from '../../../src/core/statistics/estimate.ts';

/** What an entry gives to compute with; what it gives besides is an oracle, and comes to its check as such. */
export interface Entry {
  readonly table: number[][];
  readonly table_percent: number[][];
  readonly weights: number[][];
  readonly categories_observed: number[];
  readonly counts: number[][];
  readonly units: unknown;
  readonly units_by_4_coders: unknown;
  readonly coincidence_values: number[];
  readonly begin: number;
  readonly length: number;
  readonly stretch: number;
  readonly annotators: WrittenSpan[][];
  readonly alpha: number;
  readonly beta: number;
  readonly delta_empty: number;
  readonly a: WrittenSpan[];
  readonly b: WrittenSpan[];
}

export type WrittenSpan = readonly [start: number, end: number, label: string];
export type Check = (entry: Entry, oracle: unknown, key: string) => void;

const topics: Record<string, Record<string, Entry>> = JSON.parse(
  readFileSync(join(import.meta.dirname, '../statistics/oracles.json'), 'utf8'),
);

let checked = 0;
after(() => console.log(`${checked} numbers of oracles.json hold`));

/**
 * A test per entry of a topic; each of its keys has a check, is an input, or fails: nothing is passed over.
 */
export function entries(topic: string, checks: Record<string, Check>, inputs: readonly string[]): void {
  describe(topic, () => {
    for (const [name, entry] of Object.entries(topics[topic]!)) {
      it(name, () => {
        const before = checked;
        for (const [key, oracle] of Object.entries(entry)) {
          if (key in checks) checks[key]!(entry, oracle, key);
          else assert.ok([...inputs, 'source', 'note'].includes(key), `no check of ${key}`);
        }
        assert.ok(checked > before, 'nothing checked');
      });
    }
  });
}

/** `oracle` is a number, `{exact, value}`, a list of numbers, or null for undefined. */
export function check(actual: Estimate | number | readonly Estimate[], oracle: unknown, tolerance = 1e-12): void {
  if (Array.isArray(oracle)) {
    const list = actual as readonly Estimate[];
    assert.equal(list.length, oracle.length);
    for (const [i, one] of oracle.entries()) check(list[i]!, one, tolerance);
    return;
  }
  checked++;
  const estimate = typeof actual === 'number' ? estimated(actual) : (actual as Estimate);
  if (oracle === null) {
    assert.equal(estimate.kind, 'undefined');
    return;
  }
  const { value, exact } = typeof oracle === 'number' ? { value: oracle, exact: undefined } : (oracle as Rational);
  assert.ok(estimate.kind === 'value', `not ${value} but ${JSON.stringify(estimate)}`);
  const apart = Math.abs(estimate.value - value) / Math.max(1, Math.abs(value));
  assert.ok(apart <= tolerance, `${estimate.value} is not ${value}`);
  if (exact === undefined) return;
  const [over, under] = exact.split('/').map(Number);
  assert.ok(Math.abs(value - over! / under!) < 1e-12, `${value} is not ${exact}`);
}

interface Rational {
  readonly value: number;
  readonly exact: string | undefined;
}

/** The topics of the file, so that a test sees when one has come. */
export const topicNames: readonly string[] = Object.keys(topics);
