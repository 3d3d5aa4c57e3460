import type { Json } from '../text/json.ts';

/**
 * A self-prediction record: what a model said it would do, and what was then seen. Either side may be missing (a
 * stated rating without behaviour, behaviour without a prediction), unparseable or refused: that is a state, and is counted.
 */
export interface PredictionRecord {
  readonly id: string;
  /** Locator of the transcript in which the prediction was made, relative to the record's file. */
  readonly transcriptRef?: string;
  /** Whose behaviour it is. */
  readonly model?: string;
  /** Who predicted it. Absent, or the same as `model`: a self prediction; else a cross prediction. */
  readonly predictorModel?: string;
  /** `before`, `after` or a step or stage of training; the prediction's or the outcome's own counts before it. */
  readonly checkpoint?: string;
  readonly update?: { readonly method?: UpdateMethod; readonly ref?: string };
  readonly scenario: Scenario;
  readonly property: Property;
  readonly prediction: Prediction;
  readonly outcome: Outcome;
  readonly resample?: { readonly n?: number; readonly temperature?: number; readonly seed?: number };
  readonly baseline?: { readonly modeAnswer?: string; readonly modeRate?: number };
  /** A published summary in place of raw answers: the gap of one model over `n` topics. */
  readonly summary?: { readonly rankRmse?: number; readonly n?: number };
  /** What the source says beside this. */
  readonly metadata?: { readonly [key: string]: Json };
}

export const updateMethods = ['SFT', 'DPO', 'RL', 'ES', 'prompt', 'other'] as const;
export type UpdateMethod = (typeof updateMethods)[number];

export interface Scenario {
  /** What pairs the same scenario before and after, and self with cross. Absent: the record's own id. */
  readonly id?: string;
  readonly prompt?: string;
  readonly dataset?: string;
}

export interface Property {
  /** What is predicted, or the topic or value a gap is about. */
  readonly name: string;
  /**
   * `binary`: it holds or not, answers are `yes` and `no`. `categorical`: one of some answers. `numeric`: `value`
   * counts. `choice`: one of `options`, each of which stands for the values `stands` lists. `freeform`: answers are compared as text.
   */
  readonly type: 'binary' | 'categorical' | 'numeric' | 'choice' | 'freeform';
  readonly options?: readonly string[];
  /** Option to the value classes that it serves; absent: each option is its own. */
  readonly stands?: Readonly<Record<string, readonly string[]>>;
  readonly direction?: 'higher_is_better' | 'higher_is_worse';
}

/**
 * `missing`: the source holds nothing for this side. `abstained`: it answered that it would not choose (equal, depends).
 */
export type ParseStatus = 'ok' | 'unparseable' | 'refused' | 'abstained' | 'missing';
export const parseStatuses: readonly ParseStatus[] = ['ok', 'unparseable', 'refused', 'abstained', 'missing'];

export interface Prediction {
  readonly parseStatus: ParseStatus;
  readonly answer?: string;
  /** For a numeric property; a stated rating. */
  readonly value?: number;
  /** 0 to 1: that the property holds (binary). */
  readonly probability?: number;
  /** Answer to probability. */
  readonly distribution?: Readonly<Record<string, number>>;
  /** 0 to 1 (or a raw score, for ranking measures only): that `answer` is right. */
  readonly confidence?: number;
  /** How it was asked for: hypothetical, direct, scratchpad, wrapper, or the source's own word. */
  readonly elicitation?: string;
  readonly checkpoint?: string;
  readonly raw?: string;
}

export interface Outcome {
  readonly parseStatus: ParseStatus;
  readonly answer?: string;
  readonly value?: number;
  /** `k` of `n` resampled answers had the property (binary) or were the predicted answer (otherwise). */
  readonly n?: number;
  readonly k?: number;
  readonly labelSource?: 'rule' | 'judge' | 'human';
  readonly checkpoint?: string;
  readonly raw?: string;
  readonly samples?: readonly OutcomeSample[];
  /** Locators of transcripts in which it was seen. */
  readonly transcriptRefs?: readonly string[];
}

export interface OutcomeSample {
  readonly answer?: string;
  readonly value?: number;
  readonly raw?: string;
  readonly parseStatus?: ParseStatus;
  readonly transcriptRef?: string;
}

/** Whether a model predicts itself. Undefined where the record does not say whose behaviour it is. */
export function isSelfPrediction({ model, predictorModel }: PredictionRecord): boolean | undefined {
  return predictorModel === undefined || predictorModel === model ? true : model === undefined ? undefined : false;
}
