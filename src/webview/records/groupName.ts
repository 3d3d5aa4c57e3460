import type { Dimension } from '../../core/records/dimensions.ts';
import { valueWord } from './dimensionWords.ts';

export type GroupKey = Readonly<Partial<Record<Dimension, string>>>;

/** The values of a group in words; empty for all records. */
export function groupName(key: GroupKey, by: readonly Dimension[]): string {
  return by.map((dimension) => valueWord(key[dimension] ?? '')).join(' · ');
}
