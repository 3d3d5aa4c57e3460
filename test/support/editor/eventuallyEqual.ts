import assert from 'node:assert/strict';
import { eventually } from './eventually.ts';

/** Asks again until the answer is `wanted`, member by member. Fails with the difference of the last answer. */
export async function eventuallyEqual<T>(ask: () => Promise<T>, wanted: T): Promise<void> {
  let difference: unknown;
  try {
    await eventually('what is wanted', async () => {
      try {
        assert.deepEqual(await ask(), wanted);
        return true;
      } catch (error) {
        difference = error;
        return false;
      }
    });
  } catch (error) {
    throw difference ?? error;
  }
}
