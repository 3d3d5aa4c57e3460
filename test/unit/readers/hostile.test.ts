import assert from 'node:assert/strict';
import { test } from 'node:test';
import { runFuzz } from '../../fuzz/runFuzz.ts';
import { makeRandom } from '../../support/random.ts';

/** `npm run fuzz` does more of them. */
const cases = 500;

test('damaged files are read or refused: no crash, no hang, no memory without bound', async () => {
  const { seed } = makeRandom();
  console.log(`seed ${seed}`);
  const failures = await runFuzz(seed, cases);
  assert.deepEqual(failures, [], failures.map(({ index, report }) => `case ${index}: ${report}`).join('\n'));
});
