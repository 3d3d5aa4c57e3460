import type { RoundReport } from '../core/agreement/agreementReport.ts';
import type { MeasureName } from '../core/agreement/measureReport.ts';
import type { FigureName } from '../core/agreement/measureWords.ts';
import type { Figure } from '../core/agreement/unitCoefficients.ts';
import type { Said } from '../core/agreement/whatWasSaid.ts';
import type { BootstrapOptions } from '../core/statistics/bootstrap.ts';
import type { Estimate } from '../core/statistics/estimate.ts';

/** What the report `agreement` shows. Disagreements come only for the cell that is open: of many reviewers they are many megabytes. */
export interface AgreementData {
  readonly rounds: readonly ViewRound[];
  readonly leftOut: readonly ViewLeftOut[];
  /** Others' work on transcripts that I have not marked reviewed is not counted. How much that is is not told. */
  readonly blind?: true;
  /** Everyone with a tag file, and how many transcripts they marked reviewed: what there is where nothing can be compared. */
  readonly reviewers: readonly { readonly name: string; readonly reviewed: number }[];
  readonly bootstrap: BootstrapOptions;
  readonly open?: ViewMeasureDetail;
}

/** One codebook version. */
export interface ViewRound extends Omit<RoundReport, 'measures'> {
  readonly measures: readonly ViewMeasure[];
  /** Kinds that no one marked: their measures are left out. */
  readonly unmarked: readonly string[];
}

export interface ViewMeasure extends MeasureName {
  /** `Mistake`, `Mistake: Severity`, `All spans`. */
  readonly title: string;
  readonly units: number;
  /** Units on which reviewers differ. */
  readonly differing: number;
  /** Those that lead first. */
  readonly figures: readonly ViewFigure[];
}

export interface ViewFigure extends Figure {
  readonly name: FigureName;
  readonly title: string;
}

/** A measure that was opened: all there is to say of it. */
export interface ViewMeasureDetail extends ViewMeasure {
  readonly round: string;
  readonly reviewers: readonly string[];
  /** In words, as `ordinal: 1, 2, 3`; absent for places of spans. */
  readonly scale?: string;
  readonly pairs: readonly ViewPair[];
  /** How often two values met on a unit, both ways round. */
  readonly confusions?: { readonly values: readonly string[]; readonly table: readonly (readonly number[])[] };
  /** Beside what leads: F1 as a mean over pairs, alpha-U by role. */
  readonly further: readonly { readonly title: string; readonly estimate: Estimate }[];
  readonly cell: ViewCell;
}

/** Of two reviewers, by their indices. */
export interface ViewPair {
  readonly first: number;
  readonly second: number;
  readonly units: number;
  readonly figures: readonly { readonly name: FigureName; readonly title: string; readonly estimate: Estimate }[];
}

/** Which disagreements are asked for: of a measure; of two reviewers of it; where two values met. */
export interface AgreementLook {
  readonly round: string;
  readonly measure: MeasureName;
  readonly pair?: readonly [string, string];
  /** Indices into the values of the confusions. */
  readonly values?: readonly [number, number];
  /** Most disagreements shown. */
  readonly limit: number;
}

export interface ViewCell {
  readonly pair?: readonly [string, string];
  readonly values?: readonly [number, number];
  readonly total: number;
  readonly shown: readonly ViewDisagreement[];
}

export interface ViewDisagreement {
  /** `run.jsonl › t1 › #3`. */
  readonly title: string;
  /** Its file is relative to the workspace. */
  readonly locator: string;
  readonly said: readonly Said[];
}

export interface ViewLeftOut {
  readonly text: string;
  readonly count: number;
  /** Some of them. */
  readonly items: readonly { readonly text: string; readonly tag?: string }[];
}

/** An intent of this report: look at a measure and what it counts, or at all measures again. */
export interface AgreementIntent {
  readonly type: 'look';
  readonly look?: AgreementLook;
}
