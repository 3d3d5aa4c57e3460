import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PredictionRecord } from '../../../../src/core/records/record.ts';
import { openMappedText, recordsIn } from '../../../support/mappedRecords.ts';

const mapping = (more: string): string => `records:
  - name: m
    files: '**'
${more.replaceAll(/^/gm, '    ')}
`;

async function sides(more: string, text: string): Promise<readonly PredictionRecord[]> {
  const { records, problems } = await recordsIn(await openMappedText(mapping(more), { 'runs/m-7/a.csv': text }));
  assert.deepEqual(problems, []);
  return records;
}

const states = `property: { name: { is: p }, type: binary }
prediction:
  answer: said
  raw: text
  refused: { matches: '(?i)i refuse' }
  abstained: [equal, depends]
  unparseable: [{ field: status, is: bad }, '??']
  missing: { field: status, is: none }
`;

/** Cells said, text, status; the state, the answer and the raw text that come of them. */
const cases: readonly (readonly [string, string, string, string, string | undefined, string | undefined])[] = [
  ['yes', 'Yes!', '', 'ok', 'yes', 'Yes!'],
  ['TRUE', '', '', 'ok', 'yes', undefined],
  ['perhaps', 'Perhaps.', '', 'unparseable', undefined, 'Perhaps.'],
  ['perhaps', '', '', 'unparseable', undefined, 'perhaps'],
  ['', 'Something else', '', 'unparseable', undefined, 'Something else'],
  ['', '', '', 'missing', undefined, undefined],
  ['', 'I refuse.', 'bad', 'refused', undefined, 'I refuse.'],
  ['depends', 'It depends.', '', 'abstained', undefined, 'It depends.'],
  ['yes', 'Yes', 'bad', 'unparseable', undefined, 'Yes'],
  ['??', '', '', 'unparseable', undefined, '??'],
  ['yes', 'Yes', 'none', 'missing', undefined, 'Yes'],
];
test('states are told, in their order, and what was said is kept', async () => {
  const rows = cases.map(([said, text, status]) => [said, text, status].join(','));
  const records = await sides(states, `said,text,status\n${rows.join('\n')}\n,,\n`);
  assert.equal(records.length, cases.length + 1, 'no row is dropped');
  for (const [i, [, , , state, answer, raw]] of cases.entries()) {
    const { prediction, outcome } = records[i] as PredictionRecord;
    assert.deepEqual([prediction.parseStatus, prediction.answer, prediction.raw], [state, answer, raw], `row ${i}`);
    assert.equal(outcome.parseStatus, 'missing');
  }
});

test('numbers: as given, on a scale, out of it', async () => {
  const more = `property: { name: { is: p }, type: numeric }
prediction:
  value: v
  confidence: { from: c, to: { scale: [1, 5] } }
  probability: p
outcome: { value: o, k: k, n: n }
`;
  const records = await sides(more, 'v,c,p,o,k,n\n7,5,0.5,-1e2,1,4\n7,6,0.5,x,,\n,,1.5,1,,\n 8 ,,,2,,\n');
  assert.deepEqual(
    records.map(({ prediction: { raw: _raw, ...prediction }, outcome }) => [prediction, outcome]),
    [
      [
        { parseStatus: 'ok', value: 7, probability: 0.5, confidence: 1 },
        { parseStatus: 'ok', value: -100, n: 4, k: 1 },
      ],
      [{ parseStatus: 'unparseable' }, { parseStatus: 'unparseable', raw: 'x' }],
      [{ parseStatus: 'unparseable' }, { parseStatus: 'ok', value: 1 }],
      [
        { parseStatus: 'ok', value: 8 },
        { parseStatus: 'ok', value: 2 },
      ],
    ],
  );
});

test('a distribution is an object of shares', async () => {
  const more = `property: { name: { is: p }, type: categorical }\nprediction: { distribution: d }\n`;
  const { records } = await recordsIn(
    await openMappedText(mapping(more), {
      a: '{"d": {"a": 0.25, "b": "0.75"}}\n{"d": {"a": 2}}\n{"d": [1]}\n{"d": null}\n',
    }),
  );
  assert.deepEqual(
    records.map(({ prediction }) => prediction.distribution ?? prediction.parseStatus),
    [{ a: 0.25, b: 0.75 }, 'unparseable', 'unparseable', 'missing'],
  );
});

test('all that a record says of itself, from columns, constants, templates and the path', async () => {
  const more = `path: 'runs/(?P<model>[^/]+)/(?P<stage>\\w+)'
id: { template: '{$path/model}:{nr}' }
model: $path/model
predictorModel: by
checkpoint: { is: after }
transcriptRef: { template: 'log.eval#{nr}' }
update: { method: how, ref: { is: run-1 } }
scenario: { id: nr, prompt: q, dataset: $file }
property: { name: p, type: choice, options: { all: [a, b] }, stands: { x: [Truth, Care], y: [Duty] }, direction: higher_is_worse }
prediction: { answer: said, elicitation: { is: scratchpad }, checkpoint: { is: before } }
outcome: { answer: did, labelSource: by, checkpoint: $path/stage, transcriptRefs: { all: [nr, p] } }
resample: { n: { is: 3 }, temperature: t, seed: nr }
baseline: { modeAnswer: a, modeRate: t }
summary: { rankRmse: t, n: nr }
metadata: [extra, $row]
`;
  const text = 'nr,by,how,q,p,a,b,said,did,t,extra\n1,Judge,dpo,Why?,Pets,x,y,x,y,0.5,note\n2,,new,,Pets,x,,y,y,no,\n';
  const file = await openMappedText(mapping(more), { 'runs/m-7/a.csv': text });
  const [first, second] = [(await file.read(0)).transcript?.prediction, (await file.read(1)).transcript?.prediction];
  const property = {
    name: 'Pets',
    type: 'choice',
    stands: { x: ['Truth', 'Care'], y: ['Duty'] },
    direction: 'higher_is_worse',
  };
  assert.deepEqual(first, {
    id: 'm-7:1',
    model: 'm-7',
    predictorModel: 'Judge',
    checkpoint: 'after',
    transcriptRef: 'log.eval#1',
    update: { method: 'DPO', ref: 'run-1' },
    scenario: { id: '1', prompt: 'Why?', dataset: 'a.csv' },
    property: { ...property, options: ['x', 'y'] },
    prediction: { parseStatus: 'ok', answer: 'x', elicitation: 'scratchpad', checkpoint: 'before' },
    outcome: { parseStatus: 'ok', answer: 'y', labelSource: 'judge', checkpoint: 'a', transcriptRefs: ['1', 'Pets'] },
    resample: { n: 3, temperature: 0.5, seed: 1 },
    baseline: { modeAnswer: 'x', modeRate: 0.5 },
    summary: { rankRmse: 0.5, n: 1 },
    metadata: { extra: 'note', $row: 0 },
  });
  assert.deepEqual(second?.update, { method: 'other', ref: 'run-1' });
  assert.deepEqual([second?.scenario.prompt, second?.resample], [undefined, { n: 3, seed: 2 }]);
  assert.deepEqual(second?.property.options, ['x']);
  assert.equal(file.entries[0]?.name, 'm-7:1');
});

test('records of one row: each is the mapping with its overlay', async () => {
  const more = `id: nr
property: { name: { is: p }, type: numeric }
prediction: { value: a, elicitation: { is: direct } }
outcome: { value: o }
each:
  - {}
  - { prediction: { value: b, elicitation: { is: scratchpad } } }
  - { id: { template: 'c{nr}' }, where: { field: c, empty: false }, property: { type: binary }, prediction: { probability: c }, model: { is: other } }
`;
  const records = await sides(more, 'nr,a,b,c,o\n1,10,20,0.5,1\n2,11,21,,0\n');
  assert.deepEqual(
    records.map(({ id, model, scenario, property, prediction }) => [
      id,
      model,
      scenario.id,
      property.type,
      prediction.value,
      prediction.probability,
      prediction.elicitation,
    ]),
    [
      ['1/1', undefined, '1', 'numeric', 10, undefined, 'direct'],
      ['1/scratchpad', undefined, '1', 'numeric', 20, undefined, 'scratchpad'],
      ['c1', 'other', '1', 'binary', 10, 0.5, 'direct'],
      ['2/1', undefined, '2', 'numeric', 11, undefined, 'direct'],
      ['2/scratchpad', undefined, '2', 'numeric', 21, undefined, 'scratchpad'],
    ],
  );
});
