import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parsePilotIntent } from '../../../src/panel/parsePilotIntent.ts';
import { pilotData } from '../../support/madePilot.ts';

describe('the view of a pilot', () => {
  it('tells what was confused on the round’s transcripts, each pair once', () => {
    const { open, measures, rounds } = pilotData();
    assert.deepEqual(
      rounds.map(({ round, transcripts, closed }) => [round, transcripts, closed !== undefined]),
      [
        [1, 2, true],
        [2, 3, false],
      ],
    );
    assert.equal(open?.compared, 3);
    const category = open?.differences.find(
      ({ level, title }) => level === 'transcript' && title === 'mistake: category',
    );
    assert.deepEqual(category?.confused, [{ values: ['factual', 'reasoning'], times: 1 }]);
    assert.deepEqual(
      category?.places.map(({ title }) => title),
      ['run.jsonl › t2'],
    );
    const presence = measures.find(({ level, title }) => level === 'transcript' && title === 'mistake');
    assert.deepEqual(
      presence?.figures.map((one) => one?.units),
      [2, 3],
    );
    assert.deepEqual(presence?.figures[0]?.percent, 0.5);
  });

  it('tells nothing of how others labelled where that is hidden', () => {
    const { open, measures } = pilotData({ hidden: true });
    assert.deepEqual([open?.hidden, open?.compared, open?.differences, open?.others], [true, 0, [], []]);
    // The figures of closed rounds are kept in the file, and stay.
    assert.ok(measures.every(({ figures }) => figures[1] === null));
    assert.ok(measures.some(({ figures }) => figures[0] !== null));
  });

  it('says that a round was reviewed under another codebook too', () => {
    assert.deepEqual(pilotData({ other: true }).open?.others, ['book@2']);
  });

  it('is asked only what it knows', () => {
    assert.deepEqual(parsePilotIntent({ type: 'closeRound', more: 1 }), { type: 'closeRound' });
    for (const odd of [{ type: 'remove' }, {}, undefined, 'next']) assert.equal(parsePilotIntent(odd), undefined);
  });
});
