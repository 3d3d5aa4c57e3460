import { auroc } from '../../statistics/auroc.ts';
import { type Bins, equalMassBins } from '../../statistics/bins.ts';
import { binnedMurphy, brier, type Murphy } from '../../statistics/brier.ts';
import { calibrationError, type ReliabilityRow } from '../../statistics/calibrationError.ts';
import { type Estimate, estimated, undefinedBecause } from '../../statistics/estimate.ts';
import type { Forecasts } from '../../statistics/forecasts.ts';
import type { Interval } from '../../statistics/interval.ts';
import { logScore } from '../../statistics/logScore.ts';
import type { RecordFilter } from '../recordFilter.ts';
import { correlationMeasures } from './correlationMeasures.ts';
import { countedAuroc, countedForecasts, forecastStatisticIds, forecastStatistics } from './countedForecasts.ts';
import { intervalOf, measure } from './measure.ts';
import { narrow } from './narrow.ts';
import { countedCorrelations, type RankedPairs, rankedPairs } from './rankedPairs.ts';
import { type Breathe, resample } from './resample.ts';
import type { Measure, ReliabilityBin } from './scoreReport.ts';
import type { SettledSettings } from './scoreSettings.ts';
import { areSingle, type Units, unitsOf } from './units.ts';

/** Forecasts with what came of them, one entry per record that has both. */
export interface ForecastRows extends Forecasts {
  readonly scenario: ArrayLike<number>;
}

export interface ForecastScores {
  readonly measures: readonly Measure[];
  readonly reliability: readonly ReliabilityBin[];
  readonly warnings: readonly string[];
}

/** All scores of forecasts against outcomes. `filter` is the group's; the numbers' own is added to it. */
export async function forecastMeasures(
  { p, y, scenario }: ForecastRows,
  settings: SettledSettings,
  filter: RecordFilter,
  breathe: Breathe,
): Promise<ForecastScores> {
  const pairs = rankedPairs(p, y);
  const units = unitsOf(Array.from(pairs.order, (i) => scenario[i]!));
  const counted = narrow(filter, { has: ['forecasts'] });
  const ranking = await rankingMeasures(pairs, units, settings, counted, breathe);
  const n = pairs.x.length;
  if (n > 0 && (pairs.x[0]! < 0 || pairs.x[n - 1]! > 1)) {
    const reason = undefinedBecause('forecasts outside 0 to 1');
    const scores = outsideScores.map(([id, title, headline]) =>
      measure(id, title, reason, n, { headline, filter: counted }),
    );
    return { measures: [...scores, ...ranking], reliability: [], warnings: [] };
  }
  const forecasts = { p: pairs.x, y: pairs.y };
  const mass = equalMassBins(pairs.x, settings.bins.edges.length - 1);
  const ready = countedForecasts(pairs, settings.bins, mass, settings.clip);
  const intervals = await resample(units, (counts) => forecastStatistics(ready, counts), settings, breathe);
  const intervalAt = (id: (typeof forecastStatisticIds)[number]): Interval | undefined =>
    intervals[forecastStatisticIds.indexOf(id)];
  const scored = properScores(forecasts, settings, mass, intervalAt, counted);
  return {
    measures: [...scored.measures, ...ranking],
    reliability: reliabilityBins(scored.rows, settings.bins, counted),
    warnings: scored.warnings,
  };
}

const outsideScores = [
  ['brier', 'Brier score', true],
  ['skill', 'Brier skill', true],
  ['logScore', 'Log score', false],
  ['ece', 'ECE, equal width', false],
  ['eceMass', 'ECE, equal mass', false],
] as const;

function properScores(
  forecasts: Forecasts,
  { bins, clip, level }: SettledSettings,
  mass: Bins,
  intervalAt: (id: (typeof forecastStatisticIds)[number]) => Interval | undefined,
  filter: RecordFilter,
): { measures: Measure[]; rows: readonly ReliabilityRow[]; warnings: string[] } {
  const score = brier(forecasts);
  const binned = binnedMurphy(forecasts, bins);
  const log = logScore(forecasts, clip);
  const width = calibrationError(forecasts, bins, level);
  const equal = calibrationError(forecasts, mass, level);
  const { n, murphy } = score;
  const term = (of: Murphy | undefined, read: (murphy: Murphy) => number): Estimate =>
    of === undefined ? undefinedBecause('no data') : estimated(read(of));
  const at = (
    id: (typeof forecastStatisticIds)[number],
    title: string,
    estimate: Estimate,
    convention: string,
    headline = false,
  ): Measure => measure(id, title, estimate, n, { interval: intervalAt(id), convention, headline, filter });
  const inBins = n - width.outside;
  const five = `${bins.text}; five terms (Stephenson et al. 2008) over the ${inBins} forecasts in a bin`;
  const three = 'Murphy 1973 by distinct forecast: Brier = reliability - resolution + uncertainty';
  const biased = `biased upward at small n: by chance alone ${shown(width.eceByChance)} is expected here`;
  const measures = [
    at('brier', 'Brier score', score.brier, 'mean (p - y)^2, 0 is best; y = k/n where outcomes were resampled', true),
    at('skill', 'Brier skill', score.skill, '1 - Brier / uncertainty: against always saying the base rate', true),
    at(
      'reliability',
      'Reliability',
      term(murphy, (of) => of.reliability),
      `${three}; lower is better`,
    ),
    at(
      'resolution',
      'Resolution',
      term(murphy, (of) => of.resolution),
      `${three}; higher is better`,
    ),
    at(
      'uncertainty',
      'Uncertainty',
      term(murphy, (of) => of.uncertainty),
      `${three}; variance of the outcomes`,
    ),
    at('irreducible', 'Irreducible part', score.irreducible, 'mean q (1 - q), q = k/n: the spread inside scenarios'),
    ...correctedReliability(murphy, n, filter),
    at(
      'logScore',
      'Log score',
      log.logScore,
      `nats, 0 is best; p moved into [${clip}, 1 - ${clip}]: ${log.clipped} were`,
    ),
    at('ece', 'ECE, equal width', width.ece, `${width.binning}; ${biased}`),
    at(
      'eceMass',
      'ECE, equal mass',
      equal.ece,
      `${equal.binning}; biased upward at small n: ${shown(equal.eceByChance)}`,
    ),
    at('meanForecast', 'Mean forecast', estimatedMean(forecasts.p), 'mean p'),
    at(
      'outcomeRate',
      'Outcome rate',
      score.baseRate,
      'mean y: how often it held; where forecasts are confidences, how often right',
    ),
    at(
      'binnedReliability',
      'Reliability, binned',
      term(binned, (of) => of.reliability),
      five,
    ),
    at(
      'binnedResolution',
      'Resolution, binned',
      term(binned, (of) => of.resolution),
      five,
    ),
    at(
      'withinVariance',
      'Within-bin variance',
      binned ? estimated(binned.withinVariance) : undefinedBecause('no data'),
      five,
    ),
    at(
      'withinCovariance',
      'Within-bin covariance',
      binned ? estimated(binned.withinCovariance) : undefinedBecause('no data'),
      five,
    ),
    at(
      'generalisedResolution',
      'Generalised resolution',
      binned ? estimated(binned.generalisedResolution) : undefinedBecause('no data'),
      five,
    ),
  ];
  const warnings: string[] = [];
  if (width.outside > 0) warnings.push(`${width.outside} forecasts lie in no bin and count in ECE's n only`);
  if (n > 0 && murphy?.uncertainty === 0) warnings.push('all outcomes are alike: skill and ranking are undefined');
  const wide = inBins / Math.max(1, width.rows.filter((row) => row.n > 0).length);
  if (n > 0 && wide < 20) warnings.push(`about ${wide.toFixed(0)} forecasts in a bin: ECE is biased upward`);
  return { measures, rows: width.rows, warnings };
}

function correctedReliability(murphy: Murphy | undefined, n: number, filter: RecordFilter): Measure[] {
  if (murphy?.corrected === undefined) return [];
  const convention = 'Ferro and Fricker 2012, not cut at 0; without interval: it is itself a correction for chance';
  const estimate = estimated(murphy.corrected.reliability);
  return [measure('reliabilityCorrected', 'Reliability, bias-corrected', estimate, n, { convention, filter })];
}

async function rankingMeasures(
  pairs: RankedPairs,
  units: Units,
  settings: SettledSettings,
  filter: RecordFilter,
  breathe: Breathe,
): Promise<Measure[]> {
  const n = pairs.x.length;
  const binary = pairs.y.every((y) => y === 0 || y === 1);
  const intervals = await resample(
    units,
    (counts) => {
      const { pearson, spearman, kendall } = countedCorrelations(pairs, counts);
      return [countedAuroc(pairs, counts), pearson, spearman, kendall];
    },
    settings,
    breathe,
  );
  const exact = binary ? auroc(pairs.x, pairs.y, settings.level) : undefined;
  const area = exact?.auroc ?? softAuroc(pairs);
  const delong = exact && areSingle(units) ? intervalOf(exact.interval) : undefined;
  const interval = delong ?? intervals[0];
  const convention = `Mann-Whitney, ties 1/2${binary ? '' : '; k of n count as hits and misses by their shares'}`;
  return [
    measure('auroc', 'AUROC', area, n, { interval, convention, filter }),
    ...correlationMeasures('', pairs, intervals.slice(1), filter, 'forecast and outcome'),
  ];
}

function softAuroc(pairs: RankedPairs): Estimate {
  const value = countedAuroc(pairs, new Float64Array(pairs.x.length).fill(1));
  return value === undefined
    ? undefinedBecause(pairs.x.length === 0 ? 'no data' : 'all of one class')
    : estimated(value);
}

function reliabilityBins(rows: readonly ReliabilityRow[], bins: Bins, filter: RecordFilter): ReliabilityBin[] {
  return rows.flatMap(({ low, high, n, confidence, rate, interval }, i) => {
    if (confidence.kind === 'undefined' || rate.kind === 'undefined') return [];
    const both = bins.closed === 'left' ? i === rows.length - 1 : i === 0 && bins.zero === 'first';
    const forecast = { low, high, closed: both ? ('both' as const) : bins.closed };
    const bounds = intervalOf(interval);
    return [
      {
        low,
        high,
        n,
        meanForecast: confidence.value,
        observed: rate.value,
        ...(bounds && { interval: bounds }),
        filter: { ...filter, forecast },
      },
    ];
  });
}

function estimatedMean(values: ArrayLike<number>): Estimate {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return values.length === 0 ? undefinedBecause('no data') : estimated(sum / values.length);
}

function shown(estimate: Estimate): string {
  return estimate.kind === 'value' ? estimate.value.toFixed(4) : `undefined: ${estimate.reason}`;
}
