import type { RecordTable } from '../recordTable.ts';
import { combineCodes } from './combineCodes.ts';
import { pick } from './rowGroups.ts';
import { scenesOf } from './scoreGroup.ts';

/** Numbers per row of a table by which records are put together. */
export interface RowKeys {
  readonly scene: Uint32Array;
  /** The same scenario, model, predictor, property and elicitation: one prediction, made at several checkpoints. */
  readonly pair: Uint32Array;
  /** The same scenario, model and property: one behaviour, seen at several checkpoints. */
  readonly behaviour: Uint32Array;
}

export function rowKeys(table: RecordTable): RowKeys {
  const scene = scenesOf(table);
  const column = (dimension: 'model' | 'predictor' | 'property' | 'elicitation') => table.codes(dimension);
  const behaviour = combineCodes([scene, column('model'), column('property')]).codes;
  return { scene, behaviour, pair: combineCodes([behaviour, column('predictor'), column('elicitation')]).codes };
}

/** Rows before and after whose key is on both sides. */
export interface PairedRows {
  readonly before: Uint32Array;
  readonly after: Uint32Array;
  /** How many keys. */
  readonly pairs: number;
  readonly scenarios: number;
  /** One record on each side, and one pair in each scenario: then pairs are independent, as McNemar's test wants them. */
  readonly single: boolean;
}

export function pairRows({ pair, scene }: RowKeys, before: Uint32Array, after: Uint32Array): PairedRows {
  // A byte for each key: bit 1 is before, bit 2 after. Keys are dense, and no more than rows.
  const seen = new Uint8Array(pair.length);
  for (const row of before) seen[pair[row]!]! |= 1;
  for (const row of after) seen[pair[row]!]! |= 2;
  const keep = (rows: Uint32Array): Uint32Array => rows.filter((row) => seen[pair[row]!] === 3);
  const [first, second] = [keep(before), keep(after)];
  const pairs = countDistinct(pick(pair, first));
  const scenarios = countDistinct(pick(scene, first));
  const single = first.length === pairs && second.length === pairs && scenarios === pairs;
  return { before: first, after: second, pairs, scenarios, single };
}

export function countDistinct(codes: ArrayLike<number>): number {
  return combineCodes([codes]).count;
}
