import type { Property } from './record.ts';

/** The columns of a RecordTable that are not dimensions. */

/** Numbers per row; NaN where the record has none. See ForecastPair. */
export const numberNames = ['forecast', 'outcome', 'predictedValue', 'observedValue'] as const;
/** Counts per row; all 0 where the outcome is no samples. */
export const countNames = ['n', 'k', 'mode', 'record'] as const;
/** Strings per row, as numbers of the table's pool (`textOf`): what pairs and groups compares these alone. */
export const textNames = ['id', 'scenario', 'predicted', 'observed', 'property'] as const;
/** Words of a few, as numbers. */
export const stateNames = ['predictionState', 'outcomeState', 'correct', 'self', 'naming', 'type', 'counted'] as const;

export type NumberColumn = (typeof numberNames)[number];
export type CountColumn = (typeof countNames)[number];
export type TextColumn = (typeof textNames)[number];
export type StateColumn = (typeof stateNames)[number];

export const propertyTypes: readonly Property['type'][] = ['binary', 'categorical', 'numeric', 'choice', 'freeform'];
/** `correct` and `self`: 0 no, 1 yes, 2 not known. */
export const unknown = 2;
