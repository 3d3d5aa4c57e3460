import type { UnitLevel } from '../core/agreement/units.ts';
import type { Progress } from '../core/queue/progress.ts';
import type { MeasureFigures } from '../core/queue/queueSchema.ts';
import type { ViewDisagreement } from './agreementReport.ts';

/** What the report `pilot` shows: where the team stands, and the figures of each round. */
export interface PilotData {
  /** The codebook as it is now, as `default@1`. */
  readonly codebook: string;
  /** Whether the project has a codebook of its own, which can be edited. */
  readonly ownCodebook: boolean;
  /** The first one first. */
  readonly rounds: readonly ViewPilotRound[];
  /** A row for each thing measured in any round. */
  readonly measures: readonly ViewPilotMeasure[];
  /** The round that is going on. */
  readonly open?: ViewOpenRound;
  /** How the codebook differs from that of the last round, as lines; absent where that is not known. */
  readonly changes?: readonly string[];
}

export interface ViewPilotRound {
  readonly round: number;
  readonly codebook: string;
  readonly transcripts: number;
  readonly reviewers: readonly string[];
  /** When, as written in the file. */
  readonly closed?: string;
}

export interface ViewPilotMeasure {
  readonly title: string;
  readonly level: UnitLevel;
  /** By round; undefined where it was not measured. */
  readonly figures: readonly (MeasureFigures | null)[];
}

export interface ViewOpenRound {
  readonly round: number;
  readonly progress: readonly Progress[];
  /** Who works here has not finished, and reviews blind: figures and differences are not told. */
  readonly hidden?: true;
  /** Transcripts that two or more finished under the round's codebook. */
  readonly compared: number;
  /** Other versions of the codebook under which transcripts of the round were marked reviewed: those do not count. */
  readonly others: readonly string[];
  readonly differences: readonly ViewDifference[];
}

/** A thing measured on which reviewers differ. */
export interface ViewDifference {
  readonly title: string;
  readonly level: UnitLevel;
  readonly units: number;
  readonly differing: number;
  /** Which values met, most often first, each pair once. */
  readonly confused: readonly { readonly values: readonly [string, string]; readonly times: number }[];
  readonly places: readonly ViewDisagreement[];
}

/** What can be asked of this report. */
export const pilotIntents = [
  'drawRound',
  'closeRound',
  'editCodebook',
  'compareCodebooks',
  'next',
  'showAgreement',
  'startReview',
] as const;
export interface PilotIntent {
  readonly type: (typeof pilotIntents)[number];
}
