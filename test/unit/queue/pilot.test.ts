import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { agreementReport } from '../../../src/core/agreement/agreementReport.ts';
import type { AgreementFile } from '../../../src/core/agreement/collectReadings.ts';
import { defaultCodebook } from '../../../src/core/codebook/defaultCodebook.ts';
import { drawItems } from '../../../src/core/queue/drawQueue.ts';
import { addRound, closeRound, openRound, type PilotRound, parsePilot } from '../../../src/core/queue/pilotFile.ts';
import { figuresOf, filesOfItems } from '../../../src/core/queue/roundFigures.ts';
import { parseTagFile } from '../../../src/core/tags/tagFile.ts';

const reviewers = ['ada', 'bo'];
const frame = Array.from({ length: 10 }, (_, i) => ({ file: 'a.jsonl', transcript: `t${i}` }));

function madeRound(round: number, from = frame): PilotRound {
  const seed = `round ${round}`;
  return {
    round,
    seed,
    drawn: '2026-01-02T03:04:05.000Z',
    frame: { files: ['a.jsonl'], transcripts: from.length },
    reviewers,
    codebook: 'default@1',
    items: drawItems(from, { seed, size: 4, overlap: 4, reviewers }),
  };
}
const first = madeRound(1);
const fresh = frame.filter(({ transcript }) => !first.items.some((item) => item.transcript === transcript));
const second = madeRound(2, fresh);

/** What somebody says of transcripts: those with a mistake, and all that were reviewed. */
function file(reviewer: string, reviewed: readonly string[], mistaken: readonly string[]): AgreementFile {
  const path = `a.jsonl.${reviewer}.tags.yaml`;
  const text = `version: 1
reviewer: ${reviewer}
source: a.jsonl
reviewed:
${reviewed.map((name) => `  - {transcript: ${name}, at: 2026-01-03T00:00:00Z, codebook: default@1, messages: 2}\n`).join('')}tags:
${mistaken
  .map(
    (name, i) => `  - id: 01KAJ3W5Z0${String(i).padStart(16, '0')}
    kind: mistake
    codebook: default@1
    status: complete
    targets:
      - role: at
        transcript: ${name}
    fields: {category: factual, severity: 1}
    created: 2026-01-02T10:00:00Z
`,
  )
  .join('')}`;
  return { path, dataFile: 'a.jsonl', file: parseTagFile(text) };
}

describe('a pilot file', () => {
  it('gets rounds, and keeps its comments', () => {
    const one = addRound(undefined, first);
    assert.deepEqual(parsePilot(one), { rounds: [first], problems: [] });
    assert.ok(first.items.every((item) => item.reviewers.length === 2));
    const noted = one.replace('rounds:', '# ours\nrounds:');
    const two = addRound(noted, second);
    assert.deepEqual(parsePilot(two), { rounds: [first, second], problems: [] });
    assert.match(two, /# ours\nrounds:/);
  });

  it('keeps what was measured when a round is closed', () => {
    const figures = {
      codebook: 'default@1',
      transcripts: 4,
      measures: [{ level: 'transcript' as const, kind: 'mistake', units: 4, percent: 0.75, alpha: 'undefined: none' }],
    };
    const text = closeRound(addRound(addRound(undefined, first), second), 1, '2026-02-01T00:00:00Z', figures);
    const { rounds, problems } = parsePilot(text);
    assert.deepEqual(problems, []);
    assert.deepEqual(rounds, [{ ...first, closed: '2026-02-01T00:00:00Z', figures }, second]);
    assert.equal(openRound(rounds)?.round, 2);
    assert.ok(text.indexOf('figures:') < text.indexOf('items:'), 'what people read comes first');
    assert.throws(() => closeRound(text, 9, 'now', figures), /no round 9/);
  });

  it('tells a transcript that two rounds have, and a round that is there twice', () => {
    const codes = (text: string): readonly string[] => parsePilot(text).problems.map(({ code }) => code);
    const one = addRound(undefined, first);
    assert.deepEqual(
      codes(addRound(one, { ...first, round: 2 })),
      first.items.map(() => 'queue.twice'),
    );
    assert.deepEqual(codes(addRound(one, first)), ['pilot.twice']);
    assert.throws(() => addRound('rounds: [', first), /errors/);
    assert.deepEqual(codes('rounds: 3\n'), ['yaml.schema']);
  });
});

describe('the figures of a round', () => {
  const names = first.items.map(({ transcript }) => transcript);
  const files = [
    // What else they have reviewed does not count.
    file(
      'ada',
      [...names, 't0', 't1', 't2', 't3', 't4', 't5'].filter((name, i, all) => all.indexOf(name) === i),
      [names[0] as string, names[1] as string],
    ),
    file(
      'bo',
      frame.map(({ transcript }) => transcript),
      [names[0] as string],
    ),
    file('eve', names, names),
  ];

  const measured = (resamples: number) => {
    const own = filesOfItems(files, first.items, first.reviewers);
    return figuresOf(agreementReport(own, defaultCodebook, { bootstrap: { resamples } }), 'default@1');
  };

  it('are of its transcripts and its reviewers only', () => {
    const figures = measured(0);
    assert.equal(figures.transcripts, 4);
    const mistake = figures.measures.find(
      ({ level, kind, field }) => level === 'transcript' && kind === 'mistake' && field === undefined,
    );
    assert.deepEqual([mistake?.units, mistake?.percent], [4, 0.75]);
    // One of four differs: alpha = 1 - 7 * 2 / (2 * 5 * 3) on presence (Krippendorff 2011).
    assert.equal(mistake?.alpha, Math.round((1 - (7 * 2) / (2 * 3 * 5)) * 10_000) / 10_000);
  });

  it('can be written and read', () => {
    const figures = measured(50);
    const text = closeRound(addRound(undefined, first), 1, 'now', figures);
    assert.deepEqual(parsePilot(text).problems, []);
    assert.deepEqual(parsePilot(text).rounds[0]?.figures, figures);
    assert.ok(figures.measures.some(({ alpha }) => typeof alpha === 'string' && alpha.startsWith('undefined: ')));
    assert.ok(figures.measures.some(({ low, high }) => low !== undefined && high !== undefined && low <= high));
  });
});
