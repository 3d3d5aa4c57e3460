import assert from 'node:assert/strict';
import { test } from 'node:test';
import { JsonScanner } from '../../../src/core/text/jsonScanner.ts';
import { makeRandom } from '../../support/random.ts';
import { looseJson, pointersOf, randomJson } from '../../support/randomJson.ts';

const utf8 = new TextEncoder();

interface Seen {
  readonly pointer: string;
  readonly start: number;
  readonly end: number;
  readonly scalar: string | undefined;
}

function scan(bytes: Uint8Array, depth: number, chunk = bytes.length || 1): { seen: Seen[]; scanner: JsonScanner } {
  const seen: Seen[] = [];
  const scanner = new JsonScanner({
    enter: (path) => path.length < depth,
    value: (path, start, end, scalar) => {
      const pointer = path.map((key) => `/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
      seen.push({ pointer, start, end, scalar });
    },
  });
  for (let i = 0; i < bytes.length; i += chunk) scanner.feed(bytes.subarray(i, i + chunk));
  scanner.finish();
  return { seen, scanner };
}

const texts = (source: string, depth: number): string[] => {
  const bytes = utf8.encode(source);
  return scan(bytes, depth).seen.map(
    ({ pointer, start, end }) => `${pointer}=${new TextDecoder().decode(bytes.subarray(start, end))}`,
  );
};

test('reports ranges of members and elements, inner ones first', () => {
  assert.deepEqual(texts('{"a": [1, {"b": 2}], "é": "x"} ', 2), [
    '/a/0=1',
    '/a/1={"b": 2}',
    '/a=[1, {"b": 2}]',
    '/é="x"',
    '={"a": [1, {"b": 2}], "é": "x"}',
  ]);
});

test('root values may follow one another', () => {
  assert.deepEqual(texts('{"a":1}\n{"a":2} 3 "x"4', 0), ['={"a":1}', '={"a":2}', '=3', '="x"', '=4']);
});

test('reports short scalars as text, and no long ones', () => {
  const bytes = utf8.encode(JSON.stringify({ short: 'abc', number: 12, long: 'x'.repeat(300), object: {} }));
  assert.deepEqual(
    scan(bytes, 1, 7).seen.map(({ scalar }) => scalar),
    ['"abc"', '12', undefined, undefined, undefined],
  );
});

test('a cut file keeps the whole values before the cut', () => {
  const bytes = utf8.encode('{"samples": [{"id": 1}, {"id": 2}, {"id": 3');
  const { seen, scanner } = scan(bytes, 2, 5);
  assert.deepEqual(
    seen.map(({ pointer }) => pointer),
    ['/samples/0', '/samples/1'],
  );
  assert.equal(scanner.complete, false);
});

for (const marked of [
  '{"a": 1 !"b": 2}',
  '{!1: 2}',
  '[1,!,]',
  '{"a": !}',
  '[1 !2]',
  '{"a"!}',
  '!]',
  '{"a": 1!]',
  '[1, 2!}',
  '{"a":!,}',
  '[!:1]',
]) {
  test(`grammar breaks at the mark in ${marked}`, () => {
    const bytes = utf8.encode(marked.replace('!', ''));
    for (const chunk of [1, 2, 100]) assert.equal(scan(bytes, 3, chunk).scanner.malformedAt, marked.indexOf('!'));
  });
}

test('random JSON: every range is its value, at every chunk size', () => {
  const random = makeRandom();
  console.log(`seed ${random.seed}`);
  for (let i = 0; i < 150; i++) {
    const value = randomJson(random);
    const bytes = utf8.encode(looseJson(random, value));
    const depth = random.int(5);
    const { seen, scanner } = scan(bytes, depth, 1 + random.int(70));
    assert.equal(scanner.complete, true);
    const expected = [...pointersOf(value)].filter(([pointer]) => pointer.split('/').length - 1 <= depth);
    assert.equal(seen.length, expected.length);
    const found = new Map(seen.map((one) => [one.pointer, one]));
    for (const [pointer, wanted] of expected) {
      const { start, end, scalar } = found.get(pointer) as Seen;
      const text = new TextDecoder().decode(bytes.subarray(start, end));
      assert.deepEqual(JSON.parse(text), JSON.parse(Buffer.from(JSON.stringify(wanted)).toString()));
      if (scalar !== undefined) assert.equal(scalar, text);
    }
  }
});
