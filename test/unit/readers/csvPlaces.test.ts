import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isProblem } from '../../../src/core/readers/isProblem.ts';
import { openTranscriptFile } from '../../../src/core/readers/readers.ts';
import { sourceSpanOf } from '../../../src/core/transcripts/sourceSpan.ts';
import { decompressors } from '../../../src/node/decompressors.ts';
import { countingSource } from '../../support/countingSource.ts';
import { openMade, readMade } from '../../support/openMade.ts';

/** The bytes that a jump would select: `[[` and `]]` in the CSV mark them. */
async function check(marked: string, record: number, message: number, quote: string): Promise<void> {
  const csv = marked.replace('[[', '').replace(']]', '');
  const file = await openMade(csv);
  assert.equal(file.format, 'csv');
  const { messages } = await readMade(file, record);
  const part = messages[message]?.parts[0];
  assert.ok(part);
  const at = part.text.indexOf(quote);
  assert.ok(at >= 0, part.text);
  const start = [...part.text.slice(0, at)].length;
  const source = await file.sourceText(record);
  assert.ok(source?.byteStart !== undefined);
  const span = sourceSpanOf(source.text, part, 0, { start, end: start + [...quote].length });
  assert.ok(span);
  const before = Buffer.from(csv).subarray(0, source.byteStart).toString();
  const found = { start: before.length + span.start, end: before.length + span.end };
  assert.deepEqual(found, { start: marked.indexOf('[['), end: marked.indexOf(']]') - 2 });
}

const head = 'conversation_id,role,content\n';
test('a bare cell', () => check(`${head}c,user,I would [[never]] lie\n`, 0, 0, 'never'));
test('a quoted cell', () => check(`${head}c,user,"I, for one, would [[never]] lie"\n`, 0, 0, 'never'));
test('doubled quotes before and inside', () =>
  check(`${head}c,user,"""Well"", I [[would ""never""]] lie"\n`, 0, 0, 'would "never"'));
test('emoji and lines before', () => check(`${head}b,user,😀\nc,user,"😀\r\n[[😀 no]]"\n`, 1, 0, '😀 no'));
test('the second row of a conversation', () => check(`${head}c,user,"a\nb"\nc,assistant,[[no]]\n`, 0, 1, 'no'));
test('JSON in a cell, escapes of both', () =>
  check(
    String.raw`id,messages
1,"[{""role"": ""user"", ""content"": ""I [[\""would\""\n]]go""}]"
`,
    0,
    0,
    '"would"\n',
  ));
test('a turn in a text of turns', () =>
  check('id,text\n1,"Human: Say ""x"".\n\nAssistant: I [[said ""x""]]."\n', 0, 1, 'said "x"'));

test('rows of a conversation that others lie between are put together, and have no place in the file', async () => {
  const file = await openMade(`${head}c,user,one\nd,user,two\nc,assistant,"th,ree"\n`);
  assert.deepEqual(
    file.entries.map(({ name }) => name),
    ['c', 'd'],
  );
  const { messages } = await readMade(file, 0);
  assert.deepEqual(
    messages.map(({ parts }) => parts[0]?.text),
    ['one', 'th,ree'],
  );
  assert.deepEqual(await file.sourceText(0), { text: 'c,user,one\nc,assistant,"th,ree"' });
});

test('a row is read without the rest of the file', async () => {
  const rows = Array.from({ length: 5000 }, (_, i) => `p${i},"${'word '.repeat(100)}"`);
  const file = await openMade(`prompt,response\n${rows.join('\n')}\n`);
  assert.equal(file.entries.length, 5000);
  const before = file.source.bytesRead();
  await readMade(file, 4321);
  assert.ok(file.source.bytesRead() - before < 1000);
});

test('UTF-16 with its mark', async () => {
  const file = await openMade(new Uint8Array(Buffer.from('\ufeffprompt\tresponse\nWhy?\t"Because é"\n', 'utf16le')));
  assert.equal((await readMade(file)).messages[1]?.parts[0]?.text, 'Because é');
});

test('a mapping takes a table of one column, and any first row for its header', async () => {
  const source = countingSource('made', new TextEncoder().encode('2024\n"one\ntwo"\nthree\n'));
  const turns = [{ role: 'user' as const, content: '2024' }];
  const file = await openTranscriptFile(source, { decompressors, mapping: { name: 'm', files: '*', turns } });
  assert.ok(!isProblem(file));
  assert.equal((await readMade(file, 0)).messages[0]?.parts[0]?.text, 'one\ntwo');
  assert.equal((await readMade(file, 1)).messages[0]?.parts[0]?.text, 'three');
});

test('a mapping refuses what is neither JSON nor text', async () => {
  const source = countingSource(
    'made',
    Uint8Array.from({ length: 300 }, (_, i) => i % 256),
  );
  const mapping = { name: 'm', files: '*', messages: 'log' };
  const file = await openTranscriptFile(source, { decompressors, mapping });
  assert.ok(isProblem(file));
  assert.equal(file.code, 'mapping.notTable');
  assert.ok(source.closed);
});
