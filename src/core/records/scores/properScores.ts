import type { Bins } from '../../statistics/bins.ts';
import { binnedMurphy, brier, type Murphy } from '../../statistics/brier.ts';
import { calibrationError, type ReliabilityRow } from '../../statistics/calibrationError.ts';
import { type Estimate, estimated, undefinedBecause } from '../../statistics/estimate.ts';
import type { Forecasts } from '../../statistics/forecasts.ts';
import type { Interval } from '../../statistics/interval.ts';
import { logScore } from '../../statistics/logScore.ts';
import type { RecordFilter } from '../recordFilter.ts';
import type { ForecastStatisticId } from './countedForecasts.ts';
import { measure } from './measure.ts';
import type { Measure } from './scoreReport.ts';
import type { SettledSettings } from './scoreSettings.ts';

export interface ProperScores {
  readonly measures: readonly Measure[];
  /** Of the bins of equal width. */
  readonly rows: readonly ReliabilityRow[];
  readonly warnings: readonly string[];
}

/** Brier and log score, what the Brier score is made of, and calibration error. */
export function properScores(
  forecasts: Forecasts,
  { bins, clip, level }: SettledSettings,
  mass: Bins,
  intervalAt: (id: ForecastStatisticId) => Interval | undefined,
  filter: RecordFilter,
): ProperScores {
  const score = brier(forecasts);
  const binned = binnedMurphy(forecasts, bins);
  const log = logScore(forecasts, clip);
  const width = calibrationError(forecasts, bins, level);
  const equal = calibrationError(forecasts, mass, level);
  const { n, murphy } = score;
  const term = (of: Murphy | undefined, read: (murphy: Murphy) => number): Estimate =>
    of === undefined ? undefinedBecause('no data') : estimated(read(of));
  const at = (
    id: ForecastStatisticId,
    title: string,
    estimate: Estimate,
    convention: string,
    headline = false,
  ): Measure => measure(id, title, estimate, n, { interval: intervalAt(id), convention, headline, filter });
  const five = `${bins.text}; five terms (Stephenson et al. 2008) over the forecasts in a bin`;
  const three = 'Murphy 1973 by distinct forecast: Brier = reliability - resolution + uncertainty';
  const biased = 'biased upward at small n: see what chance alone gives';
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
    at('logScore', 'Log score', log.logScore, `nats, 0 is best; p clipped to [${clip}, 1 - ${clip}]`),
    at('ece', 'ECE, equal width', width.ece, `${width.binning}; ${biased}`),
    at('eceMass', 'ECE, equal mass', equal.ece, `${equal.binning}; ${biased}`),
    measure('eceByChance', 'ECE by chance alone', width.eceByChance, n, {
      convention: `${width.binning}; expected of forecasts that are perfectly right (mean of folded normals); no interval: nothing is estimated`,
      filter,
    }),
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
  if (n > 1 && murphy?.uncertainty === 0) warnings.push('all outcomes are alike: skill and ranking are undefined');
  if (log.clipped > 0) warnings.push(`${log.clipped} forecasts were clipped for the log score`);
  if (murphy !== undefined && n >= 20 && murphy.groups > n / 5)
    warnings.push(
      'most forecasts differ: reliability and resolution by distinct forecast are biased, the binned ones less',
    );
  const wide = (n - width.outside) / Math.max(1, width.rows.filter((row) => row.n > 0).length);
  if (n > 1 && wide < 20) warnings.push(`about ${wide.toFixed(0)} forecasts in a bin: ECE is biased upward`);
  return { measures, rows: width.rows, warnings };
}

function correctedReliability(murphy: Murphy | undefined, n: number, filter: RecordFilter): Measure[] {
  if (murphy?.corrected === undefined) return [];
  const convention = 'Ferro and Fricker 2012, not cut at 0; without interval: it is itself a correction for chance';
  const estimate = estimated(murphy.corrected.reliability);
  return [measure('reliabilityCorrected', 'Reliability, bias-corrected', estimate, n, { convention, filter })];
}

function estimatedMean(values: ArrayLike<number>): Estimate {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return values.length === 0 ? undefinedBecause('no data') : estimated(sum / values.length);
}
