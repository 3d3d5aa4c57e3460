import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { drawItems } from '../../../src/core/queue/drawQueue.ts';
import { plainItems } from '../../../src/core/queue/plainItems.ts';
import type { ReviewQueue } from '../../../src/core/queue/queue.ts';
import { parseQueue, renderQueue } from '../../../src/core/queue/queueFile.ts';
import { addSkip, parseSkips, removeSkip, skipsPath } from '../../../src/core/queue/skips.ts';
import { seededRandom } from '../../../src/core/statistics/random.ts';

const names = ['a.jsonl', 'with space.json', 'kö: "quoted".jsonl', 'true', '-x', '# no', 'a\u202eb', '12'];

function madeQueue(seed: string): ReviewQueue {
  const random = seededRandom(seed);
  const pick = (): string => names[random.int(names.length)] as string;
  const frame = Array.from({ length: 12 }, (_, i) => ({ file: pick(), transcript: `${pick()} ${i}`, stratum: pick() }));
  const reviewers = ['Ada', 'bo', 'Cy: the third'];
  const strata = { by: 'score', score: pick(), allocation: 'equal' } as const;
  return {
    seed,
    drawn: '2026-01-02T03:04:05.000Z',
    frame: { files: [...new Set(frame.map(({ file }) => file))], transcripts: frame.length },
    strata,
    reviewers,
    each: 2,
    items: drawItems(frame, { seed, size: 6, overlap: 2, each: 2, reviewers, strata }),
  };
}

const head = `seed: s
drawn: 2026-01-02T03:04:05.000Z
frame: {files: [a.jsonl], transcripts: 5}
reviewers: [ada, bo]
`;
const item = (transcript: string, more = 'reviewers: [ada]'): string =>
  `  - {file: a.jsonl, transcript: ${transcript}, p: 0.4, ${more}}\n`;
const problemsOf = (text: string): (readonly [string, string])[] =>
  parseQueue(text).problems.map(({ code, at }) => [code, text.slice(at.range?.start ?? 0, at.range?.end ?? 0).trim()]);

describe('a queue file', () => {
  it('is read as it was written (200 seeded queues)', () => {
    for (let round = 0; round < 200; round++) {
      const queue = madeQueue(`round ${round}`);
      assert.deepEqual(parseQueue(renderQueue(queue)), { queue, problems: [] }, queue.seed);
    }
  });

  it('is read alike whether its lines are as written or not', () => {
    for (let round = 0; round < 50; round++) {
      const text = renderQueue(madeQueue(`alike ${round}`));
      assert.notEqual(plainItems(text), undefined, text);
      assert.equal(plainItems(`${text}# more\n`), undefined);
      assert.deepEqual(parseQueue(`${text}# more\n`), parseQueue(text), text);
    }
    const odd = [
      item('12'),
      item('yes'),
      item("'a'"),
      item('a # b'),
      item('"\\x41"'),
      item('&a b'),
      item('t', 'reviewers: [ada,  bo]'),
      item('t').replace('0.4', '4e-1'),
      item('t').replace('0.4', '1.5'),
      `${item('t')}other: 1\n`,
    ];
    for (const one of odd) assert.equal(plainItems(`${head}items:\n${one}`), undefined, one);
    assert.equal(plainItems(`${head}items:\n${item('t1')}`)?.items.length, 1);
  });

  it('has an item on each line', () => {
    const queue = madeQueue('lines');
    const lines = renderQueue(queue).split('\n');
    assert.equal(lines.filter((line) => line.startsWith('  - {file: ')).length, queue.items.length);
  });

  it('keeps its good items where others are wrong', () => {
    const text = `${head}items:\n${item('t1')}  - {file: a.jsonl, transcript: t2, p: 2, reviewers: [ada]}\n${item('t3')}`;
    assert.deepEqual(
      parseQueue(text).queue?.items.map(({ transcript }) => transcript),
      ['t1', 't3'],
    );
    assert.deepEqual(problemsOf(text), [['yaml.schema', '2']]);
  });

  it('tells an item that is there twice, and who is not of the queue', () => {
    const text = `${head}items:\n${item('t1')}${item('t1')}${item('t2', 'reviewers: [eve]')}`;
    assert.deepEqual(problemsOf(text), [
      ['queue.twice', '{file: a.jsonl, transcript: t1, p: 0.4, reviewers: [ada]}'],
      ['queue.stranger', '{file: a.jsonl, transcript: t2, p: 0.4, reviewers: [eve]}'],
    ]);
  });

  it('is no queue without a head that can be read', () => {
    for (const text of ['', '# nothing yet\n', '[', `${head}items: 3\n`.replace('seed: s', 'sed: s'), '7'])
      assert.equal(parseQueue(text).queue, undefined, text);
    assert.ok(problemsOf('reviewers: [ada]\n').length > 0);
    assert.deepEqual(
      problemsOf(`${head}items: 3\n`).map(([code]) => code),
      ['yaml.schema'],
    );
  });
});

describe('skipped transcripts', () => {
  const at = '2026-01-02T03:04:05.000Z';
  const skip = (transcript: string) => ({ file: 'a.jsonl', transcript, at });

  it('come and go, and comments stay', () => {
    const one = addSkip(undefined, 'Ada: x', skip('t1')).replace('skipped:', '# why\nskipped:');
    const two = addSkip(one, 'Ada: x', skip('t2'));
    assert.deepEqual(parseSkips(two), { reviewer: 'Ada: x', skipped: [skip('t1'), skip('t2')], problems: [] });
    assert.equal(addSkip(two, 'Ada: x', { ...skip('t1'), at: 'later' }), two);
    const left = removeSkip(two, skip('t1'));
    assert.deepEqual(parseSkips(left).skipped, [skip('t2')]);
    assert.match(left, /# why\nskipped:/);
    const none = removeSkip(left, skip('t2'));
    assert.deepEqual(parseSkips(none).skipped, []);
    assert.deepEqual(parseSkips(addSkip(none, 'Ada: x', skip('t3'))).skipped, [skip('t3')]);
    assert.equal(removeSkip(two, skip('t9')), two);
  });

  it('are not written into a file that has errors', () => {
    assert.throws(() => addSkip('reviewer: [', 'ada', skip('t')), /errors/);
    assert.throws(() => removeSkip('skipped: 3', skip('t')), /errors/);
  });

  it('have a file for each reviewer', () => {
    assert.equal(skipsPath('ada'), '.plumbline/queue.ada.yaml');
    assert.notEqual(skipsPath('Ada'), skipsPath('ada'));
    assert.match(skipsPath('../../etc'), /^\.plumbline\/queue\.[a-z0-9-]+\.yaml$/);
  });
});
