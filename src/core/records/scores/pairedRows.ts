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
  const [old, now] = [new Set(pick(pair, before)), new Set(pick(pair, after))];
  const common = new Set([...old].filter((key) => now.has(key)));
  const keep = (rows: Uint32Array): Uint32Array => rows.filter((row) => common.has(pair[row]!));
  const [first, second] = [keep(before), keep(after)];
  const scenarios = new Set(pick(scene, first)).size;
  const single = first.length === common.size && second.length === common.size && scenarios === common.size;
  return { before: first, after: second, pairs: common.size, scenarios, single };
}
