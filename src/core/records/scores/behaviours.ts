import { propertyTypes } from '../recordColumns.ts';
import type { RecordTable } from '../recordTable.ts';

/** What was seen of one behaviour at one checkpoint, in one record or several. */
export interface Behaviour {
  readonly scene: number;
  readonly records: number;
  /** The answer (a number of the table's texts) of its first record. */
  readonly answer: number;
  /** How often each answer was seen, where there are several: most behaviours are one record, and a million Maps would be half a gigabyte. */
  readonly answers?: ReadonlyMap<number, number>;
  /** Of a binary property the sum of the shares in which it held; NaN of any other. */
  readonly held: number;
  readonly sampled: boolean;
}

/** Behaviour by key (`RowKeys.behaviour`), of the rows with an answer that could be parsed. */
export function behavioursOf(
  table: RecordTable,
  { behaviour, scene }: { readonly behaviour: Uint32Array; readonly scene: Uint32Array },
  rows: Uint32Array,
): ReadonlyMap<number, Behaviour> {
  const [observed, values, n] = [table.texts('observed'), table.numbers('observedValue'), table.counts('n')];
  const [types, binary] = [table.states('type'), propertyTypes.indexOf('binary')];
  const found = new Map<number, { -readonly [key in keyof Behaviour]: Behaviour[key] }>();
  for (const row of rows) {
    const answer = observed[row]!;
    if (answer === 0) continue;
    const held = types[row] === binary ? values[row]! : Number.NaN;
    const known = found.get(behaviour[row]!);
    if (known === undefined) {
      found.set(behaviour[row]!, { scene: scene[row]!, records: 1, answer, held, sampled: n[row]! > 1 });
      continue;
    }
    if (known.answers !== undefined || answer !== known.answer) {
      const answers = new Map(known.answers ?? [[known.answer, known.records]]);
      known.answers = answers.set(answer, (answers.get(answer) ?? 0) + 1);
    }
    known.records++;
    known.held += held;
    known.sampled = true;
  }
  return found;
}

/** Share of outcomes of a binary property in which it held. */
export function heldShare({ held, records }: Behaviour): number | undefined {
  return Number.isNaN(held) ? undefined : held / records;
}

/** Share of outcomes that differ at least: 0 or 1 for single ones, the total variation distance between shares else. */
export function behaviourDistance(before: Behaviour, after: Behaviour): number {
  const [was, is] = [heldShare(before), heldShare(after)];
  if (was !== undefined && is !== undefined) return Math.abs(is - was);
  const all = new Set([...answersOf(before), ...answersOf(after)]);
  let sum = 0;
  for (const answer of all) sum += Math.abs(shareOf(after, answer) - shareOf(before, answer));
  return sum / 2;
}

const answersOf = ({ answer, answers }: Behaviour): Iterable<number> => answers?.keys() ?? [answer];

function shareOf({ answer, answers, records }: Behaviour, of: number): number {
  return answers === undefined ? Number(answer === of) : (answers.get(of) ?? 0) / records;
}

/** The commonest answer; undefined where two are as common. */
export function commonestAnswer({ answer, answers }: Behaviour): number | undefined {
  if (answers === undefined) return answer;
  const [first, second] = [...answers].sort(([, a], [, b]) => b - a);
  return first?.[1] === second?.[1] ? undefined : first?.[0];
}
