import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decodedToSource, decodeJsonString } from '../../../src/core/text/decodeJsonString.ts';
import { findPointer, findPointers } from '../../../src/core/text/findPointer.ts';
import { minifyJson, minifyJsonMapped } from '../../../src/core/text/minifyJson.ts';
import { toDerived, toSource } from '../../../src/core/text/offsetMap.ts';
import { parseJsonPrefix } from '../../../src/core/text/parseJsonPrefix.ts';
import { makeRandom } from '../../support/random.ts';
import { looseJson, pointersOf, randomJson } from '../../support/randomJson.ts';

const at = (text: string, pointer: string): string | undefined => {
  const range = findPointer(text, pointer);
  return range && text.slice(range.start, range.end);
};

test('finds members and elements', () => {
  const text = '\ufeff { "a" : [ 1 , {"b/c": "x,]}\\"" } ], "a~": {}, "\\u0061b": true }';
  assert.equal(at(text, '/a/1/b~1c'), '"x,]}\\""');
  assert.equal(at(text, '/a/0'), '1');
  assert.equal(at(text, '/a~0'), '{}');
  assert.equal(at(text, '/ab'), 'true');
  assert.equal(at(text, ''), text.slice(2));
  for (const missing of ['/b', '/a/2', '/a/01', '/a/-', '/a~/x']) assert.equal(at(text, missing), undefined, missing);
});

test('of repeated keys the last one counts, as in JSON.parse', () => {
  assert.equal(at('{"a": {"b": 1}, "a": {"c": 2}}', '/a/c'), '2');
  assert.equal(at('{"a": {"b": 1}, "a": {"c": 2}}', '/a/b'), undefined);
});

for (const broken of ['{', '{"a"', '{"a":', '{"a":}', '[', '[,', '[1', '{"a" 1}', '"', '}', '{"a":1]', '[}']) {
  test(`does not hang on ${broken}`, () => {
    findPointer(broken, '/a');
    findPointer(broken, '/0');
    minifyJson(broken);
    assert.equal(findPointer(broken, '/x'), undefined);
  });
}

test('random JSON: each pointer finds its value, in one pass and alone', () => {
  const random = makeRandom();
  console.log(`seed ${random.seed}`);
  for (let i = 0; i < 200; i++) {
    const value = randomJson(random);
    const text = looseJson(random, value);
    const all = [...pointersOf(value)];
    const found = findPointers(
      text,
      all.map(([pointer]) => pointer),
    );
    for (const [pointer, expected] of all) {
      assert.deepEqual(JSON.parse(at(text, pointer) ?? 'none'), expected);
      assert.deepEqual(found.get(pointer), findPointer(text, pointer));
    }
  }
});

test('minifying keeps the tokens and drops the white space', () => {
  assert.equal(
    minifyJson(' { "a b" : [ 1.0 , -0e1 , "\\u0041 \\" x" ] , "n" : NaN } '),
    '{"a b":[1.0,-0e1,"\\u0041 \\" x"],"n":NaN}',
  );
  assert.equal(minifyJson('xx [ 1 ] yy', 3, 8), '[1]');
});

test('random JSON: minified offsets map back to the same units', () => {
  const random = makeRandom();
  console.log(`seed ${random.seed}`);
  for (let i = 0; i < 200; i++) {
    const value = randomJson(random);
    const text = looseJson(random, value);
    const { text: minified, map } = minifyJsonMapped(text, 0, text.length);
    assert.equal(minified, minifyJson(text));
    assert.deepEqual(JSON.parse(minified), value);
    for (let offset = 0; offset < minified.length; offset++) {
      const source = toSource(map, offset, 'start');
      assert.equal(text[source], minified[offset]);
      assert.equal(toSource(map, offset + 1, 'end'), source + 1);
      assert.equal(toDerived(map, source, 'start'), offset);
      assert.equal(toDerived(map, source + 1, 'end'), offset + 1);
    }
  }
});

test('decoding counts escapes', () => {
  const literal = String.raw`"a\n\"\\\u00e9\ud83d\ude00😀z"`;
  const { text } = decodeJsonString(literal);
  assert.equal(text, 'a\n"\\é😀😀z');
  assert.deepEqual(
    Array.from({ length: text.length + 1 }, (_, i) => i).map((i) => decodedToSource(literal, i)),
    [1, 2, 4, 6, 8, 14, 20, 26, 27, 28, 29],
  );
});

test('decodes as JSON.parse does', () => {
  const random = makeRandom();
  console.log(`seed ${random.seed}`);
  for (let i = 0; i < 500; i++) {
    const value = randomJson(random, 0);
    if (typeof value !== 'string') continue;
    const literal = looseJson(random, value).trim();
    const { text, map } = decodeJsonString(literal);
    assert.equal(text, value);
    for (let unit = 0; unit < text.length; unit++) {
      const start = toSource(map, unit, 'start');
      const end = toSource(map, unit + 1, 'end');
      assert.equal(decodeJsonString(`"${literal.slice(start, end)}"`).text, text[unit]);
    }
  }
});

test('the beginning of a cut JSON gives what is whole in it', () => {
  assert.deepEqual(parseJsonPrefix('{"a": 1, "b": [{"c": 2}, {"d": 3, "e'), { a: 1, b: [{ c: 2 }, { d: 3 }] });
  assert.deepEqual(parseJsonPrefix('[{"role": "user", "content": "never en'), [{ role: 'user', content: 'never en' }]);
  assert.deepEqual(parseJsonPrefix(`{"a": "it\\'s cut${'x'.repeat(300)}`), { a: 'it' });
  assert.deepEqual(parseJsonPrefix('{"a": ["x", "never en'), { a: ['x'] });
  assert.deepEqual(parseJsonPrefix('{"a": "x, ]", "b": tr'), { a: 'x, ]' });
  assert.equal(parseJsonPrefix('"abc'), undefined);
  assert.equal(parseJsonPrefix('nope'), undefined);
  assert.deepEqual(parseJsonPrefix('{"a": 1, "b": [1, {"c": nope}, 2], "d": 3}'), { a: 1, b: [1, {}] });
});

test('random JSON cut anywhere gives a part of it, never an error', () => {
  const random = makeRandom();
  console.log(`seed ${random.seed}`);
  for (let i = 0; i < 60; i++) {
    const value = { first: randomJson(random), second: randomJson(random) };
    const text = looseJson(random, value);
    for (let cut = text.indexOf('{') + 1; cut < text.length; cut += 1 + random.int(3)) {
      const part = parseJsonPrefix(text.slice(0, cut));
      assert.equal(typeof part, 'object', text.slice(0, cut));
    }
    assert.deepEqual(parseJsonPrefix(text), value);
  }
});
