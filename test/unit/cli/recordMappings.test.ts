import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { readCommand } from '../../../src/cli/readCommand.ts';

const folder = mkdtempSync(join(tmpdir(), 'plumbline-records-'));
after(() => rmSync(folder, { recursive: true }));

function made(name: string, data: string): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, data);
  return path;
}

async function run(...args: string[]): Promise<{ status: number; lines: { [key: string]: never }[]; error: string }> {
  const result = { out: '', error: '' };
  const status = await readCommand(['--json', ...args], {
    out: async (text) => {
      result.out += text;
    },
    error: (text) => {
      result.error += text;
    },
  });
  const lines = result.out.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line)]));
  return { status, lines, error: result.error };
}

const mapping = (more: string): string => `records:
  - name: m
    files: 'data/*.csv'
    where: { field: use, is: true }
    join: [{ name: seen, files: 'seen/*.csv', on: [{ here: q, there: q }] }]
    property: { name: { is: p }, type: categorical }
    prediction: { answer: said }
    outcome: { answer: $seen/did }
${more}`;
const data = made('data/a.csv', 'q,said,use\n1,A,True\n2,B,False\n3,,True\n');
made('seen/b.csv', 'q,did\n1,B\n9,A\n');
made('.plumbline/records.yaml', mapping('  - name: 7\n'));
const named = made('other.yaml', mapping('').replace('said }', 'q }'));

test('the nearest mappings above a file make records of it, with other files beside it', async () => {
  const { status, lines } = await run(data);
  const [yaml, file, ...records] = lines as never as [
    { problems: { at: { line: number } }[] },
    { metadata: object; problems: { code: string; text: string }[] },
    ...{ prediction: { prediction: { answer?: string; parseStatus: string }; outcome: { answer?: string } } }[],
  ];
  assert.equal(status, 1, 'the second mapping is not valid');
  assert.equal(yaml.problems[0]?.at.line, 9);
  assert.deepEqual(file.metadata, { rows: 3, rowsNotSelected: 1 });
  assert.deepEqual(
    file.problems.map(({ text }) => text),
    ['1 rows are not selected by the mapping m.', '1 rows of the join seen belong to no row of this file.'],
  );
  assert.deepEqual(
    records.map(({ prediction: { prediction, outcome } }) => [
      prediction.parseStatus,
      prediction.answer,
      outcome.answer,
    ]),
    [
      ['ok', 'A', 'B'],
      ['missing', undefined, undefined],
    ],
  );
});

test('mappings that are named are taken instead', async () => {
  const { status, lines } = await run(data, '--mapping', named);
  assert.match(JSON.stringify(lines), /"answer":"1"/);
  assert.equal(status, 0);
});

test('mappings that are not there are a failure', async () => {
  const { status, error } = await run(data, '--mapping', join(folder, 'none.yaml'));
  assert.equal(status, 2);
  assert.match(error, /none\.yaml/);
});
