import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { agreeCommand } from '../../../src/cli/agreeCommand.ts';
import { madeReviews } from '../../support/madeReviews.ts';
import { chatLines } from '../../support/review.ts';
import { at, tagFileOf, type Written } from '../agreement/madeFiles.ts';

const folder = mkdtempSync(join(tmpdir(), 'plumbline-agree-'));
after(() => rmSync(folder, { recursive: true }));

function put(path: string, text: string): string {
  const full = join(folder, path);
  mkdirSync(dirname(full), { recursive: true });
  writeFileSync(full, text);
  return full;
}

const underDefault = (transcript: string) => ({ transcript, codebook: 'default@1' });
/** A reviewer's tag file of `run.jsonl`, in a folder. */
function review(below: string, reviewer: string, written: Written): void {
  const { file } = tagFileOf(reviewer, written);
  put(`${below}/run.jsonl.${reviewer}.tags.yaml`, file.text);
}
const marked = (id: string, place: string, severity: number) => ({
  id,
  codebook: 'default@1',
  targets: [{ ...at(place), quote: 'was wrong' }],
  fields: { severity },
});

async function run(...args: string[]): Promise<{ status: number; out: string; error: string }> {
  const result = { out: '', error: '' };
  const status = await agreeCommand(args, {
    out: async (text) => {
      result.out += text;
    },
    error: (text) => {
      result.error += text;
    },
  });
  return { status, ...result };
}

const both = ['t1', 't2'].map(underDefault);
put('two/run.jsonl', chatLines({ t1: ['Hi', 'It was wrong.'], t2: ['Hi', 'Yes.'] }));
review('two', 'ann', { reviewed: both, tags: [marked('01A', 't1 #1 3-12', 2), marked('01B', 't2 #1 0-3', 1)] });
review('two', 'bob', { reviewed: [...both, underDefault('t3')], tags: [marked('01C', 't1 #1 3-12', 3)] });

test('prints percent, alpha and span F1 by kind and level, and what was left out', async () => {
  const { status, out, error } = await run(join(folder, 'two'), '--resamples', '0');
  assert.deepEqual([status, error], [0, '']);
  const rows = out.split('\n').map((line) => line.trim().split(/\s{2,}/u));
  assert.deepEqual(rows[0], ['default@1: 2 reviewers (ann, bob), 2 transcripts, 4 readings, 0 of them blind']);
  const row = (title: string) => rows.filter(([first]) => first === title);
  assert.deepEqual(row('Mistake')[0], ['Mistake', '2', '0.5000', '0.0000', '1']);
  const [spans = assert.fail()] = row('All spans');
  assert.deepEqual(spans.slice(0, 5), ['All spans', '2', '0.6667', '0.6667', '0.8571']);
  assert.match(spans[5] ?? '', /^0\.8\d{3}$/u);
  assert.deepEqual(row('Mistake: Severity')[0], ['Mistake: Severity', '1', '0.0000', '0.0000', '1']);
  assert.match(out, /No one marked: Say-Do Pair/u);
  assert.match(out, /only one reviewer marked reviewed under that codebook: 1\n/u);
});

test('says where reviewers differ, and who said what', async () => {
  const { out } = await run(join(folder, 'two'), '--disagreements', '--kind', 'mistake', '--level', 'span');
  assert.match(out, /run\.jsonl#s=t1&m=%231&p=0&c=3-12\n {4}\S+: ann "was wrong"\n {4}\S+: bob "was wrong"\n/u);
  assert.match(out, /c=0-3\n {4}0-3: ann "was wrong"\n {4}nothing: bob\n/u);
  assert.doesNotMatch(out, /by message/u);
});

test('writes every number as JSON, the same each time and by the seed that is told', async () => {
  const [first, again, other] = await Promise.all([
    run(join(folder, 'two'), '--json'),
    run(join(folder, 'two', 'run.jsonl'), '--json'),
    run(join(folder, 'two'), '--json', '--seed', 'x', '--all', '--disagreements'),
  ]);
  assert.equal(first.out, again.out);
  const mistakes = (out: string) =>
    JSON.parse(out).rounds[0].measures.find(
      (one: { level: string; kind?: string }) => one.kind === 'mistake' && one.level === 'transcript',
    );
  const { bootstrap } = JSON.parse(first.out);
  assert.deepEqual(bootstrap, { seed: 'agreement', resamples: 1000 });
  assert.equal(mistakes(first.out).coefficients.percent.estimate.value, 0.5);
  assert.equal(mistakes(first.out).differing, 1);
  assert.equal('disagreements' in mistakes(first.out), false);
  assert.equal(JSON.parse(other.out).bootstrap.seed, 'x');
  const told = mistakes(other.out);
  assert.equal(told.coefficients.kappa.estimate.value, 0);
  assert.deepEqual(told.disagreements[0].said, [
    { value: 'marked', by: [{ reviewer: 'ann', tags: [{ id: '01B', side: 0, quote: 'was wrong' }] }] },
    { value: 'nothing', by: [{ reviewer: 'bob', tags: [] }] },
  ]);
});

test('takes the nearest codebook, and others that are named', async () => {
  const codebook = (version: number) =>
    `id: team\nversion: ${version}\nkinds:\n  - {id: mistake, title: Slip, definition: x, key: m}\n`;
  put('own/.plumbline/codebook.yaml', codebook(2));
  const earlier = put('earlier.yaml', codebook(1));
  for (const name of ['ann', 'bob'])
    review('own/data', name, {
      reviewed: [1, 2].map((version) => ({ transcript: `t${version}`, codebook: `team@${version}` })),
    });
  const alone = await run(join(folder, 'own'), '--json');
  const known = (out: string) =>
    JSON.parse(out).rounds.map((round: { codebook: string; known: boolean }) => [round.codebook, round.known]);
  assert.deepEqual(known(alone.out), [
    ['team@1', false],
    ['team@2', true],
  ]);
  const told = await run(join(folder, 'own'), '--json', '--codebook', earlier);
  assert.deepEqual(known(told.out), [
    ['team@1', true],
    ['team@2', true],
  ]);
});

test('what there is nothing to say of is said', async () => {
  review('one', 'ann', { reviewed: both });
  const one = await run(join(folder, 'one'));
  assert.equal(one.status, 1);
  assert.match(one.out, /needs two reviewers who marked the same transcript reviewed/u);
  assert.equal((await run(join(folder, 'gone'))).status, 2);
  for (const wrong of [['--level', 'word'], ['--resamples', '-1'], ['--colour']]) {
    const { status, error } = await run(...wrong);
    assert.equal(status, 2);
    assert.match(error, /usage: plumbline agree/u);
  }
  assert.match((await run(join(folder, 'two'), '--kind', 'sonnet')).error, /no kind "sonnet"/u);
  assert.equal((await run('--help')).status, 0);
});

test('a log that is not at hand leaves its length out, and is a problem', async () => {
  for (const { path, text } of madeReviews({ reviewers: 2, tags: 20 })) put(`log/${path}`, text);
  const { status, out, error } = await run(join(folder, 'log'), '--resamples', '0');
  assert.equal(status, 1);
  assert.match(error, /run\.jsonl/u);
  assert.match(out, /undefined: the length of the texts is not known/u);
});
