import type { RecordFilter } from '../../src/core/records/recordFilter.ts';
import type { ChangeGroup } from '../../src/core/records/scores/changeReport.ts';
import type { GapGroup, TopicGap } from '../../src/core/records/scores/gapReport.ts';
import type { Measure, ScoreGroup } from '../../src/core/records/scores/scoreReport.ts';
import type { Interval } from '../../src/core/statistics/interval.ts';
import type { DidScore } from '../../src/panel/recordMessages.ts';
import type { FakeHost } from './fakeHost.ts';
import { last } from './records.ts';

/** Reports as the host computes them, each number with the records behind it. */

const settings = { seed: 'plumbline', resamples: 1000, level: 0.95 };

export function interval(low: number, high: number, method = 'Wilson'): Interval {
  return { kind: 'interval', low, high, level: 0.95, method };
}

export function measure(id: string, title: string, value: number | string, more: Partial<Measure> = {}): Measure {
  const estimate =
    typeof value === 'number' ? ({ kind: 'value', value } as const) : ({ kind: 'undefined', reason: value } as const);
  return { id, title, estimate, n: 120, ...more };
}

export function scoreGroup(model: string, more: Partial<ScoreGroup> = {}): ScoreGroup {
  const filter: RecordFilter = { where: { model: [model] } };
  const counted: RecordFilter = { ...filter, has: ['forecasts'] };
  return {
    key: { model },
    n: 124,
    counts: { 'prediction.ok': 120, 'prediction.refused': 4, 'outcome.ok': 124 },
    measures: [
      measure('brier', 'Brier score', 0.1415, {
        headline: true,
        interval: interval(0.121, 0.163, 'percentile bootstrap'),
        convention: 'mean squared distance of the forecast from the outcome',
        filter: counted,
      }),
      measure('accuracy', 'Accuracy', 0.494, {
        headline: true,
        interval: interval(0.43, 0.56),
        filter: { ...filter, has: ['answers'] },
      }),
      measure('auroc', 'AUROC', 'outcomes of one class only', { filter: counted }),
    ],
    reliability: [
      {
        low: 0,
        high: 0.1,
        n: 60,
        meanForecast: 0.052,
        observed: 0.08,
        interval: interval(0.03, 0.18),
        filter: { ...counted, forecast: { low: 0, high: 0.1, closed: 'both' } },
      },
    ],
    warnings: [],
    filter,
    ...more,
  };
}

export function changeGroup(more: Partial<ChangeGroup> = {}): ChangeGroup {
  return {
    key: { model: 'm-1' },
    from: 'before',
    to: 'after',
    update: 'SFT',
    paired: 100,
    unpaired: 3,
    changes: [
      {
        id: 'accuracy',
        title: 'Accuracy',
        n: 100,
        before: { kind: 'value', value: 0.326 },
        after: { kind: 'value', value: 0.494 },
        difference: { kind: 'value', value: 0.168 },
        interval: interval(0.1, 0.23, 'scenario bootstrap'),
        test: { name: 'McNemar, exact', p: 0.00004 },
        convention: 'after minus before, over the same scenarios',
      },
    ],
    drift: [measure('changed', 'Outcomes that changed', 0.41)],
    foretold: [measure('foretoldAccuracy', 'Accuracy of predictions of the update', 'no such predictions')],
    warnings: ['accuracy rose because behaviour collapsed onto one answer: the lift did not rise'],
    filter: { where: { model: ['m-1'], checkpoint: ['before', 'after'] } },
    ...more,
  };
}

function topic(name: string, stated: number, revealed: number, rank: number): TopicGap {
  const side = { measure: 'rate', n: 40, total: 42, interval: interval(0.2, 0.9), rank } as const;
  return {
    topic: name,
    stated: { ...side, estimate: { kind: 'value', value: stated } },
    revealed: { ...side, total: 40, estimate: { kind: 'value', value: revealed } },
    difference: { kind: 'value', value: revealed - stated },
    interval: interval(-0.4, -0.1, 'Newcombe'),
    filter: { where: { model: ['m-1'], property: [name] } },
  };
}

export function gapGroup(more: Partial<GapGroup> = {}): GapGroup {
  return {
    key: { model: 'm-1' },
    topics: [topic('honesty', 0.95, 0.7, 1), topic('privacy', 0.6, 0.5, 2)],
    measures: [
      measure('spearman', 'Rank correlation (Spearman)', 0.71, { headline: true, interval: interval(0.2, 0.9) }),
    ],
    abstained: { stated: 7, revealed: 2 },
    warnings: [],
    filter: { where: { model: ['m-1'] } },
    ...more,
  };
}

/** Answers the last request for numbers; what is not given is left out, as of a view that has none. */
export async function answerScores(
  host: FakeHost,
  groups: {
    readonly scores?: readonly ScoreGroup[];
    readonly change?: readonly ChangeGroup[];
    readonly gap?: readonly GapGroup[];
  },
  more: Partial<DidScore> = {},
): Promise<void> {
  const asked = last(await host.intents(), 'loadScores');
  if (asked === undefined) throw new Error('The page asked for no numbers.');
  const { view, by, filter } = asked;
  const report = { by, settings, notes: ['Every record counts alike.'] };
  await host.send({
    type: 'didScore',
    view,
    by,
    filter,
    ...(groups.scores && { scores: { ...report, groups: groups.scores } }),
    ...(groups.change && { change: { ...report, groups: groups.change } }),
    ...(groups.gap && { gap: { ...report, groups: groups.gap } }),
    ...more,
  });
}
