import { type Estimate, mapEstimate, ratio, undefinedBecause } from './estimate.ts';
import { checkForecasts, type Forecasts } from './forecasts.ts';

export const defaultClip = 1e-6;

export interface LogScore {
  readonly n: number;
  /** Mean of -(y ln p + (1 - y) ln(1 - p)), in nats; 0 is best (Good 1952). */
  readonly logScore: Estimate;
  /** Probabilities are moved into [clip, 1 - clip] first. The choice decides what one sure miss costs: -ln(clip), 13.8 for 1e-6. */
  readonly clip: number;
  /** How many were moved. */
  readonly clipped: number;
  /** The log score of always saying the base rate, and 1 - score / that: undefined where outcomes are all 0 or all 1. */
  readonly ofBaseRate: Estimate;
  readonly skill: Estimate;
}

export function logScore(forecasts: Forecasts, clip = defaultClip): LogScore {
  checkForecasts(forecasts);
  if (!(clip > 0 && clip < 0.5)) throw new RangeError(`not a clip: ${clip}`);
  const { p, y, weights } = forecasts;
  let [sum, total, outcomes, clipped] = [0, 0, 0, 0];
  for (let i = 0; i < p.length; i++) {
    const w = weights ? weights[i]! : 1;
    const moved = Math.min(1 - clip, Math.max(clip, p[i]!));
    if (moved !== p[i]) clipped++;
    sum -= w * (y[i]! * Math.log(moved) + (1 - y[i]!) * Math.log1p(-moved));
    total += w;
    outcomes += w * y[i]!;
  }
  const score = ratio(sum, total, 'no data');
  const rate = outcomes / total;
  const constant = outcomes === 0 || outcomes === total;
  const entropy = constant ? 0 : -(rate * Math.log(rate) + (1 - rate) * Math.log1p(-rate));
  const ofBaseRate = ratio(entropy * total, total, 'no data');
  const skill =
    constant && total > 0
      ? undefinedBecause('no variation in the outcomes')
      : mapEstimate(score, (value) => 1 - value / entropy);
  return { n: p.length, logScore: score, clip, clipped, ofBaseRate, skill };
}
