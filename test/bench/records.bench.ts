import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { isProblem } from '../../src/core/readers/isProblem.ts';
import type { TranscriptFile } from '../../src/core/readers/reader.ts';
import { openTranscriptFile } from '../../src/core/readers/readers.ts';
import { RecordTable } from '../../src/core/records/recordTable.ts';
import { decompressors } from '../../src/node/decompressors.ts';
import { bench, print, printHead, times } from './benchTable.ts';
import { countedSource, readCount } from './countedSource.ts';
import { madeFile, proseMaker } from './madeData.ts';
import { thousands } from './panelBench.ts';

const count = 1_000_000;

/** Self-prediction records of about 400 bytes: three models, twenty properties, 50 000 scenarios. */
function* recordLines(): Generator<string> {
  const prose = proseMaker(5);
  for (let i = 0; i < count; i++) {
    const record = {
      id: `record-${i}`,
      model: `model-${i % 3}`,
      checkpoint: i % 2 === 0 ? 'before' : 'after',
      scenario: { id: `scenario-${i % 50_000}`, prompt: prose(120) },
      property: { name: `property ${i % 20}`, type: 'binary' },
      prediction: { answer: 'yes', probability: (i % 101) / 100, raw: 'Yes, I think so.', elicitation: 'hypothetical' },
      outcome: { answer: i % 3 === 0 ? 'no' : 'yes', n: 10, k: i % 11 },
    };
    yield `${JSON.stringify(record)}\n`;
  }
}

const path = madeFile(`records-${count}.jsonl`, recordLines);
const size = `${thousands(count)} records, JSONL`;

async function open(): Promise<{ file: TranscriptFile; read: () => string }> {
  const source = await countedSource(path);
  const file = await openTranscriptFile(source, { decompressors });
  if (isProblem(file)) throw new Error(file.code);
  return { file, read: () => readCount(source.counted) };
}

async function parseEachLine(): Promise<void> {
  let sum = 0;
  for await (const line of createInterface({ input: createReadStream(path) })) sum += JSON.parse(line).outcome.k;
  if (sum === 0) throw new Error('nothing was read');
}

printHead('Records');

const { file, read } = await open();
let table = new RecordTable();
const opened = read();
print(
  await bench({
    job: 'scan an open file into a RecordTable',
    size,
    floor: 'JSON.parse of each line',
    budget: times(6),
    repetitions: 3,
    run: async () => {
      table = new RecordTable();
      for await (const rows of file.predictions?.() ?? []) for (const row of rows) table.add(row, path);
    },
    runFloor: parseEachLine,
    count: () => `to open: ${opened}; the table weighs ${Math.round(table.byteLength / 1e6)} MB`,
  }),
);

const rows = table.select({});
const numbers = Float64Array.from(table.numbers('forecast'));
print(
  await bench({
    job: 'filter by model, state and text',
    size,
    floor: 'one pass over a column',
    repetitions: 9,
    run: () => void table.select({ where: { model: ['model-1'] }, outcome: ['ok'], text: 'scenario-77' }),
    runFloor: () => void numbers.reduce((sum, each) => sum + each, 0),
    count: () => `${table.select({ text: 'scenario-77' }).length} rows`,
  }),
);
for (const column of ['forecast', 'id'] as const) {
  print(
    await bench({
      job: `sort by ${column}`,
      size,
      floor: 'sort of as many numbers',
      repetitions: 3,
      run: () => void table.sorted(rows, column, true),
      runFloor: () => void Float64Array.from(numbers).sort(),
    }),
  );
}
await file.close();
