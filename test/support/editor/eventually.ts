import { setTimeout as delay } from 'node:timers/promises';

/** Asks again until `ask` gives something other than undefined, false or a thrown error, and gives that. Fails with the last error. */
export async function eventually<T>(
  what: string,
  ask: () => Promise<T | undefined | false> | T | undefined | false,
  milliseconds = 15_000,
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
