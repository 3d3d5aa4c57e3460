import { checkScores, type Forecasts } from './forecasts.ts';
import { groupsOfEqual } from './groups.ts';

/** Brier = miscalibration - discrimination + uncertainty, without bins. */
export interface Corp {
  readonly brier: number;
  /** MCB: what recalibration would gain. */
  readonly miscalibration: number;
  /** DSC: what the recalibrated forecasts are better than the base rate. */
  readonly discrimination: number;
  /** UNC: the Brier score of the base rate. */
  readonly uncertainty: number;
  /** The reliability diagram: a step of equal recalibrated rate per block, upwards. */
  readonly steps: readonly CorpStep[];
}

export interface CorpStep {
  /** Smallest and largest p of the block. */
  readonly from: number;
  readonly to: number;
  /** Sum of weights, and their mean outcome. */
  readonly weight: number;
  readonly rate: number;
}

/**
 * CORP (Dimitriadis, Gneiting and Jordan 2021): forecasts recalibrated by isotonic regression, fitted with pool-adjacent-violators (Ayer et al. 1955).
 * Nothing to choose, so nothing to state. Undefined without data. Any scale of p will do.
 */
export function corp(forecasts: Forecasts): Corp | undefined {
  checkScores(forecasts);
  const steps: { from: number; to: number; weight: number; rate: number }[] = [];
  let [weight, outcomes, squares, brier] = [0, 0, 0, 0];
  for (const group of groupsOfEqual(forecasts)) {
    const p = group.p / group.w;
    weight += group.w;
    outcomes += group.y;
    squares += group.yy;
    brier += group.pp - 2 * group.py + group.yy;
    let step = { from: p, to: p, weight: group.w, rate: group.y / group.w };
    for (let below = steps.at(-1); below && below.rate >= step.rate; below = steps.at(-1)) {
      steps.pop();
      const sum = below.weight + step.weight;
      const rate = (below.weight * below.rate + step.weight * step.rate) / sum;
      step = { from: below.from, to: step.to, weight: sum, rate };
    }
    steps.push(step);
  }
  if (weight === 0) return undefined;
  const fitted = steps.reduce((sum, step) => sum + step.weight * step.rate * step.rate, 0);
  const rate = outcomes / weight;
  const uncertainty = squares / weight - rate * rate;
  // Inside a block the recalibrated rate is the mean outcome, so sum w (c - y)^2 = sum w y^2 - sum w c^2.
  const recalibrated = (squares - fitted) / weight;
  brier /= weight;
  return {
    brier,
    miscalibration: brier - recalibrated,
    discrimination: uncertainty - recalibrated,
    uncertainty,
    steps,
  };
}
