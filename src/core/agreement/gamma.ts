import { type Estimate, estimated, undefinedBecause } from '../statistics/estimate.ts';
import { seededRandom } from '../statistics/random.ts';
import { bestDisorder, type Dissimilarity, type GammaUnit } from './bestAlignment.ts';
import { noSpans } from './spanF1.ts';

export interface GammaOptions extends Partial<Dissimilarity> {
  readonly seed: string;
  /** Continua drawn for chance; 30, as Mathet and others take, unless told. */
  readonly samples?: number;
}

export interface Gamma {
  readonly gamma: Estimate;
  /** Disorder of the best alignment: exact. */
  readonly disorder: Estimate;
  /** Mean disorder of drawn continua: depends on the seed. */
  readonly expected: Estimate;
}

/**
 * Gamma (Mathet, Widlöcher and Métivier 2015): 1 - disorder / expected disorder. Chance: each annotator of a drawn continuum has as
 * many units, as long and as far apart as annotators have on the whole (normal, with the mean and standard deviation of the data),
 * with categories as often as they are used.
 */
export function gamma(annotators: readonly (readonly GammaUnit[])[], options: GammaOptions): Gamma {
  const { alpha = 1, beta = 1, empty = 1, samples = 30, seed } = options;
  const dissimilarity = { alpha, beta, empty };
  const none = (reason: string): Gamma => {
    const why = undefinedBecause(reason);
    return { gamma: why, disorder: why, expected: why };
  };
  if (annotators.length < 2) return none('only one reviewer');
  if (annotators.every((units) => units.length === 0)) return none(noSpans);
  const disorder = bestDisorder(annotators, dissimilarity);
  if (disorder === undefined) return none('too many overlapping spans');
  const draw = sampler(annotators, seed);
  let expected = 0;
  for (let sample = 0; sample < samples; sample++) {
    const drawn = bestDisorder(draw(), dissimilarity);
    if (drawn === undefined) return { ...none('too many overlapping spans'), disorder: estimated(disorder) };
    expected += drawn / samples;
  }
  return {
    gamma: expected === 0 ? undefinedBecause('no variation') : estimated(1 - disorder / expected),
    disorder: estimated(disorder),
    expected: estimated(expected),
  };
}

function sampler(annotators: readonly (readonly GammaUnit[])[], seed: string): () => GammaUnit[][] {
  const random = seededRandom(seed);
  const sorted = annotators.map((units) => units.toSorted((a, b) => a.start - b.start));
  const begin = Math.min(...sorted.flatMap((units) => units.map(({ start }) => start)));
  const gaps = sorted.flatMap((units) => units.map(({ start }, i) => start - (i === 0 ? begin : units[i - 1]!.end)));
  const lengths = annotators.flatMap((units) => units.map(({ start, end }) => end - start));
  const categories = annotators.flatMap((units) => units.map(({ category }) => category));
  const normal = (values: readonly number[]): (() => number) => {
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
    return () => mean + Math.sqrt(variance) * random.normal();
  };
  const gap = normal(gaps);
  const length = normal(lengths);
  const count = normal(annotators.map((units) => units.length));
  // A length of 0 is none: as short as the shortest that was marked.
  const shortest = Math.min(...lengths);
  return () =>
    annotators.map(() => {
      let end = 0;
      return Array.from({ length: Math.max(1, Math.round(count())) }, () => {
        const start = end + gap();
        end = start + Math.max(shortest, Math.abs(length()));
        return { start, end, category: categories[random.int(categories.length)]! };
      });
    });
}
