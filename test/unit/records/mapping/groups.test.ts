import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PredictionRecord } from '../../../../src/core/records/record.ts';
import { checkSources } from '../../../support/checkSources.ts';
import { openMappedText, recordsIn } from '../../../support/mappedRecords.ts';
import { makeRandom } from '../../../support/random.ts';

const mapping = (as: string, type: string, more: string): string => `records:
  - name: m
    files: 'a.*'
    group: { by: [q, m], as: ${as} }
    id: { template: '{q}/{m}' }
    model: m
    property: { name: { is: p }, type: ${type} }
${more.replaceAll(/^/gm, '    ')}
`;
const sides = 'prediction: { answer: said }\noutcome: { answer: did, refused: never }';

async function grouped(as: string, type: string, text: string, more = sides): Promise<readonly PredictionRecord[]> {
  const file = await openMappedText(mapping(as, type, more), { 'a.csv': text });
  const { records } = await recordsIn(file);
  await checkSources(file);
  return records;
}

test('outcomes: k of n of those that parse, wherever the rows stand; the others are kept', async () => {
  const text =
    'q,m,said,did\n1,x,yes,yes\n1,y,,no\n2,x,no,never\n1,x,,1\n,x,yes,yes\n1,x,,what?\n1,y,yes,no\n,x,no,no\n';
  const records = await grouped('outcomes', 'binary', text);
  assert.deepEqual(
    records.map(({ id, prediction, outcome }) => [
      id,
      prediction.answer,
      outcome.parseStatus,
      outcome.k,
      outcome.n,
      outcome.samples?.map(({ parseStatus }) => parseStatus).join(' '),
    ]),
    [
      ['1/x', 'yes', 'ok', 2, 2, 'ok ok unparseable'],
      ['1/y', 'yes', 'ok', 0, 2, 'ok ok'],
      ['2/x', 'no', 'refused', undefined, undefined, 'refused'],
      // What says nothing of its group is by itself.
      ['#3', 'yes', 'ok', 1, 1, 'ok'],
      ['#4', 'no', 'ok', 0, 1, 'ok'],
    ],
  );
});

test('outcomes of other kinds: how often it was the predicted answer, the mean', async () => {
  const [first, second] = await grouped('outcomes', 'categorical', 'q,m,said,did\n1,x,b,a\n1,x,b,b\n1,x,b,b\n2,x,,c\n');
  assert.deepEqual([first?.outcome.k, first?.outcome.n, first?.outcome.answer], [2, 3, 'b']);
  assert.deepEqual([second?.outcome.k, second?.outcome.n], [undefined, 1]);
  const more = 'prediction: { value: said }\noutcome: { value: did }';
  const [numeric] = await grouped('outcomes', 'numeric', 'q,m,said,did\n1,x,3,1\n1,x,3,4\n1,x,3,none\n', more);
  assert.deepEqual([numeric?.outcome.value, numeric?.outcome.n, numeric?.outcome.samples?.length], [2.5, 2, 3]);
});

test('predictions: the share of yes, the distribution of answers, the mean', async () => {
  const text = 'q,m,said,did\n1,x,yes,no\n1,x,no,\n1,x,yes,\n1,x,hm,\n1,x,yes,\n';
  const [binary] = await grouped('predictions', 'binary', text);
  assert.deepEqual(binary?.prediction, { parseStatus: 'ok', answer: 'yes', probability: 0.75 });
  assert.equal(binary?.outcome.answer, 'no');
  const [words] = await grouped('predictions', 'categorical', text);
  assert.deepEqual(words?.prediction.distribution, { yes: 0.6, no: 0.2, hm: 0.2 });
  const more = 'prediction: { value: said, confidence: did }';
  const [mean] = await grouped('predictions', 'numeric', 'q,m,said,did\n1,x,2,0.5\n1,x,5,\n', more);
  assert.deepEqual(mean?.prediction, { parseStatus: 'ok', value: 3.5, confidence: 0.5 });
  const [none] = await grouped('predictions', 'numeric', 'q,m,said,did\n1,x,a,\n1,x,b,\n', more);
  assert.equal(none?.prediction.parseStatus, 'unparseable');
});

test('each sample has its text, at its place, also where rows are scattered', async () => {
  const text = 'q,m,said,did\n1,x,yes,"yes, ""it"" did"\n2,x,no,no\n1,x,yes,no\n';
  const more = 'prediction: { answer: said }\noutcome: { answer: did, raw: did }';
  const file = await openMappedText(mapping('outcomes', 'binary', more), { 'a.csv': text });
  const { transcript } = await file.read(0);
  assert.deepEqual(
    transcript?.messages.flatMap(({ id, parts }) => (parts.length === 0 ? [] : [[id, parts[0]?.text]])),
    [
      ['prediction', 'yes'],
      ['outcome.0', 'yes, "it" did'],
      ['outcome.1', 'no'],
    ],
  );
  assert.ok((await checkSources(file)) >= 5);
});

test('grouping forgets nothing: samples and states add up to the rows, in any order', async () => {
  const random = makeRandom();
  const rows = Array.from({ length: 300 }, () => {
    const q = random.int(12);
    return `${q === 0 ? '' : q},${random.pick(['x', 'y'])},yes,${random.pick(['yes', 'no', 'never', '', 'what?'])}`;
  });
  const tally = (records: readonly PredictionRecord[]): object =>
    Object.fromEntries(
      records
        .filter(({ id }) => !id.startsWith('#'))
        .map(({ id, outcome }) => [id, [outcome.k, outcome.n, outcome.samples?.length]] as const)
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    );
  const records = await grouped('outcomes', 'binary', `q,m,said,did\n${rows.join('\n')}\n`);
  const total = records.reduce((sum, { outcome }) => sum + (outcome.samples?.length ?? 0), 0);
  assert.equal(total, rows.length, `seed ${random.seed}`);
  const naive: Record<string, [number, number, number]> = {};
  for (const row of rows) {
    const [q = '', m = '', , did = ''] = row.split(',');
    if (q === '') continue;
    naive[`${q}/${m}`] ??= [0, 0, 0];
    const sum = naive[`${q}/${m}`] as [number, number, number];
    sum[2]++;
    if (did === 'yes') sum[0]++;
    if (did === 'yes' || did === 'no') sum[1]++;
  }
  for (const sum of Object.values(naive)) if (sum[1] === 0) sum.splice(0, 2, undefined as never, undefined as never);
  const expected = Object.fromEntries(Object.entries(naive).sort(([a], [b]) => (a < b ? -1 : 1)));
  assert.deepEqual(tally(records), expected, `seed ${random.seed}`);
  const turned = await grouped('outcomes', 'binary', `q,m,said,did\n${rows.reverse().join('\n')}\n`);
  assert.deepEqual(tally(turned), expected, `seed ${random.seed}`);
});
