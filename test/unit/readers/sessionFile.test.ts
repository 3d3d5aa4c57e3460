import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sourceSpanOf } from '../../../src/core/transcripts/sourceSpan.ts';
import { openMade, readMade } from '../../support/openMade.ts';
import { parses } from '../../support/parses.ts';

const line = (i: number, more: object = {}): string =>
  JSON.stringify({
    type: 'user',
    uuid: `u${i}`,
    sessionId: 's',
    isSidechain: false,
    message: { role: 'user', content: `say ${i}` },
    ...more,
  });

test('opening parses the head only, and reading the lines', async () => {
  const text = Array.from({ length: 5000 }, (_, i) => line(i)).join('\n');
  let file: Awaited<ReturnType<typeof openMade>> | undefined;
  const parsed = await parses(async () => {
    file = await openMade(text);
  });
  // Keys are decoded; a line is longer.
  const lines = parsed.filter((length) => length > 50).length;
  assert.ok(lines < 200, String(lines));
  assert.ok(file);
  assert.deepEqual(file.entries, [{ record: 0, name: 's' }]);
  assert.equal((await readMade(file)).messages.length, 5000);
});

test('a place is found in its line, blank and broken lines counted', async () => {
  const file = await openMade(
    `${line(0)}\r\n\r\n{"broken\r\n${line(1, { message: { role: 'user', content: 'a "b" c' } })}\r\n`,
  );
  const { transcript, problems } = await file.read(0);
  assert.deepEqual(
    problems.map(({ code, at }) => [code, at.line]),
    [['json.invalid', 3]],
  );
  const source = await file.sourceText(0);
  const part = transcript?.messages[1]?.parts[0];
  assert.ok(source && part);
  assert.equal(part.source?.pointer, '#3/message/content');
  const span = sourceSpanOf(source.text, part, 0, { start: 2, end: 5 });
  assert.equal(span && source.text.slice(span.start, span.end), '\\"b\\"');
});

test('of many broken lines the number is told', async () => {
  const good = Array.from({ length: 60 }, (_, i) => line(i)).join('\n');
  const file = await openMade(`${good}\n${'{broken\n'.repeat(50)}`);
  const { transcript, problems } = await file.read(0);
  assert.equal(transcript?.messages.length, 60);
  assert.equal(problems.length, 21);
  assert.deepEqual(problems.at(-1)?.facts, { count: 30 });
});

test('each sidechain is a transcript of its own', async () => {
  const side = { isSidechain: true, sessionId: 's' };
  const text = [
    line(0, { parentUuid: null }),
    line(1, { ...side, parentUuid: null, message: { role: 'user', content: 'one' } }),
    line(2, { ...side, parentUuid: null, message: { role: 'user', content: 'two' } }),
    line(3, { ...side, parentUuid: 'u1', message: { role: 'assistant', content: 'first' } }),
    line(4, { parentUuid: 'u0' }),
  ].join('\n');
  const file = await openMade(text);
  const said = await Promise.all(
    file.entries.map(async ({ record, name }) => {
      const { messages } = await readMade(file, record);
      return [name, ...messages.map(({ parts }) => parts[0]?.text)];
    }),
  );
  assert.deepEqual(said, [
    ['s', 'say 0', 'say 4'],
    ['s/1', 'one', 'first'],
    ['s/2', 'two'],
  ]);
});

test('a session of one long pretty object is one event', async () => {
  const file = await openMade(JSON.stringify(JSON.parse(line(0)), null, 2));
  const { messages } = await readMade(file);
  assert.equal(messages[0]?.parts[0]?.source?.pointer, '/message/content');
});
