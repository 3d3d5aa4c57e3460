import { agreementReport } from '../../src/core/agreement/agreementReport.ts';
import { agreementSteps } from '../../src/core/agreement/agreementSteps.ts';
import { defaultCodebook } from '../../src/core/codebook/defaultCodebook.ts';
import { parseTagFile, valuesOf } from '../../src/core/tags/tagFile.ts';
import { madeReviews } from '../support/madeReviews.ts';
import { bench, print, printHead, row, within } from './benchTable.ts';

/** Milliseconds this thread has been busy: other programs on the machine do not count. */
function processorTime(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

printHead('Agreement');

const size = '40 reviewers × 1 000 tags of one log';
const made = madeReviews({ reviewers: 40, tags: 1000 });
const texts = made.map(({ text }) => text);
const files = made.map(({ path, text }) => ({ path, dataFile: 'run.jsonl', file: parseTagFile(text) }));
const json = JSON.stringify(files.map(({ file }) => valuesOf(file, 'tags')));
const outline = {
  messages: 50,
  texts: Array.from({ length: 50 }, (_, i) => ({ message: `#${i}`, part: 0, length: 400 })),
};
const outlineOf = () => outline;

print(
  await bench({
    job: 'load the tag files (processor time)',
    size,
    floor: 'JSON.parse of the same data',
    repetitions: 3,
    run: () => {
      const start = processorTime();
      for (const text of texts) parseTagFile(text);
      return processorTime() - start;
    },
    runFloor: () => void JSON.parse(json),
    count: () => `${texts.length} files`,
  }),
);

for (const [job, resamples] of [
  ['first figures (processor time)', 0],
  ['all figures, with intervals (processor time)', 1000],
] as const) {
  let measures = 0;
  print(
    await bench({
      job,
      size,
      floor: 'JSON.parse of the same data',
      budget: within(10_000),
      repetitions: 3,
      run: () => {
        const start = processorTime();
        const { rounds } = agreementReport(files, defaultCodebook, { outlineOf, bootstrap: { resamples } });
        measures = rounds.reduce((sum, round) => sum + round.measures.length, 0);
        return processorTime() - start;
      },
      runFloor: () => void JSON.parse(json),
      count: () => `${measures} measures`,
    }),
  );
}

const longest: number[] = [];
let steps = 0;
for (let turn = 0; turn < 3; turn++) {
  const slices = agreementSteps(files, defaultCodebook, { outlineOf });
  let most = 0;
  for (steps = 0; ; steps++) {
    const start = processorTime();
    const { done } = slices.next();
    most = Math.max(most, processorTime() - start);
    if (done === true) break;
  }
  longest.push(most);
}
print(
  row(
    {
      job: 'longest step of it (processor time)',
      size,
      floor: '',
      budget: within(2000),
      count: () => `${steps} steps`,
    },
    longest,
    [0],
  ),
);
