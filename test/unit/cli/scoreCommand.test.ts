import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { gapCommand } from '../../../src/cli/gapCommand.ts';
import { scoreCommand } from '../../../src/cli/scoreCommand.ts';
import type { PredictionRecord } from '../../../src/core/records/record.ts';
import { binary } from '../records/scores/madeRecords.ts';

const folder = mkdtempSync(join(tmpdir(), 'plumbline-score-'));
after(() => rmSync(folder, { recursive: true }));

function made(name: string, lines: readonly (PredictionRecord | string)[]): string {
  const path = join(folder, name);
  writeFileSync(path, lines.map((line) => `${typeof line === 'string' ? line : JSON.stringify(line)}\n`).join(''));
  return path;
}

const records = (model: string, from: number): PredictionRecord[] =>
  [0.1, 0.9, 0.4, 0.8].map((p, i) =>
    binary(p, i % 2, { id: `${model}-${from + i}`, model, scenario: { id: `s${from + i}` } }),
  );
const first = made('first.jsonl', [...records('a', 0), ...records('b', 0)]);
const second = made('second.jsonl', records('a', 4));
const broken = made('broken.jsonl', [
  ...records('a', 0),
  '{"id": "x", "property": 3, "prediction": {}, "outcome": {}}',
]);
const chat = made('chat.jsonl', ['{"messages": [{"role": "user", "content": "hello"}]}']);

async function run(
  command: typeof scoreCommand,
  ...args: string[]
): Promise<{ status: number; out: string; error: string }> {
  const result = { out: '', error: '' };
  const status = await command(args, {
    out: async (text) => {
      result.out += text;
    },
    error: (text) => {
      result.error += text;
    },
  });
  return { status, ...result };
}
const score = (...args: string[]) => run(scoreCommand, ...args);
const gap = (...args: string[]) => run(gapCommand, ...args);

test('several files are one table', async () => {
  const { status, out, error } = await score(first, second, '--json', '--by', 'model', '--seed', 'x');
  assert.deepEqual([status, error], [0, '']);
  const { scores, problems } = JSON.parse(out);
  assert.deepEqual(problems, []);
  assert.deepEqual(
    scores.groups.map((group: { key: object; n: number }) => [group.key, group.n]),
    [
      [{ model: 'a' }, 8],
      [{ model: 'b' }, 4],
    ],
  );
  assert.equal(scores.settings.seed, 'x');
});

test('a file a group: shards told apart', async () => {
  const { out } = await score(first, second, '--json', '--by', 'file', '--where', 'model=a');
  assert.deepEqual(
    JSON.parse(out).scores.groups.map((group: { n: number; filter: object }) => [group.n, group.filter]),
    [first, second].map((file) => [4, { where: { model: ['a'], file: [file] } }]),
  );
});

test('text: aligned columns, undefined with its reason, conventions at the end', async () => {
  const one = made('one.jsonl', [binary(0.2, 1, { id: 'r' }), binary(0.6, 1, { id: 's' })]);
  const { out } = await score(one, '--by', 'none');
  assert.match(out, /^all records: 2 records \(prediction ok 2, outcome ok 2\)$/m);
  assert.match(out, /^ {2}AUROC +undefined: all of one class +n 2 +\[\d+\]$/m);
  assert.match(out, /^\[1\] mean \(p - y\)\^2/m);
  const ends = out.split('\n').flatMap((line) => (/^ {2}\S.* n 2 /.test(line) ? [line.indexOf(' n 2 ')] : []));
  assert.ok(ends.length > 5 && new Set(ends).size === 1, out);
});

test('control characters of the data do not reach the terminal', async () => {
  const evil = made('evil.jsonl', [binary(0.2, 1, { id: 'r', model: 'm\u001b[2J' })]);
  const { out } = await score(evil);
  assert.ok(!out.includes('\u001b') && out.includes('m\u241b[2J'), out);
});

test('bad records are told, the others scored: status 1', async () => {
  const { status, out, error } = await score(broken, '--json');
  assert.equal(status, 1);
  assert.match(error, /broken\.jsonl/);
  const { scores, problems } = JSON.parse(out);
  assert.equal(problems.length, 1);
  assert.equal(scores.groups[0].n, 4);
});

test('before and after on demand', async () => {
  const both = made(
    'both.jsonl',
    ['before', 'after'].flatMap((checkpoint) =>
      records('a', 0).map((record) => ({ ...record, id: `${record.id}-${checkpoint}`, checkpoint })),
    ),
  );
  assert.equal(JSON.parse((await score(both, '--json')).out).change, undefined);
  assert.equal(JSON.parse((await score(both, '--json', '--change')).out).change.groups[0].paired, 4);
  assert.match((await score(both, '--change')).out, /step from before to after: 4 scenarios on both sides, 0 on one/);
});

test('gap: topics with both sides', async () => {
  const { status, out } = await gap(first);
  assert.equal(status, 0);
  assert.match(out, /^model a: 1 topics \(abstained: stated 0, revealed 0\)$/m);
  assert.match(out, /^ {2}lies +rate 0\.5500/m);
  const { gap: report } = JSON.parse((await gap(first, '--json')).out);
  assert.equal(report.groups[0].topics[0].revealed.n, 4);
});

for (const [args, says] of [
  [[], /no file given/],
  [[first, '--by', 'colour'], /there is no dimension "colour"/],
  [[first, '--where', 'model'], /--where takes DIMENSION=VALUE/],
  [[first, '--bins', '0'], /--bins cannot be "0"/],
  [[first, '--bin-rule', 'up'], /--bin-rule knows/],
  [[first, '--level', '95'], /--level cannot be "95"/],
  [[first, '--elo', 'chess'], /--elo is batch or online/],
  [[first, '--what'], /--what/],
  [[join(folder, 'none.jsonl')], /none\.jsonl/],
  [[chat], /no self-prediction records/],
] as const) {
  test(`failure: ${args.slice(-2).join(' ').replace(folder, '')}`, async () => {
    for (const command of [score, gap]) {
      const { status, out, error } = await command(...args);
      assert.deepEqual([status, out], [2, '']);
      assert.match(error, says);
    }
  });
}

test('--help', async () => {
  assert.match((await score('--help')).out, /usage: plumbline score/);
  assert.match((await gap('--help')).out, /usage: plumbline gap/);
});
