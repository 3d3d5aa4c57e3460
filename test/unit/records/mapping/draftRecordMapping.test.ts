import assert from 'node:assert/strict';
import { test } from 'node:test';
import { describeHead } from '../../../../src/core/readers/fileHead.ts';
import {
  type DraftRecordMapping,
  draftRecordMapping,
} from '../../../../src/core/records/mapping/draftRecordMapping.ts';
import { recordMappingSchema } from '../../../../src/core/records/mapping/recordMapping.ts';
import { openMappedText, recordsIn } from '../../../support/mappedRecords.ts';

const drafted = (text: string): DraftRecordMapping | undefined => {
  const bytes = new TextEncoder().encode(text);
  return draftRecordMapping(describeHead('made', bytes.length, bytes));
};

/** What a file looks like, and a part of what is guessed of it. */
const guesses: Record<string, readonly [string, object]> = {
  'a confidence and whether it was right': [
    'question,confidence,correct\nq,0.9,True\nr,0.2,False\n',
    {
      property: { name: { is: 'correct' }, type: 'binary' },
      prediction: { answer: { is: 'yes' }, confidence: 'confidence' },
      outcome: { answer: { from: 'correct', to: 'yes-no' } },
      scenario: { prompt: 'question' },
    },
  ],
  'confidences out of a hundred, three of them': [
    'Verbal Confidence,Logit Confidence,grade\n90,0.5,Correct\n20,0.4,Wrong\n55,0.1,Skipped\n',
    {
      each: [
        {
          prediction: {
            confidence: { from: 'Verbal Confidence', to: { scale: [0, 100] } },
            elicitation: { is: 'verbal' },
          },
        },
        { prediction: { confidence: 'Logit Confidence', elicitation: { is: 'logit' } } },
      ],
      outcome: {
        answer: { from: 'grade', to: { lookup: { Correct: 'yes', Wrong: 'no' } } },
        unparseable: ['Skipped'],
      },
    },
  ],
  'confidences from 1 to 7': [
    'confidence,correct\n7,1\n1,0\n',
    { prediction: { answer: { is: 'yes' }, confidence: { from: 'confidence', to: { scale: [1, 7] } } } },
  ],
  'raw scores are left as they are': [
    'grade confidence_level\nCorrect 17.2\nWrong 19.5\n',
    { table: { delimiter: 'whitespace' }, prediction: { answer: { is: 'yes' }, confidence: 'confidence_level' } },
  ],
  'a probability': [
    '{"id": 1, "p_true": 0.5, "outcome": "no"}\n{"id": 2, "p_true": 0.7, "outcome": "yes"}\n',
    { id: 'id', property: { name: { is: 'outcome' }, type: 'binary' }, prediction: { probability: 'p_true' } },
  ],
  'letters before and after': [
    'model\tbefore\tafter\nm\t(A)\tB.\nm\tB)\tA\n',
    {
      model: 'model',
      property: { name: { is: 'answer' }, type: 'categorical' },
      prediction: { answer: { from: 'before', to: 'letter' } },
      outcome: { answer: { from: 'after', to: 'letter' } },
    },
  ],
  'stated and revealed ratings': [
    'value_class,stated,revealed\nTruth,4.5,3\nCare,2,1.5\n',
    {
      property: { name: 'value_class', type: 'numeric' },
      prediction: { value: 'stated' },
      outcome: { value: 'revealed' },
    },
  ],
  'ratings that were parsed, in lists of one object': [
    '{"model_name": "m", "a": [{"probe": "p", "raw_response": "9", "parsed_value": 9, "parse_type": "ok"}], "b": [{"probe": "q", "raw_response": "?", "parsed_value": null, "parse_type": "unparseable"}]}',
    {
      rows: ['/a/*', '/b/*'],
      model: '$root/model_name',
      property: { name: 'probe', type: 'numeric' },
      prediction: {
        value: 'parsed_value',
        raw: 'raw_response',
        unparseable: { field: 'parse_type', is: ['unparseable'] },
      },
    },
  ],
  'members of members': [
    '{"prediction": {"answer": "yes"}, "meta": {"model": "m", "$x": 1}, "observed": "no"}\n'.repeat(2),
    { model: '/meta/model', outcome: { answer: { from: 'observed', to: 'yes-no' } } },
  ],
  'titles above the header': [
    'A run\t\t\t\nof last night\t\t\t\nnr\tpredicted\tactual\tx\n1\ta\tb\tc\n2\tb\tb\tc\n',
    {
      table: { delimiter: 'tab', banner: 2 },
      prediction: { answer: 'predicted' },
      outcome: { answer: 'actual' },
    },
  ],
  'a published gap': [
    'model,rmse_rank_diff,num_values\nm,2.5,16\nn,3.5,16\n',
    { summary: { rankRmse: 'rmse_rank_diff', n: 'num_values' } },
  ],
};
for (const [what, [text, part]] of Object.entries(guesses)) {
  test(`a draft: ${what}`, async () => {
    const draft = drafted(text);
    assert.ok(draft);
    assert.deepEqual(Object.fromEntries(Object.keys(part).map((key) => [key, draft[key as keyof typeof draft]])), part);
    const mapping = recordMappingSchema.parse({ name: 'draft', files: 'made', ...draft });
    const file = await openMappedText(JSON.stringify({ records: [mapping] }), { made: text });
    const { records, problems } = await recordsIn(file);
    assert.deepEqual(problems, []);
    assert.ok(records.length > 0);
    assert.ok(
      records.every(
        ({ prediction, outcome, summary }) =>
          prediction.parseStatus !== 'missing' || outcome.parseStatus !== 'missing' || summary,
      ),
      'each record says something',
    );
  });
}

test('there is no draft of what has no rows', () => {
  for (const nothing of ['', 'one line of text', '# A page\n\nwith words, and more.\n', '\u0000\u0001'])
    assert.equal(drafted(nothing), undefined, nothing);
});
