import { estimated, undefinedBecause } from '../../statistics/estimate.ts';
import { type MeasureFacts, measure } from './measure.ts';
import { type Breathe, resample } from './resample.ts';
import type { Measure } from './scoreReport.ts';
import type { SettledSettings } from './scoreSettings.ts';
import { unitsOf } from './units.ts';

/** The mean of numbers, with an interval over scenarios. */
export async function meanMeasure(
  id: string,
  title: string,
  { values, scenario }: { readonly values: ArrayLike<number>; readonly scenario: ArrayLike<number> },
  facts: Omit<MeasureFacts, 'interval'>,
  settings: SettledSettings,
  breathe: Breathe,
): Promise<Measure> {
  const whole = countedMean(values, new Float64Array(values.length).fill(1));
  const [interval] = await resample(unitsOf(scenario), (counts) => [countedMean(values, counts)], settings, breathe);
  const estimate = whole === undefined ? undefinedBecause('no data') : estimated(whole);
  return measure(id, title, estimate, values.length, { ...facts, interval });
}

/** The mean where the i-th number counts `counts[i]` times. */
export function countedMean(values: ArrayLike<number>, counts: ArrayLike<number>): number | undefined {
  let [sum, total] = [0, 0];
  for (let i = 0; i < values.length; i++) {
    sum += counts[i]! * values[i]!;
    total += counts[i]!;
  }
  return total === 0 ? undefined : sum / total;
}
