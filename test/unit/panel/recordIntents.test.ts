import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseIntent } from '../../../src/panel/parseIntent.ts';

const filter = {
  where: { model: ['m-1', 'm-2'], kind: ['cross'] },
  text: 'delete',
  prediction: ['refused'],
  correct: false,
  has: ['forecasts'],
  forecast: { low: 0.2, high: 0.3, closed: 'left' },
  scenarios: ['s-1'],
};

test('what a file of records is asked for arrives whole', () => {
  const intents = [
    { type: 'loadRecords', query: { filter, sort: { column: 'brier', descending: true } }, start: 999_800, count: 200 },
    { type: 'loadRecords', query: { filter: {} }, start: 0, count: 1 },
    { type: 'loadScores', view: 'gap', by: ['model', 'property'], filter },
    { type: 'cancelScores', view: 'change' },
    { type: 'goToRef', ref: 'night-shift.json#s=disk-full' },
    { type: 'savePlot', name: 'reliability', format: 'svg', data: '<svg/>' },
  ];
  for (const intent of intents) assert.deepEqual(parseIntent(intent), intent);
});

const refused: readonly object[] = [
  { type: 'loadRecords', query: { filter: {} }, start: 0, count: 1_000_000 },
  { type: 'loadRecords', query: { filter: {} }, start: -1, count: 10 },
  { type: 'loadRecords', query: { filter: { where: { path: ['x'] } } }, start: 0, count: 10 },
  { type: 'loadRecords', query: { filter: {}, sort: { column: 'constructor', descending: true } }, start: 0, count: 1 },
  { type: 'loadScores', view: 'everything', by: [], filter: {} },
  { type: 'loadScores', view: 'scores', by: ['__proto__'], filter: {} },
  { type: 'savePlot', name: 'p', format: 'html', data: '' },
];
for (const intent of refused) {
  test(`refuses ${JSON.stringify(intent)}`, () => assert.equal(parseIntent(intent), undefined));
}
