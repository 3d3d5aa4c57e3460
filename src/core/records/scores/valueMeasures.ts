import { describeNumbers, meanError } from '../../statistics/meanError.ts';
import { sortOrder, upTo } from '../../statistics/order.ts';
import type { RecordFilter } from '../recordFilter.ts';
import { correlationMeasures } from './correlationMeasures.ts';
import { meanMeasure } from './meanMeasure.ts';
import { measure } from './measure.ts';
import { narrow } from './narrow.ts';
import { countedCorrelations, rankedPairs } from './rankedPairs.ts';
import { type Breathe, resample } from './resample.ts';
import type { Measure } from './scoreReport.ts';
import type { SettledSettings } from './scoreSettings.ts';
import { unitsOf } from './units.ts';

export interface NumberRows {
  readonly values: ArrayLike<number>;
  readonly scenario: ArrayLike<number>;
}

/** Mean, sample standard deviation, median, least and most of the numbers of one side. */
export async function descriptionMeasures(
  side: 'predicted' | 'observed',
  { values, scenario }: NumberRows,
  settings: SettledSettings,
  filter: RecordFilter,
  breathe: Breathe,
): Promise<Measure[]> {
  const { n, mean, sd, median, min, max } = describeNumbers(values, settings.level);
  const order = upTo(n);
  sortOrder(order, values);
  const sorted = Float64Array.from(order, (i) => values[i]!);
  const units = unitsOf(Array.from(order, (i) => scenario[i]!));
  const intervals = await resample(units, (counts) => countedDescription(sorted, counts), settings, breathe);
  const name = side === 'predicted' ? 'predicted value' : 'observed value';
  const of = (id: string) => `${side}${id}`;
  return [
    measure(of('Mean'), `Mean ${name}`, mean, n, { interval: intervals[0], filter, headline: true }),
    measure(of('Sd'), `SD of ${name}`, sd, n, { interval: intervals[1], filter, convention: 'sample SD, n - 1' }),
    measure(of('Median'), `Median ${name}`, median, n, { interval: intervals[2], filter }),
    measure(of('Min'), `Least ${name}`, min, n, { filter, convention: 'no interval: a resample cannot pass it' }),
    measure(of('Max'), `Largest ${name}`, max, n, { filter, convention: 'no interval: a resample cannot pass it' }),
  ];
}

/** Mean, sample SD and median where the i-th of the sorted numbers counts `counts[i]` times. */
function countedDescription(sorted: Float64Array, counts: ArrayLike<number>): (number | undefined)[] {
  let [n, sum] = [0, 0];
  for (let i = 0; i < sorted.length; i++) {
    n += counts[i]!;
    sum += counts[i]! * sorted[i]!;
  }
  if (n === 0) return [undefined, undefined, undefined];
  const mean = sum / n;
  let [squares, seen, lower, upper] = [0, 0, Number.NaN, Number.NaN];
  for (let i = 0; i < sorted.length; i++) {
    const count = counts[i]!;
    if (count === 0) continue;
    squares += count * (sorted[i]! - mean) ** 2;
    seen += count;
    if (Number.isNaN(lower) && seen * 2 >= n) lower = sorted[i]!;
    if (Number.isNaN(upper) && seen * 2 > n) upper = sorted[i]!;
  }
  return [mean, n < 2 ? undefined : Math.sqrt(squares / (n - 1)), (lower + upper) / 2];
}

/** How far numeric predictions were off, and how they go with what was seen. */
export async function errorMeasures(
  predicted: ArrayLike<number>,
  observed: ArrayLike<number>,
  scenario: ArrayLike<number>,
  settings: SettledSettings,
  filter: RecordFilter,
  breathe: Breathe,
): Promise<Measure[]> {
  const counted = narrow(filter, { has: ['values'] });
  const { n, rmse } = meanError(predicted, observed);
  const errors = Float64Array.from({ length: n }, (_, i) => predicted[i]! - observed[i]!);
  const mae = await meanMeasure(
    'mae',
    'Mean absolute error',
    { values: errors.map(Math.abs), scenario },
    { convention: 'mean |predicted - observed|, in the unit of the property', headline: true, filter: counted },
    settings,
    breathe,
  );
  const bias = await meanMeasure(
    'bias',
    'Bias',
    { values: errors, scenario },
    { convention: 'mean of predicted - observed: above 0 where too high', filter: counted },
    settings,
    breathe,
  );
  const square = await meanMeasure(
    '',
    '',
    { values: errors.map((error) => error ** 2), scenario },
    {},
    settings,
    breathe,
  );
  const root = square.interval && {
    ...square.interval,
    low: Math.sqrt(Math.max(0, square.interval.low)),
    high: Math.sqrt(square.interval.high),
  };
  const pairs = rankedPairs(predicted, observed);
  const units = unitsOf(Array.from(pairs.order, (i) => scenario[i]!));
  const intervals = await resample(
    units,
    (counts) => {
      const { pearson, spearman, kendall } = countedCorrelations(pairs, counts);
      return [pearson, spearman, kendall];
    },
    settings,
    breathe,
  );
  return [
    mae,
    measure('rmse', 'Root mean square error', rmse, n, { interval: root, filter: counted }),
    bias,
    ...correlationMeasures('OfValues', pairs, intervals, counted, 'predicted and observed values'),
  ];
}
