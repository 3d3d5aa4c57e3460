// npm run fuzz                          10 000 damaged files, each read in a child process with little memory; then
//                                       10 000 tags on logs that change: where are they found?
// npm run fuzz -- --seed 7 --count 500  that many of a seed; --case 123 one of them alone
import { parseArgs } from 'node:util';
import { anchorReport } from '../test/fuzz/anchors/anchorReport.ts';
import { runAnchorFuzz } from '../test/fuzz/anchors/runAnchorFuzz.ts';
import { runFuzz } from '../test/fuzz/runFuzz.ts';
import { makeRandom } from '../test/support/random.ts';

const { values } = parseArgs({
  options: { seed: { type: 'string' }, count: { type: 'string', default: '10000' }, case: { type: 'string' } },
});
const seed = values.seed === undefined ? makeRandom().seed : Number(values.seed);
const [count, from] = values.case === undefined ? [Number(values.count), 0] : [1, Number(values.case)];
const start = performance.now();
const failures = await runFuzz(seed, count, from);
for (const { index, report } of failures)
  process.stdout.write(`FAILED npm run fuzz -- --seed ${seed} --case ${index}\n${report}\n`);
const seconds = ((performance.now() - start) / 1000).toFixed(1);
process.stdout.write(`seed ${seed}: ${count - failures.length} passed, ${failures.length} failed  (${seconds} s)\n`);
const anchors = await runAnchorFuzz(seed, count, from);
for (const line of anchorReport(anchors)) process.stdout.write(`${line}\n`);
for (const line of anchors.wrong) process.stdout.write(`WRONG npm run fuzz -- --seed ${seed}: ${line}\n`);
process.stdout.write(`seed ${seed}: ${anchors.cases} tags sought, ${anchors.wrong.length} found at a wrong place\n`);
process.exitCode = failures.length > 0 || anchors.wrong.length > 0 || !(count > 0) ? 1 : 0;
