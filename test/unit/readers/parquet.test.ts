import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isProblem } from '../../../src/core/readers/isProblem.ts';
import { openTranscriptFile } from '../../../src/core/readers/readers.ts';
import { sourceSpanOf } from '../../../src/core/transcripts/sourceSpan.ts';
import { decompressors } from '../../../src/node/decompressors.ts';
import { countingSource } from '../../support/countingSource.ts';
import { makeParquet } from '../../support/makeParquet.ts';
import { openMade, readMade, refusal } from '../../support/openMade.ts';
import { makeRandom } from '../../support/random.ts';

const chat = (words: string): string => JSON.stringify([{ role: 'user', content: words }]);

test('one row of a large table is read without the others', async () => {
  const random = makeRandom(7);
  const words = (): string => Array.from({ length: 400 }, () => random.int(1e9).toString(36)).join(' ');
  const count = 4000;
  const said = Array.from({ length: count }, words);
  const file = await openMade(
    makeParquet(
      [
        { name: 'id', data: said.map((_, i) => `row-${i}`) },
        { name: 'messages', data: said.map(chat) },
      ],
      { rowGroupSize: 500 },
    ),
  );
  assert.equal(file.entries.length, count);
  assert.equal(file.entries[3210]?.name, 'row-3210');
  const opened = file.source.bytesRead();
  assert.ok(opened < file.source.size / 2, `${opened} of ${file.source.size}`);
  assert.equal((await readMade(file, 3210)).messages[0]?.parts[0]?.text, said[3210]);
  assert.ok(file.source.bytesRead() - opened < file.source.size / 2);
});

test('a jump finds the text in the JSON that is shown of the row', async () => {
  const file = await openMade(makeParquet([{ name: 'messages', data: [chat('I would "never"\nlie')] }]));
  const part = (await readMade(file)).messages[0]?.parts[0];
  const source = await file.sourceText(0);
  assert.ok(part && source);
  assert.equal(source.byteStart, undefined);
  const span = sourceSpanOf(source.text, part, 0, { start: 8, end: 15 });
  assert.equal(source.text.slice(span?.start, span?.end), String.raw`\"never\"`);
});

test('a mapping applies to rows', async () => {
  const source = countingSource(
    'made',
    makeParquet([
      { name: 'q', data: ['One?'] },
      { name: 'a', data: ['Two.'] },
    ]),
  );
  const turns = [
    { role: 'user', content: 'q' },
    { role: 'assistant', content: 'a' },
  ] as const;
  const file = await openTranscriptFile(source, {
    decompressors,
    mapping: { name: 'm', files: '*', turns: [...turns] },
  });
  assert.ok(!isProblem(file));
  assert.deepEqual(
    (await readMade(file)).messages.map(({ role, parts }) => [role, parts[0]?.text]),
    [
      ['user', 'One?'],
      ['assistant', 'Two.'],
    ],
  );
});

test('a table cut short, and one that is not one', async () => {
  const bytes = makeParquet([{ name: 'messages', data: [chat('a')] }]);
  assert.equal(await refusal(bytes.subarray(0, bytes.length - 20)), 'parquet.damaged');
  assert.equal(await refusal('PAR1'), 'parquet.damaged');
});

test('damaged tables are read or refused, soon', async () => {
  const random = makeRandom();
  console.log(`seed ${random.seed}`);
  const bytes = makeParquet([
    { name: 'id', data: ['a', 'b', 'c'] },
    { name: 'messages', data: [chat('one'), chat('two'), chat('three')] },
  ]);
  for (let i = 0; i < 500; i++) {
    const copy = bytes.slice();
    for (let times = 1 + random.int(4); times > 0; times--) copy[random.int(copy.length)] = random.int(256);
    const started = performance.now();
    const file = await openTranscriptFile(countingSource('made', copy), { decompressors });
    if (!isProblem(file)) {
      for (const { record } of file.entries.slice(0, 5)) {
        const { transcript, problems } = await file.read(record);
        assert.ok(transcript !== undefined || problems.length > 0);
        await file.sourceText(record);
      }
    }
    assert.ok(performance.now() - started < 1000, `case ${i}`);
  }
});
