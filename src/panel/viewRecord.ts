import { brierOf, forecastPair } from '../core/records/forecastPair.ts';
import type { PredictionRecord } from '../core/records/record.ts';
import type { ViewRecord } from './recordMessages.ts';
import { wireCut } from './wireSize.ts';

/** Raw texts are the record's messages: here they are only shown to begin. */
const mostRaw = 200;
/** A record with more samples than this shows their counts, not each. */
const mostSamples = 200;

/** What is shown of a record above its texts, scored as `forecastPair` says. */
export function viewRecord(record: PredictionRecord): ViewRecord {
  const pair = forecastPair(record);
  const brier = brierOf(pair);
  return {
    record: boundRecord(record),
    ...(pair.forecast !== undefined && { forecast: pair.forecast }),
    ...(pair.outcome !== undefined && { outcome: pair.outcome }),
    ...(pair.correct !== undefined && { correct: pair.correct }),
    ...(brier !== undefined && { brier }),
  };
}

function boundRecord({ metadata: _metadata, ...record }: PredictionRecord): PredictionRecord {
  const { samples, ...outcome } = record.outcome;
  return {
    ...record,
    scenario: cutRaw(record.scenario, 'prompt'),
    prediction: cutRaw(record.prediction, 'raw'),
    outcome: {
      ...cutRaw(outcome, 'raw'),
      ...(samples !== undefined && { samples: samples.slice(0, mostSamples).map((sample) => cutRaw(sample, 'raw')) }),
    },
  };
}

function cutRaw<K extends string, T extends { readonly [key in K]?: string }>(side: T, key: K): T {
  const text = side[key];
  return text === undefined || text.length <= mostRaw
    ? side
    : { ...side, [key]: text.slice(0, wireCut(text, 0, mostRaw, 4 * mostRaw)) };
}
