import assert from 'node:assert/strict';
import { test } from 'node:test';
import { bytesSource } from '../../../../src/core/readers/bytesSource.ts';
import { isProblem } from '../../../../src/core/readers/isProblem.ts';
import { pureDecompressors } from '../../../../src/core/readers/pureDecompressors.ts';
import { openTranscriptFile } from '../../../../src/core/readers/readers.ts';
import { parseRecordsFile } from '../../../../src/core/records/mapping/recordsFile.ts';
import { openMappedText, recordsIn } from '../../../support/mappedRecords.ts';

const mapping = (join: string, outcome = '{ answer: $seen/did }'): string => `records:
  - name: m
    files: 'a.csv'
    join: [${join}]
    property: { name: { is: p }, type: categorical }
    prediction: { answer: said }
    outcome: ${outcome}
`;
const a = 'q,m,said\n1,x,A\n2,x,B\n3,y,C\n,x,D\n';

async function joined(
  yaml: string,
  files: Readonly<Record<string, string>>,
): Promise<{ outcomes: readonly unknown[]; problems: readonly string[] }> {
  const { records, problems } = await recordsIn(await openMappedText(yaml, { 'a.csv': a, ...files }));
  return {
    outcomes: records.map(({ outcome }) => outcome.answer ?? outcome.parseStatus),
    problems: problems.map(({ code, facts }) => `${code} ${facts['count'] ?? facts['name']}`),
  };
}

test('rows of other files are found by what both have in common', async () => {
  const join = `{ name: seen, files: 'b/*', path: '(?P<m>\\w)\\.jsonl$', where: { field: ok, is: true }, on: [{ here: q, there: nr }, { here: m, there: $path/m }] }`;
  const { outcomes, problems } = await joined(mapping(join), {
    'b/x.jsonl': '{"nr": 2, "did": "b", "ok": true}\n{"nr": "1", "did": "a", "ok": true}\n{"nr": 9, "ok": true}\n',
    'b/y.jsonl': '{"nr": 3, "did": "n", "ok": false}\n{"nr": 1, "did": "n", "ok": true}\n',
    'c/x.jsonl': '{"nr": 2, "did": "other", "ok": true}\n',
  });
  assert.deepEqual(outcomes, ['a', 'b', 'missing', 'missing']);
  // Rows with nothing to be found by belong to none: neither is one without a number.
  assert.deepEqual(problems, ['mapping.joinUnfound 2']);
});

test('of several rows the first counts and it is said; or all are samples', async () => {
  const on = '[{ here: m, there: m }]';
  const files = { 'b.csv': 'm,did\nx,A\nx,B\nx,\ny,C\n' };
  const { outcomes, problems } = await joined(mapping(`{ name: seen, files: b.csv, on: ${on} }`), files);
  assert.deepEqual(outcomes, ['A', 'A', 'C', 'A']);
  assert.deepEqual(problems, ['mapping.joinSeveral 3']);
  const yaml = mapping(`{ name: seen, files: b.csv, on: ${on}, samples: true }`);
  const { records } = await recordsIn(await openMappedText(yaml, { 'a.csv': a, ...files }));
  assert.deepEqual(
    records.map(({ outcome: { n, k, samples } }) => [k, n, samples?.length]),
    [
      [1, 2, 3],
      [1, 2, 3],
      [1, 1, 1],
      [0, 2, 3],
    ],
  );
});

test('one join leads to the next', async () => {
  const yaml = mapping(
    `{ name: run, files: runs.csv, on: [{ here: m, there: m }] }, { name: seen, files: b.csv, on: [{ here: $run/id, there: run }, { here: q, there: q }] }`,
  );
  const { outcomes } = await joined(yaml, { 'runs.csv': 'm,id\nx,r1\ny,r2\n', 'b.csv': 'run,q,did\nr1,2,b\nr2,3,c\n' });
  assert.deepEqual(outcomes, ['missing', 'b', 'c', 'missing']);
});

test('files that are not there, or cannot be read in part, are said', async () => {
  const join = `{ name: seen, files: 'b*', on: [{ here: q, there: q }] }`;
  assert.deepEqual((await joined(mapping(join), {})).problems, ['mapping.joinNone seen']);
  const { outcomes, problems } = await joined(mapping(join), {
    b: '{"q": 1, "did": "a"}\n{"q": \n{"q": 2, "did": "b"}\n',
  });
  assert.deepEqual([outcomes.slice(0, 2), problems], [['a', 'b'], ['json.invalid undefined']]);
});

test('files too large to be held are not joined, and are closed', async () => {
  const [item] = parseRecordsFile(mapping(`{ name: seen, files: 'b*', on: [{ here: q, there: q }] }`)).mappings;
  assert.ok(item);
  let closed = 0;
  const small = bytesSource('b1', new TextEncoder().encode('q,did\n1,a\n'));
  const file = await openTranscriptFile(bytesSource('a.csv', new TextEncoder().encode(a)), {
    decompressors: pureDecompressors,
    recordMapping: { mapping: item.mapping, path: 'a.csv' },
    openBeside: async () =>
      [small, { ...small, size: 1e9, read: () => Promise.reject(new Error('not to be read')) }].map((source) => ({
        path: 'b',
        open: async () => ({
          ...source,
          close: async () => {
            closed++;
          },
        }),
      })),
  });
  assert.ok(!isProblem(file));
  assert.deepEqual(
    file.problems.map(({ code }) => code),
    ['mapping.joinLarge'],
  );
  const { records } = await recordsIn(file);
  assert.equal(records[0]?.outcome.answer, 'a');
  assert.equal(closed, 2);
});
