import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseJson } from '../../../src/core/text/parseJson.ts';
import { makeRandom } from '../../support/random.ts';
import { looseJson, randomJson } from '../../support/randomJson.ts';

const values: readonly (readonly [string, unknown])[] = [
  ['{"a": NaN}', { a: Number.NaN }],
  ['[-Infinity, Infinity, NaN]', [-Infinity, Infinity, Number.NaN]],
  ['NaN', Number.NaN],
  ['{"a": "NaN, Infinity", "b": NaN}', { a: 'NaN, Infinity', b: Number.NaN }],
  [String.raw`{"a": "\" NaN", "b": NaN}`, { a: '" NaN', b: Number.NaN }],
  ['\ufeff{"a": 1}', { a: 1 }],
  ['{"id": 10010031911258440806}', { id: '10010031911258440806' }],
  ['{"id": -10010031911258440806, "x": NaN}', { id: '-10010031911258440806', x: Number.NaN }],
  ['{"id": 9007199254740991}', { id: 9007199254740991 }],
  ['{"id": 1.7340000000000000123, "b": 1234567890123456.5}', { id: 1.734, b: 1234567890123456.5 }],
  ['{"id": 12345678901234567890e2}', { id: Number('12345678901234567890e2') }],
  [
    '{"s": "12345678901234567890", "n": 12345678901234567890}',
    { s: '12345678901234567890', n: '12345678901234567890' },
  ],
];

for (const [text, value] of values) {
  test(`parses ${text}`, () => assert.deepEqual(parseJson(text), { ok: true, value }));
}

for (const text of [
  '',
  '{"a": 1,}',
  '{"a": nan}',
  '{"a" 1}',
  '[1, 2',
  '{"a": NaN',
  'NaNNaN',
  '{"a": +NaN}',
  '[1234567890123456789,]',
]) {
  test(`refuses ${JSON.stringify(text)}`, () => assert.equal(parseJson(text).ok, false));
}

test('says where it broke, counting a byte order mark', () => {
  const text = '\ufeff{"a": 1 "b": 2}';
  const parsed = parseJson(text);
  assert.ok(!parsed.ok);
  assert.equal(parsed.offset, text.indexOf('"b"'));
});

test('a message never repeats the data', () => {
  const parsed = parseJson('{"secret": "the launch code is 12345" oops}');
  assert.ok(!parsed.ok);
  assert.doesNotMatch(parsed.message, /launch|oops/);
});

test('a key named __proto__ is a member like any other', () => {
  const parsed = parseJson('{"__proto__": {"polluted": NaN}}');
  assert.ok(parsed.ok);
  assert.equal(Object.hasOwn(parsed.value as object, '__proto__'), true);
  assert.equal(({} as Record<string, unknown>)['polluted'], undefined);
});

test('deep nesting neither throws nor hangs', () => {
  assert.equal(parseJson('['.repeat(200_000)).ok, false);
  assert.equal(parseJson(`${'['.repeat(50_000)}NaN${']'.repeat(50_000)}`).ok, true);
});

test('agrees with JSON.parse on random JSON', () => {
  const random = makeRandom();
  console.log(`seed ${random.seed}`);
  for (let i = 0; i < 300; i++) {
    const text = looseJson(random, randomJson(random));
    assert.deepEqual(parseJson(text), { ok: true, value: JSON.parse(text) });
  }
});
