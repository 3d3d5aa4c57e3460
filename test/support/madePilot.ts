import { agreementReport } from '../../src/core/agreement/agreementReport.ts';
import { tagsById } from '../../src/core/agreement/whatWasSaid.ts';
import type { PilotRound } from '../../src/core/queue/pilotFile.ts';
import { filesOfItems } from '../../src/core/queue/roundFigures.ts';
import type { PilotData } from '../../src/panel/pilotReport.ts';
import { viewPilot } from '../../src/panel/viewPilot.ts';
import { at, book, tagFileOf } from '../unit/agreement/madeFiles.ts';

export interface MadePilot {
  readonly hidden?: boolean;
  /** Somebody raised the version meanwhile. */
  readonly other?: boolean;
  readonly own?: boolean;
  readonly changes?: readonly string[];
  /** How many of the three transcripts bob has reviewed. */
  readonly reviewed?: number;
}

const reviewers = ['ann', 'bob'];

function round(number: number, names: readonly string[]): PilotRound {
  return {
    round: number,
    seed: `seed ${number}`,
    drawn: '2026-01-02T03:04:05.000Z',
    frame: { files: ['data/run.jsonl'], transcripts: 20 },
    reviewers,
    codebook: 'book@1',
    items: names.map((transcript) => ({ file: 'data/run.jsonl', transcript, p: 0.1, reviewers })),
  };
}

const mistake = (place: string, category: string) => ({ kind: 'mistake', targets: [at(place)], fields: { category } });

/** One closed round, and one that is going on: ann and bob agree on t1, take t2 for different things, and only ann sees one in t3. */
export function pilotData({
  hidden = false,
  other = false,
  own = true,
  changes,
  reviewed = 3,
}: MadePilot = {}): PilotData {
  const names = ['t1', 't2', 't3'];
  const entry = (name: string) => (other && name === 't3' ? { transcript: name, codebook: 'book@2' } : name);
  const files = [
    tagFileOf('ann', {
      reviewed: [...names.map(entry), 't9'],
      tags: [mistake('t1 m1 0-8', 'factual'), mistake('t2 m1 0-8', 'factual'), mistake('t3 m1 0-8', 'factual')],
    }),
    tagFileOf('bob', {
      reviewed: [...names.slice(0, reviewed).map(entry), 't9'],
      tags: [mistake('t1 m1 0-8', 'factual'), mistake('t2 m1 0-8', 'reasoning')],
    }),
    tagFileOf('eve', { reviewed: names }),
  ];
  const first: PilotRound = {
    ...round(1, ['t8', 't9']),
    closed: '2026-02-01T00:00:00.000Z',
    figures: {
      codebook: 'book@1',
      transcripts: 2,
      measures: [
        { level: 'transcript', kind: 'mistake', units: 2, percent: 0.5, alpha: 'undefined: no variation' },
        { level: 'span', kind: 'mistake', units: 2, f1: 0.25 },
      ],
    },
  };
  const open = round(2, names);
  const report = agreementReport(filesOfItems(files, open.items, reviewers), book, { bootstrap: { resamples: 100 } });
  const progress = [
    { reviewer: 'ann', total: 3, reviewed: 3, skipped: 0 },
    { reviewer: 'bob', total: 3, reviewed, skipped: 3 - reviewed },
  ];
  return viewPilot(
    [first, open],
    { round: open, progress, report, hidden },
    {
      codebook: book,
      codebooks: [book],
      ownCodebook: own,
      tags: tagsById(files),
      nameOf: (file) => file.replace('data/', ''),
      ...(changes !== undefined && { changes }),
    },
  );
}

/** Between rounds: the last one is closed. */
export function closedPilot(more: MadePilot = {}): PilotData {
  const { open: _, ...data } = pilotData(more);
  return { ...data, rounds: data.rounds.map((each) => ({ ...each, closed: '2026-02-01T00:00:00.000Z' })) };
}

export const emptyPilot: PilotData = { codebook: 'default@1', ownCodebook: false, rounds: [], measures: [] };
