import { setTimeout as delay } from 'node:timers/promises';

/** How long anything is waited for. It matters only where a test fails: a busy machine may take long over a step that takes a moment. */
export const patience = 60_000;

/** How long one look may take of what is looked at again and again: in a frame that is just being written it may never end. */
export const glance = 3000;

/** Asks again until `ask` gives something other than undefined, false or a thrown error, and gives that. Fails with the last error. */
export async function eventually<T>(
  what: string,
  ask: () => Promise<T | undefined | false> | T | undefined | false,
  milliseconds = patience,
): Promise<T> {
  const deadline = performance.now() + milliseconds;
  for (;;) {
    let cause: unknown;
    try {
      const answer = await ask();
      if (answer !== undefined && answer !== false) return answer;
    } catch (error) {
      cause = error;
    }
    if (performance.now() > deadline) throw new Error(`${what}: not within ${milliseconds} ms`, { cause });
    await delay(30);
  }
}
