import { isProblem } from '../../src/core/readers/isProblem.ts';
import { openTranscriptFile } from '../../src/core/readers/readers.ts';
import { RecordTable } from '../../src/core/records/recordTable.ts';
import { changeTable } from '../../src/core/records/scores/changeRecords.ts';
import { gapTable } from '../../src/core/records/scores/gapRecords.ts';
import { scoreTable } from '../../src/core/records/scores/scoreRecords.ts';
import { decompressors } from '../../src/node/decompressors.ts';
import { fileSource } from '../../src/node/fileSource.ts';
import { makeRandom } from '../support/random.ts';
import { bench, print, printHead, times } from './benchTable.ts';
import { madeFile } from './madeData.ts';

const count = 1_000_000;

/** Two models, ten properties, before and after; forecasts of two decimals. */
function* records(): Generator<string> {
  const random = makeRandom(4);
  for (let i = 0; i < count; i++) {
    const p = random.int(101) / 100;
    const record = {
      id: `r-${i}`,
      model: `m${i & 1}`,
      checkpoint: i & 2 ? 'after' : 'before',
      scenario: { id: `s-${i >> 2}` },
      property: { name: `p${(i >> 2) % 10}`, type: 'binary' },
      prediction: { parseStatus: 'ok', probability: p },
      outcome: { parseStatus: 'ok', answer: random.chance(p) ? 'yes' : 'no' },
    };
    yield `${JSON.stringify(record)}\n`;
  }
}

const path = madeFile('predictions-1e6.jsonl', records);

async function read(): Promise<RecordTable> {
  const file = await openTranscriptFile(await fileSource(path), { decompressors });
  if (isProblem(file) || file.predictions === undefined) throw new Error(`${path}: no records`);
  const table = new RecordTable();
  for await (const rows of file.predictions()) for (const row of rows) table.add(row);
  await file.close();
  return table;
}

const table = await read();
const all = table.select({});
const held = (): number => {
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
};

printHead('Scores of records');

for (const [what, report] of [
  ['score, one group', scoreTable],
  ['score by model and property', scoreTable],
  ['before and after', changeTable],
  ['stated against revealed', gapTable],
] as const) {
  const by = what.includes('by model') ? (['model', 'property'] as const) : [];
  let peak = 0;
  const before = held();
  const pause = async (): Promise<void> => {
    peak = Math.max(peak, held() - before);
  };
  print(
    await bench({
      job: what,
      size: `${count / 1e6} million records`,
      floor: 'reading them into a table',
      budget: times(3),
      repetitions: 1,
      run: async () => void (await report(table, all, { by }, { pause })),
      runFloor: async () => void (await read()),
      count: () => `at most ${Math.round(peak / 1e6)} MB beside a table of ${Math.round(table.byteLength / 1e6)} MB`,
    }),
  );
}
