import { numberOf } from '../../statistics/estimate.ts';
import { wilson } from '../../statistics/interval.ts';
import type { RecordFilter } from '../recordFilter.ts';
import { choicesOf, countAnswers } from './answerMeasures.ts';
import { behaviourDistance, behavioursOf } from './behaviours.ts';
import type { Compared } from './changeMeasures.ts';
import type { Change } from './changeReport.ts';
import { combineCodes } from './combineCodes.ts';
import { meanMeasure } from './meanMeasure.ts';
import { measure } from './measure.ts';
import { pick } from './rowGroups.ts';
import type { Measure } from './scoreReport.ts';
import { sideChange } from './sideChange.ts';
import { areSingle, unitsOf } from './units.ts';

/** How far behaviour itself moved, whatever was predicted: accuracy can rise because there is less left to predict. */
export async function driftMeasures(compared: Compared, filter: RecordFilter): Promise<Measure[]> {
  const { table, keys, settings, breathe } = compared;
  const before = behavioursOf(table, keys, compared.before);
  const after = behavioursOf(table, keys, compared.after);
  const common = Uint32Array.from(before.keys()).filter((key) => after.has(key));
  if (common.length === 0) return [];
  const scenario = Uint32Array.from(common, (key) => before.get(key)!.scene);
  const values = Float64Array.from(common, (key) => behaviourDistance(before.get(key)!, after.get(key)!));
  const sampled = common.some((key) => before.get(key)!.sampled || after.get(key)!.sampled);
  const convention = sampled
    ? 'where outcomes were resampled: the share that must differ at least (total variation distance)'
    : 'over scenario, model and property';
  const changed = await meanMeasure(
    'outcomeChanged',
    'Outcomes that changed',
    { values, scenario },
    { convention, headline: true, filter },
    settings,
    breathe,
  );
  const lone = !sampled && areSingle(unitsOf(scenario));
  const k = values.reduce((sum, value) => sum + value, 0);
  const exact = lone
    ? { ...changed, ...measure('', '', changed.estimate, 0, { interval: wilson(k, values.length, settings.level) }) }
    : changed;

  const observed = table.texts('observed');
  const side = (rows: Uint32Array) => {
    const seen = rows.filter(
      (row) => observed[row] !== 0 && before.has(keys.behaviour[row]!) && after.has(keys.behaviour[row]!),
    );
    const cells = (['model', 'property', 'dataset'] as const).map((of) => pick(table.codes(of), seen));
    const choices = choicesOf(pick(observed, seen), combineCodes(cells).codes);
    const none = new Uint8Array(seen.length);
    return {
      scenario: pick(keys.scene, seen),
      statistics: (counts: ArrayLike<number>) => {
        const { modes, total } = countAnswers(none, choices, counts);
        return [total === 0 ? undefined : modes / total];
      },
    };
  };
  const [mode] = await sideChange(side(compared.before), side(compared.after), ['no data'], settings, breathe);
  const share = 'share of the commonest outcome per property, dataset and model';
  const n = common.length;
  return [
    { ...exact, id: changed.id, title: changed.title, n },
    measure('modeShareBefore', 'Commonest outcome, before', mode!.before, n, { convention: share, filter }),
    measure('modeShareAfter', 'Commonest outcome, after', mode!.after, n, { convention: share, filter }),
    measure('modeShareChange', 'Commonest outcome, change', mode!.difference, n, {
      interval: mode!.interval,
      convention: 'after - before: above 0 where behaviour gathered on one answer',
      filter,
    }),
  ];
}

/** What must be said when accuracy rose: whether it is foresight, or behaviour that has become easier to foresee. */
export function driftWarnings(changes: readonly Change[], drift: readonly Measure[]): string[] {
  const of = (id: string): number | undefined => {
    const found = changes.find((change) => change.id === id);
    return found && numberOf(found.difference);
  };
  const [accuracy, baseline, lift] = [of('accuracy'), of('baseline'), of('lift')];
  const warnings: string[] = [];
  if (accuracy !== undefined && baseline !== undefined && lift !== undefined && accuracy > 0 && lift <= 0)
    warnings.push(
      `accuracy rose by ${points(accuracy)} because behaviour collapsed onto its commonest answer: the majority baseline rose by ${points(baseline)}, the lift over it did not rise (${points(lift)})`,
    );
  const after = drift.find(({ id }) => id === 'modeShareAfter');
  const share = after && numberOf(after.estimate);
  if (share !== undefined && share >= 0.95)
    warnings.push(
      `${(share * 100).toFixed(0)} % of the outcomes after are the commonest one: there is little left to predict`,
    );
  return warnings;
}

function points(share: number): string {
  return `${(share * 100).toFixed(1)} points`;
}
