import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bytesSource } from '../../../src/core/readers/bytesSource.ts';
import { indexJsonLines } from '../../../src/core/readers/layouts/jsonLines.ts';
import { chooseIdKey, recordNames } from '../../../src/core/readers/layouts/recordNames.ts';
import { makeRandom } from '../../support/random.ts';

const utf8 = new TextEncoder();

/** `line:text` per record. */
async function lines(text: string): Promise<string[]> {
  const bytes = utf8.encode(text);
  const index = await indexJsonLines(bytesSource('made', bytes), text.startsWith('\ufeff') ? 3 : 0, undefined);
  return Array.from({ length: index.ranges.length }, (_, record) => {
    const range = index.ranges.at(record);
    return `${index.lineOf?.(record)}:${new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(range?.start, range?.end))}`;
  });
}

const cases: readonly (readonly [string, readonly string[]])[] = [
  ['', []],
  ['\n\n', []],
  ['a', ['1:a']],
  ['a\n', ['1:a']],
  ['a\nb', ['1:a', '2:b']],
  ['a\r\nb\r\n', ['1:a', '2:b']],
  ['a\r\r\nb', ['1:a\r', '2:b']],
  ['\n\na\n \t\r\nb\n', ['3:a', '5:b']],
  ['\ufeffa\nb', ['1:a', '2:b']],
  ['a\u2028b\u2029c\u0085d\ve\n', ['1:a\u2028b\u2029c\u0085d\ve']],
  ['a\rb', ['1:a\rb']],
];

for (const [text, expected] of cases) {
  test(`splits ${JSON.stringify(text)}`, async () => assert.deepEqual(await lines(text), expected));
}

test('lines across chunk borders, as split does it', async () => {
  const random = makeRandom();
  console.log(`seed ${random.seed}`);
  const made = Array.from(
    { length: 400 },
    () => 'x'.repeat(random.chance(0.1) ? 0 : random.int(20_000)) + (random.chance(0.3) ? '\r' : ''),
  );
  const text = made.join('\n');
  assert.ok(text.length > 2 << 20);
  const expected = text
    .split('\n')
    .flatMap((line, i) => (line.trim() === '' ? [] : [`${i + 1}:${line.replace(/\r$/, '')}`]));
  assert.deepEqual(await lines(text), expected);
});

test('ids are picked from each line, broken ones and all', async () => {
  const text = [
    '{"id": "a"}',
    '{"x": {"id": "inner"}, "id": 7}',
    '{"id": "broken',
    '{"x": 1}',
    '{"id": "late", "id": "last"}',
    '{"id": {"a": 1}}',
    '{"id": "\\u0061b"}',
  ].join('\n');
  const index = await indexJsonLines(bytesSource('made', utf8.encode(text)), 0, 'id');
  assert.deepEqual(index.ids, ['a', '7', undefined, undefined, 'last', undefined, 'ab']);
});

test('a record is named by its own id where that is unique', () => {
  assert.deepEqual(recordNames(6, ['a', 'b', 'a', undefined, '', '#1']), ['#0', 'b', '#2', '#3', '#4', '#5']);
  assert.deepEqual(recordNames(2, []), ['#0', '#1']);
});

test('the id key is the first that tells the samples apart', () => {
  assert.equal(
    chooseIdKey([
      { id: 1, uuid: 'a' },
      { id: 1, uuid: 'b' },
    ]),
    'uuid',
  );
  assert.equal(chooseIdKey([{ custom_id: 'x' }, {}]), 'custom_id');
  assert.equal(chooseIdKey([{ id: { a: 1 } }, { id: null }]), undefined);
  assert.equal(chooseIdKey([]), undefined);
});
