import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { openMade, readMade, refusal } from '../../support/openMade.ts';
import { makeZip } from '../../support/zipWriter.ts';

const refused: Record<string, readonly [string | Uint8Array, string]> = {
  'an empty file': ['', 'file.empty'],
  'nothing but a byte order mark': ['\ufeff', 'file.empty'],
  'nothing but white space': [' \n\n', 'file.empty'],
  'a Git LFS pointer': ['version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n', 'file.lfsPointer'],
  'gzip in gzip': [gzipSync(gzipSync('{"messages": []}')), 'file.gzip'],
  SQLite: [Buffer.from('SQLite format 3\0'.padEnd(200, '\0')), 'file.sqlite'],
  prose: ['Once upon a time.\nThe end.\n', 'format.unknown'],
  'a table of other things': ['country,people\nA,1\nB,2\n', 'format.table'],
  'JSON of another kind': ['{"hello": [1, 2]}', 'format.unknown'],
  'JSON lines of another kind': ['{"a": 1}\n{"a": 2}\n', 'format.unknown'],
  'a chat without messages': ['{"messages": []}', 'format.unknown'],
  'broken JSON': ['{"hello": 1,, }', 'json.invalid'],
  'a zip of something else': [makeZip([{ name: 'xl/workbook.xml', data: '<x/>' }]), 'zip.notInspect'],
  'a zip that is cut': [makeZip([{ name: 'header.json', data: '{}' }]).subarray(0, 20), 'zip.damaged'],
  'bytes of no kind': [Uint8Array.from({ length: 500 }, (_, i) => i % 256), 'format.unknown'],
};

for (const [what, [data, code]] of Object.entries(refused)) {
  test(`refuses ${what}`, async () => assert.equal(await refusal(data), code));
}

const user = (content: unknown): string => JSON.stringify({ messages: [{ role: 'user', content }] });

const taken: Record<string, readonly [string, string, number]> = {
  'JSON lines whatever the name': [`${user('a')}\n${user('b')}\n`, 'openai-chat', 2],
  'one line without its end': [user('a'), 'openai-chat', 1],
  'CRLF, blank lines, no last line end': [`\r\n${user('a')}\r\n\r\n  \r\n${user('b')}`, 'openai-chat', 2],
  'an array of records': [`[${user('a')},\n${user('b')}]`, 'openai-chat', 2],
  'a bare list of messages': ['[{"role": "user", "content": "hi"}]', 'openai-chat', 1],
  'lists of messages, a line each': [
    '[{"role": "user", "content": "hi"}]\n[{"role": "user", "content": "ho"}]\n',
    'openai-chat',
    2,
  ],
  'a first line longer than a first read': [`${user('x'.repeat(200_000))}\n${user('b')}\n`, 'openai-chat', 2],
  'one long line that is all': [user('x'.repeat(200_000)), 'openai-chat', 1],
  'one strange line among many': [`{"summary": 1}\n${user('a')}\n${user('b')}\n`, 'openai-chat', 3],
  'pretty objects, one after the other': [
    `${JSON.stringify(JSON.parse(user('a')), null, 2)}\n${JSON.stringify(JSON.parse(user('b')), null, 2)}`,
    'openai-chat',
    2,
  ],
  'Anthropic by its system': [
    '{"system": "s", "messages": [{"role": "user", "content": "hi"}]}',
    'anthropic-messages',
    1,
  ],
  'Anthropic by a block': [
    '{"messages": [{"role": "user", "content": [{"type": "tool_result", "tool_use_id": "t", "content": "x"}]}]}',
    'anthropic-messages',
    1,
  ],
};

for (const [what, [data, format, count]] of Object.entries(taken)) {
  test(`takes ${what}`, async () => {
    const file = await openMade(data);
    assert.equal(file.format, format);
    assert.equal(file.entries.length, count);
    assert.ok((await readMade(file, count - 1)).messages.length > 0);
  });
}

test('a broken record leaves the others', async () => {
  const file = await openMade(`${user('a')}\n{"messages": [\n${user('c')}\n`);
  const { transcript, problems } = await file.read(1);
  assert.equal(transcript, undefined);
  assert.deepEqual(
    problems.map(({ code, at }) => [code, at.line]),
    [['json.invalid', 2]],
  );
  assert.equal((await readMade(file, 2)).messages[0]?.parts[0]?.text, 'c');
});

test('a record that is not there is a problem', async () => {
  const file = await openMade(user('a'));
  for (const record of [-1, 1, 0.5, Number.NaN]) {
    assert.deepEqual(
      (await file.read(record)).problems.map(({ code }) => code),
      ['record.missing'],
    );
    assert.equal(await file.sourceText(record), undefined);
  }
});

test('hostile keys and values are data', async () => {
  const file = await openMade(
    '{"__proto__": {"polluted": 1}, "constructor": 1, "messages": [{"role": "__proto__", "content": [{"type": "__proto__", "text": 1}, {"type": "toString"}, null, 3]}]}',
  );
  const transcript = await readMade(file);
  assert.equal(transcript.messages[0]?.role, 'other');
  assert.deepEqual(
    transcript.messages[0]?.parts.map(({ type }) => type),
    ['other', 'other', 'other', 'other'],
  );
  assert.equal(({} as Record<string, unknown>)['polluted'], undefined);
});

test('deep nesting in a record is read or refused, without a throw', async () => {
  const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`;
  const file = await openMade(
    `${user('a')}\n${user('b')}\n{"messages": [{"role": "user", "content": ${deep}}], "x": ${deep}}\n`,
  );
  const { transcript, problems } = await file.read(2);
  assert.equal((transcript === undefined ? 0 : 1) + problems.length, 1);
});
