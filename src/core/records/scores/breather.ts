import type { Breathe } from './resample.ts';
import type { ScoreOptions } from './scoreSettings.ts';

/** Lets others run after about 30 ms; throws the signal's reason when it is aborted. */
export function breather({ pause }: ScoreOptions, signal: AbortSignal | undefined): Breathe {
  let last = performance.now();
  return async () => {
    signal?.throwIfAborted();
    if (performance.now() - last < 30) return;
    await pause?.();
    signal?.throwIfAborted();
    last = performance.now();
  };
}
