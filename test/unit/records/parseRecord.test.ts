import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parseRecord } from '../../../src/core/records/parseRecord.ts';
import type { PredictionRecord } from '../../../src/core/records/record.ts';
import { recordFileJsonSchema } from '../../../src/core/records/recordSchema.ts';
import type { Json } from '../../../src/core/text/json.ts';

function read(value: Json): PredictionRecord {
  const parsed = parseRecord(value, '#3');
  assert.ok(parsed.ok, JSON.stringify(parsed));
  return parsed.record;
}

const faults = (value: Json): string[] => {
  const parsed = parseRecord(value, '#3');
  return parsed.ok ? [] : parsed.faults.map(({ field }) => field);
};

const about = { property: { name: 'p', type: 'binary' } } as const;

test('media/schemas/records.schema.json is up to date', () => {
  const file = new URL('../../../media/schemas/records.schema.json', import.meta.url);
  assert.deepEqual(JSON.parse(readFileSync(file, 'utf8')), recordFileJsonSchema(), 'run `npm run schemas`');
});

test('a record may be written flat, in snake case, with numbers as text', () => {
  const flat = {
    id: 7,
    predictor_model: 'beta',
    'property.name': 'p',
    'property.type': 'binary',
    'prediction.probability': ' 0.25 ',
    'prediction.parse_status': 'ok',
    'outcome.answer': true,
    'outcome.transcript_ref': 'run.jsonl#s=a',
    'outcome.samples': '[{"value": "1"}, "no"]',
    scenario_id: 'kept beside',
  };
  assert.deepEqual(read(flat), {
    id: '7',
    predictorModel: 'beta',
    scenario: {},
    property: { name: 'p', type: 'binary' },
    prediction: { probability: 0.25, parseStatus: 'ok' },
    outcome: {
      answer: 'true',
      transcriptRefs: ['run.jsonl#s=a'],
      samples: [{ value: 1 }, { answer: 'no' }],
      parseStatus: 'ok',
    },
    metadata: { scenario_id: 'kept beside' },
  });
});

test('flat keys and objects of one record are put together', () => {
  const { prediction } = read({ ...about, prediction: { answer: 'yes' }, 'prediction.probability': 0.75 });
  assert.deepEqual(prediction, { answer: 'yes', probability: 0.75, parseStatus: 'ok' });
});

test('property and scenario may be a word, and the record go without an id', () => {
  const { id, property, scenario } = read({ property: 'tone', scenario: 's-1', prediction: { answer: 'calm' } });
  assert.deepEqual([id, property, scenario], ['#3', { name: 'tone', type: 'categorical' }, { id: 's-1' }]);
});

test('what a side says makes its state, where it names none', () => {
  const states = (prediction: Json, outcome: Json): string[] => {
    const record = read({ ...about, prediction, outcome });
    return [record.prediction.parseStatus, record.outcome.parseStatus];
  };
  assert.deepEqual(states({ probability: 0 }, { k: 0, n: 4 }), ['ok', 'ok']);
  assert.deepEqual(states({ confidence: 3 }, { samples: [{ answer: 'x' }] }), ['ok', 'ok']);
  assert.deepEqual(states({ raw: 'hm' }, { raw: 'hm' }), ['unparseable', 'unparseable']);
  assert.deepEqual(states({ raw: 'hm', parseStatus: 'refused' }, { samples: [{ raw: 'hm' }] }), [
    'refused',
    'unparseable',
  ]);
  assert.deepEqual(states({ elicitation: 'direct' }, null), ['missing', 'missing']);
  assert.deepEqual(states({ answer: '', probability: Number.NaN }, {}), ['missing', 'missing']);
});

test('a type that is not written follows from what is', () => {
  const type = (prediction: Json, outcome: Json, property: Json = { name: 'p' }): string =>
    read({ property, prediction, outcome }).property.type;
  assert.equal(type({ probability: 0.5 }, {}), 'binary');
  assert.equal(type({ answer: 'no' }, { answer: 'Yes' }), 'binary');
  assert.equal(type({}, { n: 3, k: 1 }), 'binary');
  assert.equal(type({ answer: 'no' }, { answer: 'maybe' }), 'categorical');
  assert.equal(type({ value: 3 }, {}), 'numeric');
  assert.equal(type({ answer: 'A' }, {}, { name: 'p', stands: { A: ['honesty'] } }), 'choice');
});

test('keys that no field is for are metadata, by their path', () => {
  const record = read({ ...about, note: 'x', prediction: { answer: 'yes', extra: { a: 1 } }, metadata: { own: 2 } });
  assert.deepEqual(record.metadata, { own: 2, note: 'x', 'prediction.extra': { a: 1 } });
  assert.equal(
    Object.getPrototypeOf(read(JSON.parse('{"property":"p","__proto__":{"a":1}}') as Json)),
    Object.prototype,
  );
});

test('n is that of the resampling where the outcome has only k', () => {
  assert.equal(read({ ...about, outcome: { k: 3 }, resample: { n: 5 } }).outcome.n, 5);
});

test('each field that is wrong is named', () => {
  const prediction = (fields: Json): Json => ({ ...about, prediction: fields });
  assert.deepEqual(faults(prediction({ probability: 1.01 })), ['/prediction/probability']);
  assert.deepEqual(faults(prediction({ probability: '-0.1' })), ['/prediction/probability']);
  assert.deepEqual(faults(prediction({ probability: '80%' })), ['/prediction/probability']);
  assert.deepEqual(faults(prediction({ distribution: { 'a/b': 2 } })), ['/prediction/distribution/a~1b']);
  assert.deepEqual(faults(prediction({ confidence: Number.POSITIVE_INFINITY })), ['/prediction/confidence']);
  assert.deepEqual(faults(prediction({ parseStatus: 'fine' })), ['/prediction/parseStatus']);
  assert.deepEqual(faults({ ...about, outcome: { n: 1.5, k: -1, samples: [{ value: 'x' }] } }), [
    '/outcome/n',
    '/outcome/k',
    '/outcome/samples/0/value',
  ]);
  assert.deepEqual(faults({ ...about, outcome: { n: 3, k: 4 } }), ['/outcome/k']);
  assert.deepEqual(faults({ property: { type: 'binary' }, outcome: { answer: 'x' } }), ['/property/name']);
  assert.deepEqual(faults({ ...about, prediction: 'no' }), ['/prediction']);
  assert.deepEqual(faults([1]), ['']);
});
