import assert from 'node:assert/strict';
import { test } from 'node:test';
import { brierOf, forecastPair } from '../../../src/core/records/forecastPair.ts';
import type { Outcome, Prediction, Property } from '../../../src/core/records/record.ts';
import { makeRecord } from '../../support/madeRecords.ts';

const pair = (type: Property['type'], prediction: Partial<Prediction>, outcome: Partial<Outcome>) =>
  forecastPair(
    makeRecord({
      property: { name: 'made', type },
      prediction: { parseStatus: 'ok', ...prediction },
      outcome: { parseStatus: 'ok', ...outcome },
    }),
  );

test('a binary probability is of holding, against the share of samples', () => {
  const { forecast, outcome, correct } = pair('binary', { probability: 0.8 }, { n: 10, k: 7 });
  assert.deepEqual({ forecast, outcome, correct }, { forecast: 0.8, outcome: 0.7, correct: true });
  assert.equal(pair('binary', { probability: 0.3, answer: 'no' }, { answer: 'no' }).outcome, 0);
});

test('a binary answer is yes or no however it is said, by a value too', () => {
  assert.deepEqual(pair('binary', { answer: ' TRUE ' }, { value: 1 }), {
    outcome: 1,
    correct: true,
    predictedAnswer: 'yes',
    observedAnswer: 'yes',
    predictedValue: 1,
    observedValue: 1,
  });
  assert.equal(pair('binary', { answer: 'perhaps' }, { answer: 'yes' }).correct, undefined);
  assert.equal(pair('binary', { value: 0.5 }, { answer: 'yes' }).predictedAnswer, undefined);
});

test('an even chance predicts neither, an even split shows neither', () => {
  assert.equal(pair('binary', { probability: 0.5 }, { answer: 'yes' }).correct, undefined);
  assert.equal(pair('binary', { answer: 'yes' }, { n: 4, k: 2 }).correct, undefined);
});

test('a confidence is that the predicted answer is right: for a predicted no, the share without the property', () => {
  const no = pair('binary', { answer: 'no', confidence: 0.9 }, { n: 4, k: 1 });
  assert.deepEqual([no.forecast, no.outcome, no.correct, no.predictedValue], [0.9, 0.75, true, 0]);
  const none = pair('binary', { confidence: 0.9 }, { n: 4, k: 1 });
  assert.deepEqual([none.forecast, none.outcome], [0.9, 0.25], 'without an answer, that it holds');
  const letter = pair('categorical', { answer: 'B', confidence: 0.6 }, { answer: 'C' });
  assert.deepEqual([letter.forecast, letter.outcome, letter.correct], [0.6, 0, false]);
  const samples = pair('categorical', { answer: 'B', confidence: 0.6 }, { n: 5, k: 2 });
  assert.deepEqual([samples.forecast, samples.outcome, samples.correct], [0.6, 0.4, undefined]);
});

test('a raw confidence ranks, and has no Brier score', () => {
  const logit = pair('binary', { confidence: 17.2 }, { answer: 'yes' });
  assert.deepEqual([logit.forecast, logit.outcome, brierOf(logit)], [17.2, 1, undefined]);
  assert.equal(brierOf(pair('binary', { probability: 0.75 }, { answer: 'no' })), 0.5625);
});

test('a distribution forecasts with the share of its answer, the likeliest where it names none', () => {
  const distribution = { red: 0.2, green: 0.5, blue: 0.3 };
  const own = pair('categorical', { answer: 'red', distribution }, { answer: 'red' });
  assert.deepEqual([own.forecast, own.outcome], [0.2, 1]);
  const likeliest = pair('categorical', { distribution }, { answer: 'red' });
  assert.deepEqual([likeliest.predictedAnswer, likeliest.forecast, likeliest.correct], ['green', 0.5, false]);
  assert.equal(pair('categorical', { answer: 'pink', distribution }, { answer: 'red' }).forecast, 0);
  const binary = pair('binary', { distribution: { true: 0.2, false: 0.8 } }, { answer: 'no' });
  assert.deepEqual([binary.predictedAnswer, binary.forecast, binary.outcome], ['no', 0.8, 1]);
});

test('samples are counted where the source did not: only those that are parsed', () => {
  const samples = [
    { answer: 'yes' },
    { answer: 'no' },
    { value: 1 },
    { raw: 'hm' },
    { answer: 'x', parseStatus: 'refused' as const },
  ];
  const binary = pair('binary', { probability: 0.9 }, { samples });
  assert.deepEqual([binary.n, binary.k, binary.mode, binary.observedAnswer], [3, 2, 2, 'yes']);
  const words = pair('categorical', { answer: 'b' }, { samples: ['a', 'b', 'a'].map((answer) => ({ answer })) });
  assert.deepEqual([words.n, words.k, words.mode, words.observedAnswer, words.correct], [3, 1, 2, 'a', false]);
  const unasked = pair('categorical', {}, { samples: [{ answer: 'a' }] });
  assert.deepEqual([unasked.n, unasked.k], [1, undefined]);
  assert.equal(pair('numeric', { value: 3 }, { samples: [{ value: 2 }, { value: 5 }] }).observedValue, 3.5);
});

test('free text is compared without regard to case, answers letter for letter', () => {
  assert.equal(pair('freeform', { answer: 'Paris ' }, { answer: 'paris' }).correct, true);
  assert.equal(pair('categorical', { answer: 'Paris ' }, { answer: 'Paris' }).correct, true);
  assert.equal(pair('categorical', { answer: 'Paris' }, { answer: 'paris' }).correct, false);
  assert.equal(pair('numeric', { answer: '3', value: 3 }, { answer: '3', value: 3 }).correct, undefined);
});

test('a side that is not parsed has nothing, and the other has what it has', () => {
  for (const parseStatus of ['refused', 'unparseable', 'abstained', 'missing'] as const) {
    const stated = pair('binary', { probability: 0.7 }, { parseStatus, answer: 'yes', n: 3, k: 1 });
    assert.deepEqual(stated, { forecast: 0.7, predictedAnswer: 'yes', predictedValue: 0.7 });
    const shown = pair('binary', { parseStatus, answer: 'yes', probability: 0.7 }, { answer: 'no' });
    assert.deepEqual(shown, { outcome: 0, observedAnswer: 'no', observedValue: 0 });
  }
});
