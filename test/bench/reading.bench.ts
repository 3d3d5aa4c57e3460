import { open, readFile } from 'node:fs/promises';
import { inflateRawSync } from 'node:zlib';
import { isProblem } from '../../src/core/readers/isProblem.ts';
import type { TranscriptFile } from '../../src/core/readers/reader.ts';
import { openTranscriptFile } from '../../src/core/readers/readers.ts';
import { openZip, readMember, type Zip } from '../../src/core/readers/zip/zip.ts';
import { decompressors } from '../../src/node/decompressors.ts';
import { fileSource } from '../../src/node/fileSource.ts';
import { makeEval } from '../support/makeEval.ts';
import { bench, print, printHead, times, within } from './benchTable.ts';
import { countedSource, readCount } from './countedSource.ts';
import { conversation, madeFile, proseMaker } from './madeData.ts';
import { thousands } from './panelBench.ts';

const header = {
  version: 2,
  status: 'success',
  eval: { task: 'tidy', model: 'demo/model', created: '2026-11-20T10:00:00+00:00' },
};

function* jsonLines(megabytes: number, withId: boolean): Generator<string> {
  const prose = proseMaker(1);
  for (let size = 0, n = 0; size < megabytes * 1e6; n++) {
    const line = `${JSON.stringify({ ...(withId && { id: `r${n}` }), messages: conversation(8, 2500, prose) })}\n`;
    size += line.length;
    yield line;
  }
}

/** Samples of some messages each; the one in the middle holds 400. */
const samples = (count: number, messages: number, length: number) => {
  const prose = proseMaker(2);
  const many = (n: number): number => (n === count >> 1 ? 400 : messages);
  return Array.from({ length: count }, (_, n) => ({
    id: n,
    epoch: 1,
    input: prose(200),
    messages: conversation(many(n), length, prose),
    scores: {},
  }));
};

function* inspectLog(megabytes: number): Generator<string> {
  const prose = proseMaker(3);
  yield `${JSON.stringify(header).slice(0, -1)},"samples":[`;
  for (let size = 0, n = 0; size < megabytes * 1e6; n++) {
    const sample = JSON.stringify({ id: n, epoch: 1, input: 'x', messages: conversation(20, 2500, prose) });
    size += sample.length;
    yield (n === 0 ? '' : ',') + sample;
  }
  yield ']}';
}

async function opened(path: string): Promise<{ file: TranscriptFile; count: string }> {
  const source = await countedSource(path);
  const file = await openTranscriptFile(source, { decompressors });
  if (isProblem(file)) throw new Error(`${path}: ${file.code}`);
  return { file, count: readCount(source.counted) };
}

/** The cheapest way through a file: 1 MiB at a time into one buffer. */
async function readThrough(path: string): Promise<void> {
  const handle = await open(path);
  const buffer = Buffer.allocUnsafe(1 << 20);
  while ((await handle.read(buffer, 0, buffer.length)).bytesRead > 0);
  await handle.close();
}

printHead('Reading');

for (const [what, withId] of [
  ['no ids', false],
  ['an id each', true],
] as const) {
  const path = madeFile(`lines-200-${withId ? 'id' : 'plain'}.jsonl`, () => jsonLines(200, withId));
  let count = '';
  print(
    await bench({
      job: 'open a JSONL (line index)',
      size: `200 MB, lines of 20 KB, ${what}`,
      floor: 'reads of 1 MiB',
      budget: times(withId ? 10 : 2.5),
      run: async () => {
        const { file, count: reads } = await opened(path);
        count = `${reads}; ${file.entries.length} records, 0 parsed`;
        await file.close();
      },
      runFloor: () => readThrough(path),
      count: () => count,
    }),
  );
}

{
  const path = madeFile('log-200.json', () => inspectLog(200));
  let count = '';
  print(
    await bench({
      job: 'open an Inspect JSON (sample index)',
      size: '200 MB',
      floor: 'readFile and JSON.parse',
      budget: times(0.15),
      repetitions: 5,
      run: async () => {
        const { file, count: reads } = await opened(path);
        count = `${reads}; ${file.entries.length} samples, 0 parsed`;
        await file.close();
      },
      runFloor: async () => void JSON.parse(await readFile(path, 'utf8')),
      count: () => count,
    }),
  );
}

for (const [count, messages, length] of [
  [1000, 40, 2500],
  [20_000, 4, 500],
] as const) {
  const path = madeFile(`log-${count}-middle.eval`, () => [makeEval(header, samples(count, messages, length))]);
  const zip = (await openZip(await fileSource(path))) as Zip;
  const member = `samples/${count >> 1}_epoch_1.json`;
  const packed = async (name: string) => {
    const entry = zip.members.get(name);
    if (entry === undefined) throw new Error(`no ${name}`);
    const bytes = await zip.source.read(entry.headerOffset + 30 + name.length, entry.compressedSize);
    return () => inflateRawSync(bytes, { chunkSize: entry.size + 1 });
  };
  const inflateMember = await packed(member);
  const inflateSummaries = await packed('summaries.json');
  const size = `${thousands(count)} samples, ${Math.round(zip.source.size / 1e6)} MB`;
  let listed = '';
  print(
    await bench({
      job: 'open an .eval: directory, header, summaries',
      size,
      floor: 'inflate and JSON.parse of the summaries',
      budget: times(5),
      run: async () => {
        const { file, count: reads } = await opened(path);
        listed = `${reads}; ${file.entries.length} rows`;
        await file.close();
      },
      runFloor: () => void JSON.parse(inflateSummaries().toString()),
      count: () => listed,
    }),
  );
  print(
    await bench({
      job: 'its directory alone',
      size: `${zip.members.size} entries`,
      floor: 'none',
      budget: within(zip.members.size / 1000),
      run: async () => void (await openZip(zip.source)),
      runFloor: () => 0,
      count: () => '1 µs per entry',
    }),
  );
  const source = await countedSource(path);
  const file = await openTranscriptFile(source, { decompressors });
  if (isProblem(file)) throw new Error(file.code);
  const bytes = inflateMember().length;
  print(
    await bench({
      job: 'read one member, checked',
      size: `${Math.round(bytes / 1000)} KB`,
      floor: 'zlib inflate alone',
      budget: times(1.6),
      repetitions: 49,
      run: async () => void (await readMember(zip, member, decompressors)),
      runFloor: () => void inflateMember(),
    }),
  );
  const before = { ...source.counted };
  print(
    await bench({
      job: 'read one sample into a transcript',
      size: `400 messages, ${Math.round(bytes / 1000)} KB`,
      floor: 'inflate and JSON.parse of it',
      repetitions: 49,
      run: async () => void (await file.read(count >> 1)),
      runFloor: () => void JSON.parse(inflateMember().toString()),
      count: () =>
        readCount({
          reads: (source.counted.reads - before.reads) / 50,
          bytes: (source.counted.bytes - before.bytes) / 50,
        }),
    }),
  );
  await file.close();
  await zip.source.close();
}
