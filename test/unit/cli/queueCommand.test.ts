import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, describe, it } from 'node:test';
import { queueCommand } from '../../../src/cli/queueCommand.ts';
import { addRound } from '../../../src/core/queue/pilotFile.ts';
import { renderQueue } from '../../../src/core/queue/queueFile.ts';
import { addSkip, skipsPath } from '../../../src/core/queue/skips.ts';
import { at, tagFileOf, type Written } from '../agreement/madeFiles.ts';

const root = mkdtempSync(join(tmpdir(), 'plumbline-queue-'));
after(() => rmSync(root, { recursive: true }));

function put(path: string, text: string): void {
  const full = join(root, path);
  mkdirSync(dirname(full), { recursive: true });
  writeFileSync(full, text);
}

function review(path: string, reviewer: string, written: Written): void {
  put(path, tagFileOf(reviewer, written).file.text);
}

async function run(...args: string[]): Promise<{ status: number; out: string; error: string }> {
  const result = { out: '', error: '' };
  const status = await queueCommand(args, {
    out: async (text) => {
      result.out += text;
    },
    error: (text) => {
      result.error += text;
    },
  });
  return { status, ...result };
}

const drawn = { seed: 's', drawn: '2026-01-02T03:04:05Z', reviewers: ['ann', 'bob'] };
const item = (file: string, transcript: string, p: number, ...reviewers: string[]) => ({
  file,
  transcript,
  p,
  reviewers,
});
put(
  'team/.plumbline/queue.yaml',
  renderQueue({
    ...drawn,
    frame: { files: ['a/run.jsonl', 'rare.jsonl'], transcripts: 12 },
    items: [
      item('a/run.jsonl', 't1', 0.2, 'ann', 'bob'),
      item('a/run.jsonl', 't2', 0.2, 'bob'),
      item('rare.jsonl', 't1', 1, 'ann'),
      item('rare.jsonl', 't2', 1, 'ann'),
    ],
  }),
);
put(
  'team/.plumbline/pilot.yaml',
  addRound(undefined, {
    ...drawn,
    round: 1,
    codebook: 'book@1',
    frame: { files: ['a/run.jsonl'], transcripts: 5 },
    items: [item('a/run.jsonl', 't9', 0.2, 'ann', 'bob')],
  }),
);
put(`team/${skipsPath('ann')}`, addSkip(undefined, 'ann', { file: 'rare.jsonl', transcript: 't2' }));
const mistake = (transcript: string) => ({ kind: 'mistake', targets: [at(transcript)] });
review('team/a/run.jsonl.ann.tags.yaml', 'ann', { reviewed: ['t1'] });
review('team/a/run.jsonl.bob.tags.yaml', 'bob', { reviewed: ['t1', 't9'], tags: [mistake('t1'), mistake('t2')] });
review('team/rare.jsonl.ann.tags.yaml', 'ann', { reviewed: ['t1'], tags: [mistake('t1')], data: 'rare.jsonl' });

describe('plumbline queue', () => {
  it('prints how far each reviewer is, and weighted rates of what is reviewed', async () => {
    const { status, out, error } = await run(join(root, 'team'));
    assert.deepEqual([status, error], [0, '']);
    // Run t1 counts a half (one of its two reviewers) and stands for five, rare t1 counts one: (5 * 0.5 + 1) / 6.
    assert.equal(
      out,
      `queue: 4 of 12 transcripts, drawn 2026-01-02T03:04:05Z, seed s
  ann  2 of 3, 1 skipped
  bob  1 of 2

transcripts with each kind, of all 12 (weighted, from 2 reviewed)
  mistake  0.5833

pilot, round 1 (book@1, going on): 1 of 5 transcripts, drawn 2026-01-02T03:04:05Z, seed s
  ann  0 of 1
  bob  1 of 1
`,
    );
  });

  it('gives the same as JSON', async () => {
    const { out } = await run(join(root, 'team'), '--json');
    const { queue, rounds } = JSON.parse(out);
    assert.deepEqual(queue.progress[0], { reviewer: 'ann', total: 3, reviewed: 2, skipped: 1 });
    assert.deepEqual(queue.rates.kinds, [{ kind: 'mistake', rate: { kind: 'value', value: 3.5 / 6 } }]);
    assert.equal(rounds[0].codebook, 'book@1');
  });

  it('says what is wrong with the files', async () => {
    put('odd/.plumbline/queue.yaml', 'seed: s\n');
    put('odd/.plumbline/queue.x.yaml', 'reviewer: ann\nskipped: 3\n');
    const { status, error } = await run(join(root, 'odd'));
    assert.equal(status, 1);
    assert.match(error, /queue\.yaml.*: Field drawn is not as it should be/u);
    assert.match(error, /queue\.x\.yaml.*: Field skipped/u);
  });

  it('fails where there is no queue, and tells of its options', async () => {
    const { status, error } = await run(root);
    assert.equal(status, 2);
    assert.match(error, /neither \.plumbline\/queue\.yaml nor \.plumbline\/pilot\.yaml/u);
    assert.equal((await run('--nonsense')).status, 2);
    assert.match((await run('--help')).out, /usage: plumbline queue/u);
  });
});
