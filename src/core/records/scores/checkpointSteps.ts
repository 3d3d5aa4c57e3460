import type { RecordTable } from '../recordTable.ts';
import { checkpointOrder } from './checkpointOrder.ts';
import { joinRows } from './joinRows.ts';

/** From one checkpoint to a later one. */
export interface CheckpointStep {
  readonly from: string;
  readonly to: string;
  /** Method of the update, where the later records name one. */
  readonly update: string;
  /** Rows in which both prediction and behaviour are of the one checkpoint, or of the other. */
  readonly before: Uint32Array;
  readonly after: Uint32Array;
  /** Rows with a prediction made at `from` of the behaviour at `to`. */
  readonly foretold: Uint32Array;
}

/** The first checkpoint against each later one, and whatever was foretold; one for each method of update. */
export function checkpointSteps(
  table: RecordTable,
  rows: Uint32Array,
): { readonly steps: readonly CheckpointStep[]; readonly without: number } {
  const seenAt = (row: number): string => table.word(row, 'checkpoint');
  const predictedAt = (row: number): string => table.word(row, 'predictedAt') || seenAt(row);
  const placed = rows.filter((row) => seenAt(row) !== '');
  const own = placed.filter((row) => predictedAt(row) === seenAt(row));
  const foretold = placed.filter((row) => predictedAt(row) !== seenAt(row));
  const [first, ...later] = checkpointOrder(Array.from(own, seenAt));
  const pairs = new Map<string, readonly [from: string, to: string]>();
  const add = (from: string, to: string): void => void pairs.set(JSON.stringify([from, to]), [from, to]);
  if (first !== undefined) for (const to of later) add(first, to);
  for (const row of foretold) add(predictedAt(row), seenAt(row));
  const steps = [...pairs.values()].flatMap(([from, to]) => {
    const before = own.filter((row) => seenAt(row) === from);
    const after = own.filter((row) => seenAt(row) === to);
    const told = foretold.filter((row) => predictedAt(row) === from && seenAt(row) === to);
    const updates = new Set<string>();
    for (const row of joinRows(after, told)) updates.add(table.word(row, 'update'));
    return [...updates].sort().map((update) => {
      const same = (row: number): boolean => table.word(row, 'update') === update;
      const either = (row: number): boolean => same(row) || table.word(row, 'update') === '';
      return {
        from,
        to,
        update,
        before: before.filter(either),
        after: after.filter(same),
        foretold: told.filter(same),
      };
    });
  });
  return { steps, without: rows.length - placed.length };
}
