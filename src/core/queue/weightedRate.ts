import { type Estimate, estimated, undefinedBecause } from '../statistics/estimate.ts';

/**
 * The rate in the frame that a sample was drawn from: each transcript counts by the inverse of its inclusion
 * probability, divided by the sum of those (Hajek 1971). `y` is 0 to 1.
 */
export function weightedRate(sample: readonly { readonly y: number; readonly p: number }[]): Estimate {
  let [sum, weights] = [0, 0];
  for (const { y, p } of sample) {
    if (!(p > 0 && p <= 1)) throw new RangeError(`an inclusion probability of ${p}`);
    sum += y / p;
    weights += 1 / p;
  }
  return weights === 0 ? undefinedBecause('nothing was drawn') : estimated(sum / weights);
}
