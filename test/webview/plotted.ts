import { changeGroup, gapGroup, interval, scoreGroup } from './recordScores.ts';

/** Groups of reports with something to draw, one for each kind of plot. */

const value = (of: number) => ({ kind: 'value', value: of }) as const;
const filter = { where: { model: ['m-1'] } };

export const plottedReliability = scoreGroup('m-1', {
  reliability: [
    {
      low: 0,
      high: 0.5,
      n: 60,
      meanForecast: 0.21,
      observed: 0.3,
      interval: interval(0.2, 0.42),
      filter: { ...filter, forecast: { low: 0, high: 0.5, closed: 'left' } },
    },
    {
      low: 0.5,
      high: 1,
      n: 1040,
      meanForecast: 0.87,
      observed: 0.75,
      interval: interval(0.6, 0.86),
      filter: { ...filter, forecast: { low: 0.5, high: 1, closed: 'both' } },
    },
  ],
});

const pair = (predicted: number, observed: number, n: number) => ({
  predicted,
  observed,
  n,
  filter: {
    ...filter,
    pair: {
      of: 'values' as const,
      predicted: { low: predicted, high: predicted },
      observed: { low: observed, high: observed },
    },
  },
});

export const plottedPairs = scoreGroup('m-1', {
  reliability: [],
  pairs: { of: 'values', gathered: false, points: [pair(2, 1, 1), pair(4, 5.5, 12)] },
});

const none = { kind: 'undefined', reason: 'no variation' } as const;

export const plottedChange = changeGroup({
  changes: [
    {
      id: 'accuracy',
      title: 'Accuracy',
      n: 100,
      before: value(0.326),
      after: value(0.494),
      difference: value(0.168),
      interval: interval(0.1, 0.23),
    },
    { id: 'lift', title: 'Lift', n: 90, before: value(-0.1), after: value(-0.02), difference: value(0.08) },
    { id: 'skill', title: 'Skill', n: 100, before: none, after: value(0.2), difference: none },
  ],
});

export const plottedGap = gapGroup();
