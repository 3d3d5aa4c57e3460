import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dodge } from '../../../src/webview/plots/dodge.ts';

test('what is far apart stays where it is', () => {
  assert.deepEqual(dodge([8, 1, 5], 2, [0, 10]), [8, 1, 5]);
});

test('what is near is moved apart, in order', () => {
  assert.deepEqual(dodge([5, 5, 6], 2, [0, 20]), [5, 7, 9]);
});

test('at the upper end they make room downwards', () => {
  assert.deepEqual(dodge([9, 10, 9.5], 2, [0, 10]), [6, 10, 8]);
});

test('nothing is nothing', () => {
  assert.deepEqual(dodge([], 2, [0, 10]), []);
});
