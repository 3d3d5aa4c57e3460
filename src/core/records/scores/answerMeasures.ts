import { type Estimate, ratio } from '../../statistics/estimate.ts';
import { type IntervalEstimate, wilson } from '../../statistics/interval.ts';
import type { ParseStatus } from '../record.ts';
import type { RecordFilter } from '../recordFilter.ts';
import { countedMean } from './meanMeasure.ts';
import { measure } from './measure.ts';
import { narrow } from './narrow.ts';
import { type Breathe, resample } from './resample.ts';
import type { Measure } from './scoreReport.ts';
import type { SettledSettings } from './scoreSettings.ts';
import { areSingle, unitsOf } from './units.ts';

/** Records with an answer on both sides. */
export interface AnswerRows {
  /** 1 where the predicted answer was the observed one, else 0. */
  readonly correct: ArrayLike<number>;
  /** Code of the observed answer. */
  readonly answer: ArrayLike<number>;
  /** Code of (property, dataset, model): each has a majority answer of its own. */
  readonly cell: ArrayLike<number>;
  readonly scenario: ArrayLike<number>;
}

/** Accuracy, the majority baseline and the lift over it. */
export async function answerMeasures(
  { correct, answer, cell, scenario }: AnswerRows,
  settings: SettledSettings,
  filter: RecordFilter,
  breathe: Breathe,
): Promise<Measure[]> {
  const n = correct.length;
  const units = unitsOf(scenario);
  const choices = choicesOf(answer, cell);
  const statistics = (counts: ArrayLike<number>): (number | undefined)[] => {
    const { hits, modes, total } = countAnswers(correct, choices, counts);
    return total === 0 ? [undefined, undefined, undefined] : [hits / total, modes / total, (hits - modes) / total];
  };
  const [ofAccuracy, ofBaseline, ofLift] = await resample(units, statistics, settings, breathe);
  const { hits, modes } = countAnswers(correct, choices, new Float64Array(n).fill(1));
  const share = (count: number): Estimate => ratio(count, n, 'no data');
  const counted = narrow(filter, { has: ['answers'] });
  const more = (interval: IntervalEstimate | undefined, convention: string) =>
    ({ interval, convention, headline: true, filter: counted }) as const;
  return [
    measure(
      'accuracy',
      'Accuracy',
      share(hits),
      n,
      more(
        areSingle(units) ? wilson(hits, n, settings.level) : ofAccuracy,
        'over records with an answer on both sides; the commonest outcome where resampled',
      ),
    ),
    measure(
      'baseline',
      'Majority baseline',
      share(modes),
      n,
      more(ofBaseline, 'share of the commonest outcome per property, dataset and model, averaged over records'),
    ),
    measure('lift', 'Lift', share(hits - modes), n, more(ofLift, 'accuracy - majority baseline')),
  ];
}

export interface Choices {
  /** Number of each record's (cell, answer), and the cell of each such number. */
  readonly of: Uint32Array;
  readonly cells: readonly number[];
  readonly cellCount: number;
}

export function choicesOf(answer: ArrayLike<number>, cell: ArrayLike<number>): Choices {
  const numbers = new Map<number, Map<number, number>>();
  const cells: number[] = [];
  const of = new Uint32Array(answer.length);
  for (let i = 0; i < answer.length; i++) {
    let ofCell = numbers.get(cell[i]!);
    if (ofCell === undefined) {
      ofCell = new Map();
      numbers.set(cell[i]!, ofCell);
    }
    let number = ofCell.get(answer[i]!);
    if (number === undefined) {
      number = cells.length;
      ofCell.set(answer[i]!, number);
      cells.push(0);
    }
    of[i] = number;
  }
  for (const [dense, ofCell] of [...numbers.values()].entries()) for (const at of ofCell.values()) cells[at] = dense;
  return { of, cells, cellCount: numbers.size };
}

export function countAnswers(
  correct: ArrayLike<number>,
  { of, cells, cellCount }: Choices,
  counts: ArrayLike<number>,
): { hits: number; modes: number; total: number } {
  const times = new Float64Array(cells.length);
  let [hits, total] = [0, 0];
  for (let i = 0; i < of.length; i++) {
    const count = counts[i]!;
    total += count;
    hits += count * correct[i]!;
    times[of[i]!]! += count;
  }
  const commonest = new Float64Array(cellCount);
  for (let at = 0; at < times.length; at++) {
    const cell = cells[at]!;
    if (times[at]! > commonest[cell]!) commonest[cell] = times[at]!;
  }
  return { hits, modes: commonest.reduce((sum, count) => sum + count, 0), total };
}

/** How many of a side's answers could be parsed. `ok` holds 1 or 0 for each record of which the source holds this side. */
export async function complianceMeasure(
  side: 'prediction' | 'outcome',
  { ok, scenario }: { readonly ok: ArrayLike<number>; readonly scenario: ArrayLike<number> },
  settings: SettledSettings,
  filter: RecordFilter,
  breathe: Breathe,
): Promise<Measure> {
  const units = unitsOf(scenario);
  const n = ok.length;
  let parsed = 0;
  for (let i = 0; i < n; i++) parsed += ok[i]!;
  const interval = areSingle(units)
    ? wilson(parsed, n, settings.level)
    : (await resample(units, (counts) => [countedMean(ok, counts)], settings, breathe))[0];
  return measure(
    side === 'prediction' ? 'compliance' : 'outcomeCompliance',
    side === 'prediction' ? 'Compliance' : 'Compliance of outcomes',
    ratio(parsed, n, 'no data'),
    n,
    {
      interval,
      convention: `share of ${side}s that could be parsed, of those there are; refused and abstained count as not`,
      headline: side === 'prediction',
      filter: narrow(filter, { [side]: asked }),
    },
  );
}

const asked: readonly ParseStatus[] = ['ok', 'unparseable', 'refused', 'abstained'];
