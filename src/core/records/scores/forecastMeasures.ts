import { type Bins, equalMassBins } from '../../statistics/bins.ts';
import type { ReliabilityRow } from '../../statistics/calibrationError.ts';
import { undefinedBecause } from '../../statistics/estimate.ts';
import type { Forecasts } from '../../statistics/forecasts.ts';
import type { RecordFilter } from '../recordFilter.ts';
import { countedForecasts, forecastStatisticIds, forecastStatistics } from './countedForecasts.ts';
import { intervalOf, measure } from './measure.ts';
import { narrow } from './narrow.ts';
import { properScores } from './properScores.ts';
import { rankedPairs } from './rankedPairs.ts';
import { rankingMeasures, rankingStatistics } from './rankingMeasures.ts';
import { type Breathe, resample } from './resample.ts';
import type { Measure, ReliabilityBin } from './scoreReport.ts';
import type { SettledSettings } from './scoreSettings.ts';
import { areSingle, unitsOf } from './units.ts';

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
  const units = unitsOf(Uint32Array.from(pairs.order, (i) => scenario[i]!));
  const counted = narrow(filter, { has: ['forecasts'] });
  const ranking = { level: settings.level, delong: areSingle(units) };
  const n = pairs.x.length;
  if (n > 0 && (pairs.x[0]! < 0 || pairs.x[n - 1]! > 1)) {
    const ranked = await resample(units, (counts) => rankingStatistics(pairs, counts), settings, breathe);
    const reason = undefinedBecause('forecasts outside 0 to 1');
    const scores = outsideScores.map(([id, title, headline]) =>
      measure(id, title, reason, n, { headline, filter: counted }),
    );
    const measures = [...scores, ...rankingMeasures(pairs, ranked, ranking, counted)];
    return { measures, reliability: [], warnings: [] };
  }
  const mass = equalMassBins(pairs.x, settings.bins.edges.length - 1);
  const ready = countedForecasts(pairs, settings.bins, mass, settings.clip);
  const intervals = await resample(
    units,
    (counts) => [...forecastStatistics(ready, counts), ...rankingStatistics(pairs, counts)],
    settings,
    breathe,
  );
  const scored = properScores(
    { p: pairs.x, y: pairs.y },
    settings,
    mass,
    (id) => intervals[forecastStatisticIds.indexOf(id)],
    counted,
  );
  const ranked = intervals.slice(forecastStatisticIds.length);
  return {
    measures: [...scored.measures, ...rankingMeasures(pairs, ranked, ranking, counted)],
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
