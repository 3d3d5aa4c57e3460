import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { defaultCodebook } from '../../src/core/codebook/defaultCodebook.ts';
import { changeItem } from '../../src/core/tags/tagEdit.ts';
import { parseTagFile, parseTagFileInSlices, valuesOf } from '../../src/core/tags/tagFile.ts';
import { tagSchema } from '../../src/core/tags/tagSchema.ts';
import { TagSession } from '../../src/core/tags/tagSession.ts';
import { saveText } from '../../src/node/saveText.ts';
import { viewTags } from '../../src/panel/viewTags.ts';
import { madeTagFile, madeTagId } from '../support/madeTagFile.ts';
import { makeTranscript } from '../support/transcript.ts';
import { bench, print, printHead, row, times, within } from './benchTable.ts';
import { benchTags } from './benchTags.ts';
import { benchFolder, proseMaker } from './madeData.ts';
import { thousands } from './panelBench.ts';
import { writeDurably } from './writeDurably.ts';

const prose = proseMaker(4);
const transcript = makeTranscript(
  Array.from({ length: 2000 }, (_, n) => `${n % 2 ? 'assistant' : 'user'}: ${prose(400)}`),
);
const elsewhere = { ...transcript, name: 's-2/1' };
mkdirSync(benchFolder, { recursive: true });

/** Milliseconds this thread has been busy: other programs on the machine do not count. */
function processorTime(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}

printHead('Tags');

for (const count of [1, 100, 10_000]) {
  // Of many tags a hundred are in the transcript on the screen, as in a file of many transcripts.
  const tags = [...benchTags(Math.min(count, 100), transcript), ...benchTags(Math.max(0, count - 100), elsewhere, 100)];
  const text = madeTagFile(tags);
  const json = JSON.stringify(tags);
  const size = `${thousands(count)} tags, ${(text.length / 1000).toFixed(0)} KB`;
  const repetitions = count > 1000 ? 5 : 25;
  let parsed = 0;
  let slices = 0;
  const counted = { onParse: () => void parsed++ };

  print(
    await bench({
      job: 'load a tag file',
      size,
      floor: 'JSON.parse of the same data',
      budget: times(8),
      repetitions,
      run: () => {
        parsed = 0;
        parseTagFile(text, counted);
      },
      runFloor: () => void JSON.parse(json),
      count: () => `${parsed} texts parsed`,
    }),
  );

  if (count > 1000) {
    const longest: number[] = [];
    for (let turn = 0; turn < 5; turn++) {
      let [most, blocks] = [0, 1];
      let since = processorTime();
      const pause = async () => {
        most = Math.max(most, processorTime() - since);
        blocks++;
        await new Promise((go) => setTimeout(go));
        since = processorTime();
      };
      await parseTagFileInSlices(text, { pause });
      longest.push(Math.max(most, processorTime() - since));
      slices = blocks;
    }
    const count = () => `${slices} slices`;
    print(
      row(
        { job: 'longest block while loading in slices (processor time)', size, floor: '', budget: within(50), count },
        longest,
        [0],
      ),
    );
  }

  const session = new TagSession('alice', 'run1.jsonl', text, counted);
  const path = join(benchFolder, `run1-${count}.jsonl.alice.tags.yaml`);
  writeFileSync(path, text);
  let turn = 0;
  print(
    await bench({
      job: 'change one tag and save',
      size,
      floor: 'temp, fsync, rename of the same bytes',
      budget: times(1.5),
      repetitions: 15,
      run: async () => {
        parsed = 0;
        session.edit(changeItem(session.file, 'tags', madeTagId(0), [{ path: ['note'], value: `Changed ${turn++}.` }]));
        const of = session.file.text;
        session.saved(await saveText(path, (onDisk) => session.decide(onDisk)), of);
      },
      runFloor: () => writeDurably(join(benchFolder, 'floor.yaml'), session.file.text),
      count: () => `${parsed} item parsed`,
    }),
  );

  const source = {
    path: '/w/run1.jsonl.alice.tags.yaml',
    dataFile: '/w/run1.jsonl',
    reviewer: 'alice',
    suggested: false,
  };
  const scene = () => ({
    dataFile: source.dataFile,
    ownPath: source.path,
    codebook: defaultCodebook,
    sources: [{ ...source, tags: valuesOf(session.file, 'tags'), links: [], replies: [], reviewed: [] }],
    shown: [{ dataFile: source.dataFile, transcript }],
  });
  const snapshot = viewTags(scene(), 'alice');
  print(
    await bench({
      job: 'snapshot for the page after a change',
      size: `${size}, ${snapshot.tags.length} of them shown`,
      floor: 'JSON.stringify of the snapshot',
      repetitions: 25,
      run: () => {
        session.edit(
          changeItem(session.file, 'tags', madeTagId(0), [{ path: ['confidence'], value: (turn++ % 10) / 10 }]),
        );
        const start = performance.now();
        viewTags(scene(), 'alice');
        return performance.now() - start;
      },
      runFloor: () => void JSON.stringify(snapshot),
      count: () => `${(JSON.stringify(snapshot).length / 1000).toFixed(0)} KB sent`,
    }),
  );

  if (count > 1000) {
    print(
      await bench({
        job: 'validate (zod)',
        size,
        floor: 'JSON.parse of the same data',
        budget: times(1.5),
        run: () => {
          for (const tag of tags) tagSchema.safeParse(tag);
        },
        runFloor: () => void JSON.parse(json),
      }),
    );
  }
}
