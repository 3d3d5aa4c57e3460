import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bytesSource } from '../../../src/core/readers/bytesSource.ts';
import { isProblem } from '../../../src/core/readers/isProblem.ts';
import type { TranscriptFile } from '../../../src/core/readers/reader.ts';
import { openTranscriptFile } from '../../../src/core/readers/readers.ts';
import { commonMessages } from '../../../src/core/transcripts/commonMessages.ts';
import { decompressors } from '../../../src/node/decompressors.ts';
import { type CountingSource, countingSource } from '../../support/countingSource.ts';
import { openMade, readMade } from '../../support/openMade.ts';
import { makeRandom } from '../../support/random.ts';

const utf8 = new TextEncoder();
const line = (id: string, text = 'hi'): string => JSON.stringify({ id, messages: [{ role: 'user', content: text }] });

/** The file after it became `text`, and what was read for that. */
async function grown(file: TranscriptFile, text: string): Promise<[TranscriptFile | undefined, CountingSource]> {
  const source = countingSource('made', utf8.encode(text));
  return [await file.grown?.(source), source];
}

/** All that a list and a jump need to know of a file. */
async function whole(file: TranscriptFile): Promise<unknown> {
  const records = [];
  for (const { record } of file.entries) {
    const { transcript, problems } = await file.read(record);
    records.push([await file.sourceText(record), transcript ?? problems.map(({ code, at }) => [code, at])]);
  }
  return [file.entries, records];
}

test('a JSONL that grew in any pieces is as if read whole', async () => {
  const random = makeRandom();
  console.log(`seed ${random.seed}`);
  for (let round = 0; round < 20; round++) {
    const rows = Array.from({ length: 90 }, (_, i) =>
      random.chance(0.15)
        ? random.chance(0.5)
          ? ''
          : ' \r'
        : line(i > 70 && random.chance(0.2) ? 'twice' : `r${i}`) + (random.chance(0.2) ? '\r' : ''),
    );
    const text = `${random.chance(0.3) ? '\ufeff' : ''}${line('first')}\n${line('second')}\n${rows.join('\n')}\n${line('last')}`;
    let end = utf8.encode(`\ufeff${line('first')}\n${line('second')}\n`).length;
    let file: TranscriptFile = await openMade(text.slice(0, end));
    while (end < text.length) {
      end = Math.min(text.length, end + 1 + random.int(300));
      const [next] = await grown(file, text.slice(0, end));
      assert.ok(next, text.slice(0, end));
      file = next;
    }
    assert.deepEqual(await whole(file), await whole(await openMade(text)));
  }
});

test('only what is new is read', async () => {
  const before = `${Array.from({ length: 20_000 }, (_, i) => line(`r${i}`, 'x'.repeat(100))).join('\n')}\n`;
  const file = await openMade(before);
  const [next, source] = await grown(file, `${before}${line('new')}\n`);
  assert.equal(next?.entries.length, 20_001);
  assert.ok(source.bytesRead() < 20_000, `${source.bytesRead()} of ${source.size}`);
  assert.equal((await readMade(next as TranscriptFile, 20_000)).name, 'new');
  assert.equal((await readMade(next as TranscriptFile, 7)).name, 'r7');
});

test('a last line that is cut is no mistake while the file grows', async () => {
  const start = `${line('a')}\n${line('b')}\n`;
  const file = await openMade(start);
  const [cut] = await grown(file, start + line('c').slice(0, 30));
  assert.deepEqual(
    (await cut?.read(2))?.problems.map(({ code, severity }) => [code, severity]),
    [['record.unfinished', 'info']],
  );
  const [done] = await grown(cut as TranscriptFile, `${start + line('c')}\n`);
  assert.equal((await readMade(done as TranscriptFile, 2)).name, 'c');
  const [broken] = await grown(done as TranscriptFile, `${start + line('c')}\n{"id": 1,\n${line('d')}\n`);
  assert.equal((await broken?.read(3))?.problems[0]?.code, 'json.invalid');
});

test('nor is that of a session', async () => {
  const turn = (uuid: string): string =>
    JSON.stringify({ type: 'user', uuid, parentUuid: null, sessionId: 's', message: { role: 'user', content: 'hi' } });
  const text = `${turn('a')}\n${turn('b')}\n${turn('c').slice(0, -5)}`;
  const problems = async (growing: boolean) => {
    const file = await openTranscriptFile(bytesSource('made', utf8.encode(text)), { decompressors, growing });
    assert.ok(!isProblem(file) && file.format === 'claude-code');
    const { transcript, problems } = await file.read(0);
    assert.equal(transcript?.messages.length, 2);
    return problems.map(({ code, severity, at }) => [code, severity, at.line]);
  };
  assert.deepEqual(await problems(true), [['record.unfinished', 'info', 3]]);
  assert.deepEqual(await problems(false), [['json.invalid', 'warning', 3]]);
});

test('a record says its size without being read', async () => {
  const file = await openMade(`${line('a')}\n${line('b', 'x'.repeat(500))}\n`);
  const before = file.source.bytesRead();
  assert.deepEqual([file.sizeOf?.(0), file.sizeOf?.(1)], [line('a').length, line('a').length + 498]);
  assert.equal(file.sizeOf?.(2), undefined);
  assert.equal(file.source.bytesRead(), before);
});

test('a file that was written anew is not one that grew', async () => {
  const start = `${line('a')}\n${line('b')}\n`;
  const file = await openMade(start);
  for (const text of [
    start,
    start.slice(0, -5),
    `${line('x')}\n${line('b')}\n${line('c')}`,
    `${line('a')}\n${line('x')}\n${line('c')}`,
  ])
    assert.equal((await grown(file, text))[0], undefined, text);
});

test('two readings have in common the messages before the first other one', async () => {
  const read = async (...texts: readonly string[]) =>
    (await readMade(await openMade(JSON.stringify({ messages: texts.map((content) => ({ role: 'user', content })) }))))
      .messages;
  assert.equal(commonMessages(await read('a', 'b'), await read('a', 'b', 'c')), 2);
  assert.equal(commonMessages(await read('a', 'b', 'c'), await read('a', 'x', 'c')), 1);
  assert.equal(commonMessages(await read('a', 'b'), await read('a')), 1);
  assert.equal(commonMessages(await read('a'), await read('longer', 'a')), 0);
});
