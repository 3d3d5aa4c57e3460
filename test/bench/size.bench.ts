import type { ByteSource } from '../../src/core/readers/byteSource.ts';
import { isProblem } from '../../src/core/readers/isProblem.ts';
import type { TranscriptFile } from '../../src/core/readers/reader.ts';
import { openTranscriptFile } from '../../src/core/readers/readers.ts';
import { decompressors } from '../../src/node/decompressors.ts';
import { messageChunks, outline, rangeAround } from '../../src/panel/viewTranscript.ts';
import { endlessSource, type MadeRecords } from '../support/endlessSource.ts';
import { sparseZip } from '../support/sparseZip.ts';
import { bench, print, printHead, times } from './benchTable.ts';
import { thousands } from './panelBench.ts';

/** Files that no test writes to disk: their bytes are made as they are read, which is the floor. */
const text = 'I would never lie to you, and I have not. '.repeat(470);
const GB = 1e9;

async function open(source: ByteSource): Promise<TranscriptFile> {
  const file = await openTranscriptFile(source, { decompressors });
  if (isProblem(file)) throw new Error(file.code);
  return file;
}

async function readThrough(source: ByteSource): Promise<void> {
  for (let at = 0; at < source.size; at += 1 << 20) await source.read(at, 1 << 20);
}

/** Runs work and tells by how much the process grew at most meanwhile. */
async function grownBy(work: () => Promise<void>): Promise<number> {
  const before = process.memoryUsage.rss();
  let most = before;
  const timer = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss());
  }, 5);
  await work();
  clearInterval(timer);
  return Math.max(most, process.memoryUsage.rss()) - before;
}

const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`;

printHead('Size');

const record = (more: string): string => `{"id":"r@@@@@@@@@@",${more}"messages":[{"role":"user","content":"${text}"}]}`;
const log = '{"version":2,"status":"success","eval":{"task":"tidy","model":"m"},"samples":[';
const large: readonly (readonly [string, MadeRecords, number])[] = [
  ['JSONL of 2 GB', { record: record(''), between: '\n', size: 2 * GB }, 3],
  ['JSON array of 1 GB', { before: '[', record: record(''), between: ',\n', after: ']', size: GB }, 4],
  ['Inspect JSON of 1 GB', { before: log, record: record('"epoch":1,'), between: ',', after: ']}', size: GB }, 4],
];

for (const [size, made, budget] of large) {
  let count = '';
  let most = 0;
  print(
    await bench({
      job: 'open, list, read the record in the middle',
      size,
      floor: 'make the bytes, in reads of 1 MiB',
      budget: times(budget),
      repetitions: 3,
      run: async () => {
        const source = endlessSource(made);
        most = Math.max(
          most,
          await grownBy(async () => {
            const file = await open(source);
            await file.read(file.entries.length >> 1);
            count = `${thousands(file.entries.length)} records, 1 parsed beyond the head`;
          }),
        );
      },
      runFloor: () => readThrough(endlessSource(made)),
      count: () => `${count}; process grew by ${megabytes(most)} at most`,
    }),
  );
}

{
  const ids = Array.from({ length: 20_000 }, (_, id) => id);
  const shown = JSON.stringify({ id: 10_000, epoch: 1, messages: [{ role: 'user', content: text }] });
  const summaries = JSON.stringify(ids.map((id) => ({ id, epoch: 1, input: 'Tidy up.', message_count: 7 })));
  const members = [
    ...ids.map((id) => {
      const name = `samples/${id}_epoch_1.json`;
      return id === 10_000 ? { name, data: shown } : { name, size: 260_000 };
    }),
    { name: 'header.json', data: JSON.stringify({ version: 2, status: 'success', eval: { task: 't' } }) },
    { name: 'summaries.json', data: summaries },
  ];
  const zip = sparseZip(members);
  let asked: readonly { readonly offset: number; readonly length: number }[] = [];
  let most = 0;
  print(
    await bench({
      job: 'open, list, read the sample in the middle',
      size: `.eval of ${(zip.size / GB).toFixed(1)} GB, 20 000 samples`,
      floor: 'the same reads, JSON.parse of the summaries',
      budget: times(8),
      run: async () => {
        zip.reads.length = 0;
        most = Math.max(
          most,
          await grownBy(async () => {
            await (await open(zip)).read(10_000);
          }),
        );
        asked = [...zip.reads];
      },
      runFloor: async () => {
        for (const { offset, length } of asked) await zip.read(offset, length);
        JSON.parse(summaries);
      },
      count: () =>
        `${asked.length} reads, ${megabytes(asked.reduce((sum, { length }) => sum + length, 0))}; process grew by ${megabytes(most)} at most`,
    }),
  );
}

{
  const messages = Array.from({ length: 300_000 }, (_, i) => ({
    role: i % 2 ? 'assistant' : 'user',
    content: `Message ${i}. ${text.slice(0, 200)}`,
  }));
  const line = JSON.stringify({ id: 'long', messages });
  const source = endlessSource({ record: line, between: '\n', size: line.length + 1 });
  const file = await open(source);
  let sent = 0;
  print(
    await bench({
      job: 'read one record and make the first chunk at message 250 000',
      size: `300 000 messages, ${megabytes(line.length)}`,
      floor: 'JSON.parse of it',
      budget: times(8),
      repetitions: 5,
      run: async () => {
        const { transcript } = await file.read(0);
        if (transcript === undefined) throw new Error('no transcript');
        outline(transcript);
        const range = rangeAround(transcript.messages.length, 250_000);
        messageChunks(transcript.messages, range, 250_000).next();
        sent = range.end - range.start;
      },
      runFloor: () => void JSON.parse(line),
      count: () => `${thousands(sent)} messages in the range that follows, of 300 000`,
    }),
  );
}
