import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ByteSource } from '../../../src/core/readers/byteSource.ts';
import { isProblem } from '../../../src/core/readers/isProblem.ts';
import type { PredictionRow, TranscriptFile } from '../../../src/core/readers/reader.ts';
import { openTranscriptFile } from '../../../src/core/readers/readers.ts';
import { BatchText } from '../../../src/core/records/batchText.ts';
import { RecordTable } from '../../../src/core/records/recordTable.ts';
import { sourceSpanOf } from '../../../src/core/transcripts/sourceSpan.ts';
import { decompressors } from '../../../src/node/decompressors.ts';
import { countingSource } from '../../support/countingSource.ts';
import { makeParquet } from '../../support/makeParquet.ts';
import { openMade, readMade } from '../../support/openMade.ts';
import { parses } from '../../support/parses.ts';
import { makeRandom } from '../../support/random.ts';

const made = (i: number): string =>
  `{"id":"r-${i}","property":{"name":"p","type":"binary"},"prediction":{"probability":0.${i % 10}},"outcome":{"answer":"${i % 2 ? 'yes' : 'no'}"}}`;

async function rowsOf(file: TranscriptFile): Promise<PredictionRow[]> {
  const rows: PredictionRow[] = [];
  for await (const batch of file.predictions?.() ?? []) rows.push(...batch);
  return rows;
}

/** The characters of the file on which a text of a record stands, by a jump as the panel makes it. */
async function jump(data: string, message: string, words: string, record = 0): Promise<string> {
  const file = await openMade(data);
  const transcript = await readMade(file, record);
  const part = transcript.messages.find(({ id }) => id === message)?.parts[0];
  const source = await file.sourceText(record);
  assert.ok(part && source);
  const start = [...part.text.slice(0, part.text.indexOf(words))].length;
  const span = sourceSpanOf(source.text, part, 0, { start, end: start + [...words].length });
  assert.ok(span);
  const bytes = new TextEncoder().encode(source.text.slice(0, span.start)).length;
  const all = new TextEncoder().encode(data);
  const from = (source.byteStart ?? 0) + bytes;
  const found = source.text.slice(span.start, span.end);
  assert.equal(new TextDecoder().decode(all.subarray(from, from + new TextEncoder().encode(found).length)), found);
  return found;
}

test('a jump finds the words of a record in JSON, CSV and YAML', async () => {
  const json = `${made(0)}\n{"id":"ä","property":"p","prediction":{"raw":"🌿 I would \\"never\\" lie"},"outcome":{"answer":"yes"}}\n`;
  assert.equal(await jump(json, 'prediction', 'never', 1), 'never');
  assert.equal(await jump(json, 'prediction', '"never"', 1), String.raw`\"never\"`);
  const csv = 'property,prediction.raw,outcome.samples\np,"ä ""never"" again","[{""raw"":""so it went""}]"\n';
  assert.equal(await jump(csv, 'prediction', 'never'), 'never');
  assert.equal(await jump(csv, 'outcome.0', 'went'), 'went');
  const yaml = `# ä\nrecords:\n  - property: p\n    prediction:\n      raw: |\n        ä one\n        two three\n    outcome: {answer: "a \\"b\\""}\n`;
  assert.equal(await jump(yaml, 'prediction', 'three'), 'three');
  assert.equal(await jump(yaml, 'prediction', 'one\ntwo'), 'one\n        two');
  assert.equal(await jump(yaml, 'outcome', 'b'), 'b');
});

test('Parquet: flat columns and JSON in cells, as a line of a JSONL would be', async () => {
  const file = await openMade(
    makeParquet([
      { name: 'id', data: ['a', 'b', 'c'] },
      { name: 'property.name', data: ['p', 'p', 'p'] },
      { name: 'prediction.probability', data: [0.25, 0.5, 7] },
      { name: 'outcome.samples', data: ['[{"answer":"yes"},{"answer":"no"}]', '["no"]', '[]'] },
    ]),
  );
  assert.equal(file.format, 'self-prediction');
  const rows = await rowsOf(file);
  assert.deepEqual(
    rows.map(({ name, prediction }) => [name, prediction?.prediction.probability, prediction?.outcome.samples?.length]),
    [
      ['a', 0.25, 2],
      ['b', 0.5, 1],
      ['c', undefined, undefined],
    ],
  );
  assert.equal(rows[2]?.problem?.at.field, '/prediction/probability');
  assert.deepEqual((await readMade(file, 0)).prediction, rows[0]?.prediction);
  assert.deepEqual(
    (await readMade(file, 1)).messages.map(({ id }) => id),
    ['prediction', 'outcome', 'outcome.0'],
  );
});

test('the stream gives each record as reading it does, in every way of writing', async () => {
  const lines = [made(0), made(1), '{"property":"p","prediction":{"probability":2}}', '{cut', made(4)];
  const files = [
    lines.join('\r\n'),
    `[${[made(0), made(1), lines[2], made(4)].join(',\n')}]`,
    'id,property,prediction.probability,outcome.answer\na,p,0.5,yes\nb,p,x,no\nc,p,0.25,\n',
    '- {id: a, property: p, prediction: {probability: .5}}\n- {id: b, property: p, prediction: {probability: 5}}\n- {id: {}}\n',
  ];
  for (const data of files) {
    const file = await openMade(data);
    const rows = await rowsOf(file);
    assert.equal(rows.length, file.entries.length);
    for (const [record, row] of rows.entries()) {
      const { transcript, problems } = await file.read(record);
      assert.deepEqual(row.prediction, transcript?.prediction);
      assert.deepEqual(row.problem, problems[0]);
      assert.equal(row.name, file.entries[record]?.name);
      assert.notEqual(row.prediction === undefined, row.problem === undefined);
    }
  }
});

test('a field that is wrong is told with its line, however the file is laid out', async () => {
  const list =
    '[\n  {"id": "a", "property": "p", "prediction": {"answer": "yes"}},\n  {"id": "b", "property": "p",\n   "prediction": {\n     "probability": 1.5}}\n]';
  const [, bad] = await rowsOf(await openMade(list));
  assert.deepEqual(bad?.problem?.at, { file: 'made', record: 1, line: 5, field: '/prediction/probability' });
  const csv = 'property,prediction.probability,prediction.raw\np,0.5,"two\nlines"\np,1.5,x\n';
  assert.equal((await rowsOf(await openMade(csv)))[1]?.problem?.at.line, 4);
});

test('names: ids that are unique, as written', async () => {
  const yaml =
    '- id: 007\n  property: p\n  prediction: {answer: a}\n- prediction: {answer: b}\n  property: p\n  id: "x # y"  # why\n- {id: flow, property: p, prediction: {answer: c}}\n';
  const file = await openMade(yaml);
  assert.deepEqual(
    file.entries.map(({ name }) => name),
    ['007', 'x # y', '#2'],
  );
  assert.deepEqual(
    (await rowsOf(file)).map(({ prediction }) => prediction?.id),
    ['007', 'x # y', 'flow'],
  );
  const twice = await openMade([made(1), made(1), made(2)].join('\n'));
  assert.deepEqual(
    twice.entries.map(({ name }) => name),
    ['#0', '#1', 'r-2'],
  );
});

test('what is no file of records is read as before', async () => {
  for (const data of [
    '{"prompt":"x","prediction":"a","outcome":"b","response":"y"}\n',
    'name,prediction,outcome\na,b,c\nd,e,f\n',
    '- just\n- a list\n',
    'prediction: none\noutcome: none\n',
  ]) {
    const source = countingSource('made', new TextEncoder().encode(data));
    const file = await openTranscriptFile(source, { decompressors });
    assert.ok(isProblem(file) || file.format !== 'self-prediction', data);
  }
});

test('a file of records goes on being read where it grows', async () => {
  const before = `${made(0)}\n${made(1)}\n{"id":"r-2","property":`;
  const file = await openMade(before);
  const longer = countingSource(
    'made',
    new TextEncoder().encode(`${before}"p","prediction":{"answer":"yes"}}\n${made(3)}\n`),
  );
  const grown = await file.grown?.(longer);
  assert.deepEqual(
    grown?.entries.map(({ name }) => name),
    ['r-0', 'r-1', 'r-2', 'r-3'],
  );
  assert.deepEqual(
    (await rowsOf(grown as TranscriptFile)).map(({ problem }) => problem),
    [undefined, undefined, undefined, undefined],
  );
});

test('opening parses nothing but the head', async () => {
  const data = Array.from({ length: 20_000 }, (_, i) => made(i)).join('\n');
  let file: TranscriptFile | undefined;
  const parsed = await parses(async () => {
    file = await openMade(data);
  });
  assert.equal(file?.entries.length, 20_000);
  assert.ok(parsed.filter((length) => length > 50).length < 200, String(parsed.length));
});

test('YAML: a few letters that unfold into very much are a problem of their record', async () => {
  const bomb = `- id: a\n  property: p\n  prediction: {answer: a}\n- id: b\n  property: p\n  prediction: {answer: a}\n  a: &a [x,x,x,x,x,x,x,x,x,x]\n${'bcdefgh'
    .split('')
    .map((name, i) => `  ${name}: &${name} [${Array(10).fill(`*${'abcdefg'[i]}`).join(',')}]\n`)
    .join('')}- id: c\n  property: p\n  prediction: {answer: a}\n`;
  const rows = await rowsOf(await openMade(bomb));
  assert.deepEqual(
    rows.map(({ problem }) => problem?.code),
    [undefined, 'record.yaml', undefined],
  );
});

/** A JSONL of any length that is never held: a line is made when it is read. All lines are as long. */
function endlessRecords(count: number): {
  source: ByteSource;
  width: number;
  bytesRead: () => number;
  largest: () => number;
  forgetLargest: () => void;
} {
  let [read, largest] = [0, 0];
  const line = new TextEncoder().encode(`${made(1).replace('r-1', 'r-0000000')}\n`);
  const digits = made(1).indexOf('r-1') + 2;
  const width = line.length;
  const size = count * width;
  const source: ByteSource = {
    name: 'endless',
    size,
    read: async (offset, length) => {
      const end = Math.min(size, offset + length);
      const bytes = new Uint8Array(Math.max(0, end - offset));
      for (let i = Math.floor(offset / width); i * width < end; i++) {
        for (let digit = 6, left = i; digit >= 0; digit--, left = Math.floor(left / 10))
          line[digits + digit] = 0x30 + (left % 10);
        const from = i * width - offset;
        bytes.set(line.subarray(Math.max(0, -from), end - i * width), Math.max(0, from));
      }
      read += bytes.length;
      largest = Math.max(largest, bytes.length);
      return bytes;
    },
    close: async () => undefined,
  };
  const forgetLargest = (): void => {
    largest = 0;
  };
  return { source, width, bytesRead: () => read, largest: () => largest, forgetLargest };
}

test('300 000 records are streamed into a table: each byte read once, 128 KiB at a time', async () => {
  const count = 300_000;
  const { source, width, bytesRead, largest, forgetLargest } = endlessRecords(count);
  const file = await openTranscriptFile(source, { decompressors });
  assert.ok(!isProblem(file));
  assert.equal(file.entries.length, count);
  const opened = bytesRead();
  forgetLargest();
  assert.ok(opened < source.size + (3 << 20), 'opening reads the file once, and its head');
  const table = new RecordTable();
  let held = 0;
  for await (const batch of file.predictions?.() ?? []) {
    held = Math.max(held, batch.length);
    for (const row of batch) table.add(row, 'endless');
  }
  assert.equal(table.length, count);
  // Line breaks between two batches are not read again.
  assert.ok(bytesRead() - opened <= source.size, `${bytesRead() - opened} of ${source.size}`);
  assert.ok(largest() <= 1 << 17, `${largest()} bytes at once`);
  assert.ok(held <= (1 << 17) / width + 1, `${held} records at once`);
  assert.ok(table.byteLength < count * 150, `${table.byteLength} bytes`);
  assert.equal(table.row(299_999).name, 'r-0299999');
});

test('a stream stops when it is told to', async () => {
  const { source } = endlessRecords(100_000);
  const file = await openTranscriptFile(source, { decompressors });
  assert.ok(!isProblem(file));
  const stop = new AbortController();
  let batches = 0;
  await assert.rejects(async () => {
    for await (const _ of file.predictions?.(stop.signal) ?? []) {
      batches++;
      stop.abort();
    }
  }, /aborted/i);
  assert.equal(batches, 1);
});

test('texts of a batch are those of its stretches, whatever characters there are, valid or not', () => {
  const random = makeRandom();
  console.log(`seed ${random.seed}`);
  const pieces = ['a', 'ä', '€', '🌿', '\ufeff', 'plain words', '\n'];
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  for (let turn = 0; turn < 200; turn++) {
    const texts = Array.from({ length: 20 }, () =>
      Array.from({ length: random.int(6) }, () => random.pick(pieces)).join(''),
    );
    const encoded = texts.map((text) => new TextEncoder().encode(text));
    if (turn % 4 === 0) encoded[random.int(20)] = Uint8Array.of(0x61, 0xff, 0xc3);
    const bytes = Uint8Array.from(encoded.flatMap((each) => [...each]));
    const batch = new BatchText(bytes);
    let at = 0;
    for (const each of encoded) {
      // Some are passed over, as line breaks are.
      if (random.chance(0.7)) assert.equal(batch.text(at, at + each.length), decoder.decode(each));
      at += each.length;
    }
  }
});
