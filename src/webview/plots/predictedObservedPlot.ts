import type { PairPoint, PairPoints } from '../../core/records/scores/scoreReport.ts';
import { numberText } from '../records/numberText.ts';
import { numberRange } from './numberRange.ts';
import type { PlotSpec } from './plotSpec.ts';
import { ofGroup, titled } from './plotText.ts';

export interface PredictedObservedPlot {
  readonly kind: 'predictedObserved';
  readonly pairs: PairPoints;
  readonly group: string;
}

const margin = { top: 12, right: 16, bottom: 36, left: 52 };
/** Radius of one record, and of the most at one point, in px. */
const [least, largest] = [3.5, 14];

/** What was predicted against what came of it, a point for each pair of numbers; its area grows with its records. */
export function predictedObservedPlot({ pairs, group }: PredictedObservedPlot, room: number): readonly PlotSpec[] {
  const { of, gathered, points } = pairs;
  if (points.length === 0) return [];
  const width = Math.min(room, 440);
  const domain =
    of === 'forecasts' ? ([0, 1] as const) : numberRange(points.flatMap((point) => [point.predicted, point.observed]));
  const [x, y] = of === 'forecasts' ? ['Forecast', 'Share of samples'] : ['Predicted', 'Observed'];
  const most = Math.max(...points.map(({ n }) => n));
  const radius = (n: number): number =>
    most === 1 ? least : Math.sqrt(least ** 2 + (largest ** 2 - least ** 2) * ((n - 1) / (most - 1)));
  const records = ({ n }: PairPoint): string => (n === 1 ? '1 record' : `${n.toLocaleString()} records`);
  // The small ones come last, above the large ones.
  const largestFirst = [...points].sort((a, b) => b.n - a.n);
  return [
    {
      name: titled('predicted-observed', group),
      title: titled('Predicted against observed', group),
      note: `On the dashed line, ${of === 'forecasts' ? 'the property held in the share of samples that was forecast' : 'what was predicted was observed'}. The area of a point grows with its records${gathered ? '; near pairs are put together at their mean' : ''}.`,
      x: { kind: 'number', label: x, domain },
      y: { kind: 'number', label: y, domain },
      width,
      height: width - margin.left - margin.right + margin.top + margin.bottom,
      margin,
      series: [''],
      lines: [{ x1: domain[0], y1: domain[0], x2: domain[1], y2: domain[1], style: 'guide' }],
      points: largestFirst.map((point) => ({
        x: point.predicted,
        y: point.observed,
        series: 0,
        radius: radius(point.n),
        says: [
          records(point),
          `${x.toLowerCase()} ${numberText(point.predicted)}`,
          `${y.toLowerCase()} ${numberText(point.observed)}`,
        ],
        filter: point.filter,
        behind: `Predicted ${numberText(point.predicted)}, observed ${numberText(point.observed)}${ofGroup(group)}`,
      })),
      table: {
        head: [x, y, 'n'],
        rows: points.map((point) => [
          numberText(point.predicted),
          numberText(point.observed),
          point.n.toLocaleString(),
        ]),
      },
    },
  ];
}
