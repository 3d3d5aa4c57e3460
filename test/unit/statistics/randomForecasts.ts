import type { Forecasts } from '../../../src/core/statistics/forecasts.ts';
import type { Random } from '../../support/random.ts';

/** Forecasts with many ties or none, outcomes sure or resampled, now and then all alike. */
export function randomForecasts(random: Random, most = 60): Forecasts & { readonly p: number[]; readonly y: number[] } {
  const n = 1 + random.int(most);
  const steps = random.pick([1, 4, 10, 2 ** 30]);
  const trials = random.pick([1, 1, 5]);
  const bias = random.next();
  const made = <T>(one: () => T): T[] => Array.from({ length: n }, one);
  return {
    p: made(() => random.int(steps + 1) / steps),
    y: made(() => Math.round((random.chance(bias) ? random.next() : 0) * trials) / trials),
    ...(random.chance(0.3) ? { weights: made(() => 1 + random.int(5)) } : {}),
  };
}
