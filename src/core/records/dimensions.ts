import { isSelfPrediction, type PredictionRecord } from './record.ts';

/** What records can be grouped and filtered by. */
export const dimensions = [
  'model',
  'predictor',
  'kind',
  'property',
  'dataset',
  'elicitation',
  'checkpoint',
  'update',
  'file',
] as const;
export type Dimension = (typeof dimensions)[number];

/** The record's value in a dimension; empty where it has none. `kind` is `self` or `cross`; `file` is known to the caller. */
export function dimensionOf(record: PredictionRecord, dimension: Dimension, file = ''): string {
  switch (dimension) {
    case 'model':
      return record.model ?? '';
    case 'predictor':
      return record.predictorModel ?? record.model ?? '';
    case 'kind': {
      const self = isSelfPrediction(record);
      return self === undefined ? '' : self ? 'self' : 'cross';
    }
    case 'property':
      return record.property.name;
    case 'dataset':
      return record.scenario.dataset ?? '';
    case 'elicitation':
      return record.prediction.elicitation ?? '';
    case 'checkpoint':
      return record.outcome.checkpoint ?? record.checkpoint ?? '';
    case 'update':
      return record.update?.method ?? '';
    case 'file':
      return file;
  }
}
