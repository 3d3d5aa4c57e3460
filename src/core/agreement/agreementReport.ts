import type { Codebook } from '../codebook/codebook.ts';
import type { BootstrapOptions } from '../statistics/bootstrap.ts';
import { type AgreementSteps, agreementSteps } from './agreementSteps.ts';
import type { AgreementFile } from './collectReadings.ts';
import type { MeasureName, MeasureReport, PairCell } from './measureReport.ts';
import type { TranscriptOutline } from './outline.ts';
import type { LeftOut } from './reading.ts';

export interface AgreementOptions {
  /** Earlier versions of the codebook, and others: of a round whose codebook is not at hand nothing is computed. */
  readonly codebooks?: readonly Codebook[];
  /** What is known of a transcript's length; needed for alpha-U, and for messages where `reviewed` entries do not count them. */
  readonly outlineOf?: (dataFile: string, transcript: string) => TranscriptOutline | undefined;
  /** All coefficients, of all reviewers and of every pair. Percent agreement, alpha and span F1 unless told. */
  readonly all?: boolean;
  /** Bootstrap of the figures of all reviewers together; `resamples: 0` for none. Seed 'agreement' and 1000 unless told. */
  readonly bootstrap?: Partial<BootstrapOptions>;
  /** Intervals for every pair too: slow with many reviewers. */
  readonly pairIntervals?: boolean;
  /** Only the round of this codebook, as `default@1`. */
  readonly round?: string;
  /** Only measures that this accepts; all unless given. */
  readonly wanted?: (name: MeasureName) => boolean;
}

/** Plain data, for a panel or a command line. */
export interface AgreementReport {
  /** One for each codebook version under which two reviewers finished the same transcript. */
  readonly rounds: readonly RoundReport[];
  readonly leftOut: readonly LeftOut[];
  readonly bootstrap: BootstrapOptions;
}

export interface RoundReport {
  /** As `default@1`. */
  readonly codebook: string;
  /** Whether that codebook is at hand. If not, there is no scale to count on, and `measures` is empty. */
  readonly known: boolean;
  readonly reviewers: readonly string[];
  /** Transcripts that two reviewers or more marked reviewed. */
  readonly transcripts: number;
  /** How often one reviewer finished one of them, and how often blind. */
  readonly readings: number;
  readonly blindReadings: number;
  readonly measures: readonly MeasureReport[];
}

/**
 * How far reviewers agree, on the values they had when they marked a transcript reviewed (`first`), one codebook version at a time. Only
 * transcripts that two or more marked reviewed count; consensus and suggestions never do. The scales are the codebook's. What is
 * left out is listed with its reason. The order of the files does not matter.
 */
export function agreementReport(
  files: readonly AgreementFile[],
  codebook: Codebook,
  options: AgreementOptions = {},
): AgreementReport {
  return lastOf(agreementSteps(files, codebook, options));
}

function lastOf(steps: AgreementSteps): AgreementReport {
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** The cell of two reviewers in the matrix of a measure, whichever comes first; undefined where they share nothing. */
export function pairCell(measure: MeasureReport, first: number, second: number): PairCell | undefined {
  const [low, high] = [Math.min(first, second), Math.max(first, second)];
  return measure.pairs.find((pair) => pair.first === low && pair.second === high);
}
