import assert from 'node:assert/strict';
import { test } from 'node:test';
import { wholeParts } from '../../../src/core/text/wholeParts.ts';

/** A text that is cut, and what can be made of it, the best first. */
const cuts: Record<string, readonly string[]> = {
  '{"m": [{"a": 1}, {"a": 2, "b': ['{"m": [{"a": 1}]}', '{"m": [{"a": 1}, {"a": 2}]}'],
  '{"m": [{"c": [1, 2, 3': ['{"m": [{"c": [1, 2]}]}'],
  '{"m": ["]", "}"], "s": "x': ['{"m": ["]", "}"]}'],
  '[[1], [2': ['[[1]]'],
  '{"a': [],
  '': [],
};
for (const [text, parts] of Object.entries(cuts)) {
  test(`what is whole of ${text}`, () => assert.deepEqual([...wholeParts(text)], parts));
}

test('what nests too deep has no whole part', () => assert.deepEqual([...wholeParts('[1,'.repeat(300))], []));
