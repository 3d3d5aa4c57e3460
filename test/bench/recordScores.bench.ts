import { isProblem } from '../../src/core/readers/isProblem.ts';
import { openTranscriptFile } from '../../src/core/readers/readers.ts';
import { RecordTable } from '../../src/core/records/recordTable.ts';
import { changeTable } from '../../src/core/records/scores/changeRecords.ts';
import { gapTable } from '../../src/core/records/scores/gapRecords.ts';
import { scoreTable } from '../../src/core/records/scores/scoreRecords.ts';
import { decompressors } from '../../src/node/decompressors.ts';
import { fileSource } from '../../src/node/fileSource.ts';
import { makeRandom } from '../support/random.ts';
import { print, printHead, row, times } from './benchTable.ts';
import { madeFile } from './madeData.ts';

const records = 1_000_000;

/** Two models, ten properties, before and after; forecasts of two decimals. */
function* lines(): Generator<string> {
  const random = makeRandom(4);
  for (let i = 0; i < records; i++) {
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

const path = madeFile('predictions-1e6.jsonl', lines);

async function read(): Promise<RecordTable> {
  const file = await openTranscriptFile(await fileSource(path), { decompressors });
  if (isProblem(file) || file.predictions === undefined) throw new Error(`${path}: no records`);
  const table = new RecordTable();
  for await (const rows of file.predictions()) for (const row of rows) table.add(row);
  await file.close();
  return table;
}

const started = performance.now();
const table = await read();
const reading = performance.now() - started;
const all = table.select({});
/** The most memory that the process has held so far, in MB: what is garbage counts too. */
const most = (): number => Math.round(process.resourceUsage().maxRSS / 1024);
const afterReading = most();

printHead('Scores of records');

for (const [job, report, by] of [
  ['stated against revealed', gapTable, []],
  ['score, one group', scoreTable, []],
  ['score by model and property', scoreTable, ['model', 'property']],
  ['before and after', changeTable, []],
] as const) {
  const start = performance.now();
  await report(table, all, { by });
  const time = performance.now() - start;
  const count = () =>
    `process ${most()} MB at most, ${afterReading} after reading; table ${Math.round(table.byteLength / 1e6)} MB`;
  const size = `${records / 1e6} million records`;
  print(row({ job, size, floor: 'reading them into a table', budget: times(3), count }, [time], [reading]));
}
