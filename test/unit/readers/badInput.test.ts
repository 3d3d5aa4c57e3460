import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deflateRawSync, gzipSync, zstdCompressSync } from 'node:zlib';
import type { Decompressors } from '../../../src/core/readers/byteSource.ts';
import { isProblem } from '../../../src/core/readers/isProblem.ts';
import { toUtf8 } from '../../../src/core/readers/layouts/decodeFile.ts';
import { pureDecompressors } from '../../../src/core/readers/pureDecompressors.ts';
import type { TranscriptFile } from '../../../src/core/readers/reader.ts';
import { openTranscriptFile } from '../../../src/core/readers/readers.ts';
import { sourceSpanOf } from '../../../src/core/transcripts/sourceSpan.ts';
import { decompressors } from '../../../src/node/decompressors.ts';
import { countingSource } from '../../support/countingSource.ts';
import { makeEval } from '../../support/makeEval.ts';
import { openMade, readMade, refusal } from '../../support/openMade.ts';
import { type MadeMember, makeZip } from '../../support/zipWriter.ts';

const chat = (text: unknown, more: object = {}): string =>
  JSON.stringify({ ...more, messages: [{ role: 'user', content: text }] });
const header = { version: 2, status: 'success', eval: { task: 't' } };

/** Of each record its first text, or the code and place of what is in the way. */
async function contents(file: TranscriptFile): Promise<string[]> {
  return Promise.all(
    file.entries.map(async ({ record }) => {
      const { transcript, problems } = await file.read(record);
      const [problem] = problems;
      if (transcript === undefined)
        return `${problem?.code}${problem?.at.line === undefined ? '' : `:${problem.at.line}`}`;
      return transcript.messages.map(({ parts }) => parts.map(({ text }) => text).join('|')).join('/');
    }),
  );
}

const codes = (file: TranscriptFile): string[] => file.problems.map(({ code }) => code);

const utf16 = (text: string, bigEnd = false): Buffer => {
  const bytes = Buffer.from(text, 'utf16le');
  return bigEnd ? bytes.swap16() : bytes;
};

/** What each input gives: the file's own problems, then its records. */
const inputs: Record<string, readonly [string | Uint8Array, readonly string[], readonly string[]]> = {
  'a truncated JSONL': [
    `${chat('one')}\n${chat('two')}\n${chat('three').slice(0, -9)}`,
    [],
    ['one', 'two', 'json.invalid:3'],
  ],
  'a truncated array': [`[${chat('one')},${chat('two').slice(0, -9)}`, ['json.cut'], ['one']],
  'a truncated log': [
    `${JSON.stringify({ ...header, samples: [{ id: 1, messages: [{ role: 'user', content: 'one' }] }] }).slice(0, -2)},{"id":2,"mess`,
    ['json.cut'],
    ['one'],
  ],
  'a byte order mark': [`\ufeff${chat('one')}\n${chat('two')}\n`, [], ['one', 'two']],
  'line ends of Windows': [`${chat('one')}\r\n\r\n${chat('two')}\r\n`, [], ['one', 'two']],
  'a trailing comma in a line': [
    `${chat('one')}\n${chat('two').replace(']}', '],}')}\n${chat('three')}`,
    [],
    ['one', 'two', 'three'],
  ],
  'a trailing comma in an array': [`[${chat('one')},${chat('two')},]`, ['json.comma'], ['one', 'two']],
  'a trailing comma in the only value': [
    '{\n "messages": [\n  {"role": "user", "content": "one"},\n ]\n}',
    [],
    ['one'],
  ],
  'a truncated value': [
    '{"messages": [{"role": "user", "content": "one"}, {"role": "user", "content": "tw',
    [],
    ['one'],
  ],
  'a value of which nothing is whole': ['{"messages": [{"role": "user", "content": "on', [], ['json.invalid:1']],
  'NaN and Infinity': [
    `${chat('one').replace('}]', '}], "score": NaN, "other": -Infinity')}\n${chat('two')}`,
    [],
    ['one', 'two'],
  ],
  'integers beyond 2^53': [
    `{"id":9007199254740993,${chat('one').slice(1)}\n{"id":9007199254740992,${chat('two').slice(1)}`,
    [],
    ['one', 'two'],
  ],
  'contents that are null': [
    `${chat(null)}\n${chat([null, { type: 'text', text: null }])}\n${chat('two')}`,
    [],
    ['', 'null|{"type":"text","text":null}', 'two'],
  ],
  'UTF-16, little end first': [utf16(`\ufeff${chat('ön🙂')}\n${chat('two')}`), [], ['ön🙂', 'two']],
  'UTF-16, big end first': [utf16(`\ufeff${chat('ön🙂')}`, true), [], ['ön🙂']],
  'UTF-16 without a mark': [utf16(chat('ön🙂')), [], ['ön🙂']],
  'UTF-8 with bytes that are none': [
    Buffer.concat([Buffer.from(chat('a?b').replace('?', '\xff'), 'latin1')]),
    [],
    ['a\ufffdb'],
  ],
  gzip: [gzipSync(`${chat('one')}\n${chat('two')}`), [], ['one', 'two']],
};

for (const [what, [data, problems, records]] of Object.entries(inputs)) {
  test(`reads what it can of ${what}`, async () => {
    const file = await openMade(data);
    assert.deepEqual([codes(file), await contents(file)], [problems, records]);
  });
}

const mended: Record<string, readonly [string, string]> = {
  'a trailing comma in a line': [
    `${chat('one')}\n${chat('two').replace(']}', '],}')}\n${chat('three')}`,
    '1 json.comma warning 2',
  ],
  'a trailing comma in the only value': [
    '{\n "messages": [\n  {"role": "user", "content": ",]"},\n ]\n}',
    '0 json.comma warning 3',
  ],
  'a trailing comma in a line of a session': [
    ['{"type":"user","uuid":"a","sessionId":"s","message":{"role":"user","content":"hi",}}', '{"type":"user"', ''].join(
      '\n',
    ),
    '0 json.comma warning 1, 0 json.invalid warning 2',
  ],
  'a trailing comma in a list of pairs': [
    '[\n {"chosen":"\\n\\nHuman: a\\n\\nAssistant: b","rejected":"\\n\\nHuman: a\\n\\nAssistant: c",}\n]',
    '0 json.comma warning undefined',
  ],
  'a value that is cut': [
    '{"messages": [{"role": "user", "content": "one"},\n{"role": "user", "content": "tw',
    '0 json.cutInside error 2',
  ],
};
for (const [what, [data, expected]] of Object.entries(mended)) {
  test(`says of ${what} where it is`, async () => {
    const file = await openMade(data);
    const { record = 0 } = file.entries.at(expected.startsWith('1') ? 1 : 0) ?? {};
    const { transcript, problems } = await file.read(record);
    assert.ok(transcript !== undefined && transcript.messages.length > 0);
    const told = problems.map(({ code, severity, at }) => `${at.record} ${code} ${severity} ${at.line}`);
    assert.equal(told.join(', '), expected);
  });
}

test('places after a comma that is forgiven are those of the file', async () => {
  const file = await openMade(
    '{"messages": [{"role": "user", "content": "a",}, {"role": "user", "content": "never lie",},],}',
  );
  const part = (await file.read(0)).transcript?.messages[1]?.parts[0];
  const source = await file.sourceText(0);
  assert.ok(part !== undefined && source !== undefined);
  const span = sourceSpanOf(source.text, part, 0, { start: 0, end: 5 });
  assert.equal(span && source.text.slice(span.start, span.end), 'never');
});

test('an empty file, or one of blanks, is said to be empty', async () => {
  for (const data of ['', '\ufeff', ' \n\n\t']) assert.equal(await refusal(data), 'file.empty');
});

test('integers beyond 2^53 name their records exactly', async () => {
  const file = await openMade(
    `{"id":9007199254740993,${chat('one').slice(1)}\n{"id":9007199254740992,${chat('two').slice(1)}`,
  );
  assert.deepEqual(
    file.entries.map(({ name }) => name),
    ['9007199254740993', '9007199254740992'],
  );
});

test('ids that are there twice, or not at all, name nothing', async () => {
  const file = await openMade(`${['a', 'b', 'a'].map((id) => chat('x', { id })).join('\n')}\n${chat('x')}`);
  assert.deepEqual(
    file.entries.map(({ name }) => name),
    ['#0', '#1', '#2', '#3'],
  );
  const twice = { role: 'user', content: 'x', id: 'm1' };
  const { messages } = await readMade(
    await openMade(JSON.stringify({ messages: [twice, twice, { ...twice, id: 'm2' }] })),
  );
  assert.deepEqual(
    messages.map(({ id }) => id),
    ['#0', '#1', 'm2'],
  );
});

test('the source text of a transcoded file is where its UTF-8 has it; of a packed one nowhere', async () => {
  const text = `\ufeff${chat('ön🙂')}\n${chat('two')}`;
  const second = await (await openMade(utf16(text))).sourceText(1);
  const plain = toUtf8(utf16(text));
  assert.equal(new TextDecoder().decode(plain.subarray(second?.byteStart)), chat('two'));
  assert.deepEqual(await (await openMade(gzipSync(text))).sourceText(1), { text: chat('two') });
});

test('a file too large to decode in memory is refused with the limit', async () => {
  for (const [bytes, code] of [
    [utf16(`\ufeff${chat('x'.repeat(500))}`), 'file.utf16Large'],
    [gzipSync(Buffer.from(chat(Array.from({ length: 900 }, (_, i) => String(i * 7919)).join()))), 'file.gzipLarge'],
  ] as const) {
    const file = await openTranscriptFile(
      { ...countingSource('made', bytes), limit: { bytes: 1000 } },
      { decompressors },
    );
    assert.ok(isProblem(file));
    assert.deepEqual([file.code, file.facts], [code, { size: bytes.length, limit: 1000 }]);
  }
});

const both: readonly Decompressors[] = [decompressors, pureDecompressors];

test('a gzip that unpacks to more than the limit is stopped there', async () => {
  const bomb = gzipSync(Buffer.alloc(50e6, 0x20));
  for (const ports of both) {
    const source = { ...countingSource('made', bomb), limit: { bytes: 1e6 } };
    const file = await openTranscriptFile(source, { decompressors: ports });
    assert.ok(isProblem(file) && file.code === 'file.gzip', JSON.stringify(file));
    assert.ok(source.closed || source.reads.length > 0);
  }
});

/** What reading the only sample of a log gives whose members are these, at a limit of 1 MB. */
async function bomb(member: Omit<MadeMember, 'name'>, ports: Decompressors, limit = { bytes: 1e6 }): Promise<string> {
  const name = 'samples/1_epoch_1.json';
  const bytes = makeZip([
    { name: 'header.json', data: JSON.stringify(header) },
    { ...member, name },
  ]);
  const file = await openTranscriptFile({ ...countingSource('made', bytes), limit }, { decompressors: ports });
  assert.ok(!isProblem(file) && file.entries.length === 1);
  return (await contents(file))[0] ?? '';
}

test('a zip bomb that declares its size is refused with the limit, until more is allowed', async () => {
  const data = JSON.stringify({ id: 1, messages: [{ role: 'user', content: ' '.repeat(3e6) }] });
  for (const ports of both) {
    for (const method of ['deflate', 'zstd'] as const) {
      assert.equal(await bomb({ data, method }, ports), 'zip.memberTooLarge');
      assert.equal((await bomb({ data, method }, ports, { bytes: 4e6 })).length, 3e6);
    }
  }
});

test('a zip bomb that hides its size is stopped at what it declared', async () => {
  const data = Buffer.alloc(200e6, 0x20);
  const packed = { inflateRaw: deflateRawSync(data), zstd: zstdCompressSync(data) };
  for (const ports of both) {
    for (const method of ['inflateRaw', 'zstd'] as const) {
      const before = process.memoryUsage().arrayBuffers;
      await assert.rejects(ports[method](packed[method], 900_000));
      const held = process.memoryUsage().arrayBuffers - before;
      assert.ok(held < 100e6, `${held} bytes`);
    }
  }
  assert.equal(await bomb({ data: ' '.repeat(2e6), lie: { size: 900_000 } }, decompressors), 'zip.memberDamaged');
});

test('members whose names climb are samples of that name and touch nothing', async () => {
  const names = ['../../../etc/passwd', '/etc/passwd', 'C:\\x', '..\\..\\x'];
  const data = JSON.stringify({ id: 1, epoch: 1, messages: [{ role: 'user', content: 'mine' }] });
  const members = names.map((name) => ({ name: `samples/${name}_epoch_1.json`, data }));
  const file = await openMade(makeZip([{ name: 'header.json', data: JSON.stringify(header) }, ...members]));
  assert.deepEqual(
    file.entries.map(({ name }) => name),
    names.map((name) => `${name}/1`),
  );
  assert.deepEqual(await contents(file), ['mine', 'mine', 'mine', 'mine']);
});

test('a directory that claims more than the limit is not read', async () => {
  const bytes = makeEval(header, [{ id: 1, epoch: 1, messages: [] }]);
  new DataView(bytes.buffer, bytes.byteOffset).setUint32(bytes.length - 10, 300_000_000, true);
  const source = countingSource('made', bytes);
  const file = await openTranscriptFile(source, { decompressors });
  assert.ok(!isProblem(file));
  assert.deepEqual(codes(file), ['zip.truncated']);
});
