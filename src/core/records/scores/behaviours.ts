import type { RecordTable } from '../recordTable.ts';

/** What was seen of one behaviour at one checkpoint, in one record or several. */
export interface Behaviour {
  readonly scene: number;
  /** Share of each answer (a number of the table's texts); of a property that is binary the share of yes is `holds`. */
  readonly answers: ReadonlyMap<number, number>;
  readonly holds: number | undefined;
  readonly sampled: boolean;
}

/** Behaviour by key (`RowKeys.behaviour`), of the rows with an answer that could be parsed. */
export function behavioursOf(
  table: RecordTable,
  { behaviour, scene }: { readonly behaviour: Uint32Array; readonly scene: Uint32Array },
  rows: Uint32Array,
): ReadonlyMap<number, Behaviour> {
  const [observed, values, n] = [table.texts('observed'), table.numbers('observedValue'), table.counts('n')];
  const binary = table.states('type');
  const found = new Map<
    number,
    { scene: number; counts: Map<number, number>; total: number; holds: number; sampled: boolean }
  >();
  for (const row of rows) {
    if (observed[row] === 0) continue;
    let one = found.get(behaviour[row]!);
    if (one === undefined) {
      one = { scene: scene[row]!, counts: new Map(), total: 0, holds: 0, sampled: false };
      found.set(behaviour[row]!, one);
    }
    one.counts.set(observed[row]!, (one.counts.get(observed[row]!) ?? 0) + 1);
    one.sampled ||= one.total > 0 || n[row]! > 1;
    one.total++;
    one.holds += binary[row] === 0 ? values[row]! : Number.NaN;
  }
  return new Map(
    Array.from(found, ([key, { scene, counts, total, holds, sampled }]) => [
      key,
      {
        scene,
        answers: new Map(Array.from(counts, ([answer, count]) => [answer, count / total])),
        holds: Number.isNaN(holds) ? undefined : holds / total,
        sampled,
      },
    ]),
  );
}

/** Share of outcomes that differ at least: 0 or 1 for single ones, the total variation distance between shares else. */
export function behaviourDistance(before: Behaviour, after: Behaviour): number {
  if (before.holds !== undefined && after.holds !== undefined) return Math.abs(after.holds - before.holds);
  const all = new Set([...before.answers.keys(), ...after.answers.keys()]);
  let sum = 0;
  for (const answer of all) sum += Math.abs((after.answers.get(answer) ?? 0) - (before.answers.get(answer) ?? 0));
  return sum / 2;
}

/** The commonest answer; undefined where two are as common. */
export function commonestAnswer({ answers }: Behaviour): number | undefined {
  const [first, second] = [...answers].sort(([, a], [, b]) => b - a);
  return first === undefined || first[1] === second?.[1] ? undefined : first[0];
}
