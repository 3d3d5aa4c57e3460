// Run by `runFuzz.ts`: cases `from` to `to` of a seed, each told before it begins; ends with 1 at the first that fails.
import { makeRandom } from '../support/random.ts';
import { damaged } from './damage.ts';
import { fuzzInputs } from './inputs.ts';
import { caseSeed, longestCase } from './runFuzz.ts';
import { useFile } from './useFile.ts';

const [seed = 0, from = 0, to = 0] = process.argv.slice(2).map(Number);
const inputs = fuzzInputs();

for (let index = from; index < to; index++) {
  process.send?.(index);
  const bytes = damaged(makeRandom(caseSeed(seed, index)), inputs);
  // Time of this process, not of the clock: the machine may be busy with others.
  const before = process.cpuUsage();
  try {
    await useFile(bytes);
    const { user } = process.cpuUsage(before);
    if (user / 1000 > longestCase) throw new Error(`it took ${Math.round(user / 1000)} ms`);
  } catch (error) {
    const shown = JSON.stringify(bytes.toString('latin1').slice(0, 2000));
    process.stderr.write(
      `${error instanceof Error ? error.stack : String(error)}\non ${bytes.length} bytes: ${shown}\n`,
    );
    process.exit(1);
  }
}
