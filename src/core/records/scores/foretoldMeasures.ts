import { estimated, numberOf } from '../../statistics/estimate.ts';
import { unknown } from '../recordColumns.ts';
import type { RecordFilter } from '../recordFilter.ts';
import { brierAt } from '../recordRow.ts';
import { behavioursOf, commonestAnswer, heldShare } from './behaviours.ts';
import type { Compared } from './changeMeasures.ts';
import { countedMean } from './meanMeasure.ts';
import { measure } from './measure.ts';
import { resample } from './resample.ts';
import { pick } from './rowGroups.ts';
import type { Measure } from './scoreReport.ts';
import { unitsOf } from './units.ts';

/**
 * Predictions of an update: made at one checkpoint, of the behaviour at a later one. They are worth something where they beat "nothing changes", which
 * predicts of each scenario what was seen at the earlier checkpoint; only what was seen there is compared.
 */
export async function foretoldMeasures(
  compared: Compared,
  rows: Uint32Array,
  filter: RecordFilter,
): Promise<Measure[]> {
  const { table, keys } = compared;
  const before = behavioursOf(table, keys, compared.before);
  const [correct, observed, shares] = [
    table.states('correct'),
    table.texts('observed'),
    table.numbers('observedValue'),
  ];
  const was = (row: number) => before.get(keys.behaviour[row]!);
  const sharedBefore = (row: number): number | undefined => {
    const one = was(row);
    return one && heldShare(one);
  };
  const accuracy = await against(
    compared,
    rows.filter(
      (row) => correct[row] !== unknown && was(row) !== undefined && commonestAnswer(was(row)!) !== undefined,
    ),
    { id: 'Accuracy', title: 'accuracy', better: 'above' },
    (row) => correct[row]!,
    (row) => Number(commonestAnswer(was(row)!) === observed[row]),
    filter,
  );
  const brier = await against(
    compared,
    rows.filter((row) => brierAt(table, row) !== undefined && sharedBefore(row) !== undefined),
    { id: 'Brier', title: 'Brier score', better: 'below' },
    (row) => brierAt(table, row)!,
    (row) => (sharedBefore(row)! - shares[row]!) ** 2,
    filter,
  );
  return [...accuracy, ...brier];
}

async function against(
  { keys, settings, breathe }: Compared,
  rows: Uint32Array,
  { id, title, better }: { readonly id: string; readonly title: string; readonly better: string },
  own: (row: number) => number,
  unchanged: (row: number) => number,
  filter: RecordFilter,
): Promise<Measure[]> {
  if (rows.length === 0) return [];
  const [first, second] = [Float64Array.from(rows, own), Float64Array.from(rows, unchanged)];
  const sides = [first, second, first.map((value, i) => value - second[i]!)];
  const means = (counts: ArrayLike<number>) => sides.map((side) => countedMean(side, counts));
  const [ofOwn, ofUnchanged, ofLift] = await resample(unitsOf(pick(keys.scene, rows)), means, settings, breathe);
  const estimates = means(new Float64Array(rows.length).fill(1)).map((value) => estimated(value!));
  const n = rows.length;
  const lift = numberOf(estimates[2]!)!;
  return [
    measure(`foretold${id}`, `Predictions of the update, ${title}`, estimates[0]!, n, {
      interval: ofOwn,
      convention: 'predicted at the earlier checkpoint, of the behaviour at the later one',
      headline: true,
      filter,
    }),
    measure(`unchanged${id}`, `"Nothing changes", ${title}`, estimates[1]!, n, {
      interval: ofUnchanged,
      convention: 'says of each scenario what was seen at the earlier checkpoint',
      filter,
    }),
    measure(`foretold${id}Lift`, `Gain over "nothing changes", ${title}`, estimated(lift), n, {
      interval: ofLift,
      convention: `${better} 0 where the update was foreseen`,
      headline: true,
      filter,
    }),
  ];
}
