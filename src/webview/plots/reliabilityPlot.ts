import type { ReliabilityBin } from '../../core/records/scores/scoreReport.ts';
import { levelText, numberText } from '../records/numberText.ts';
import type { PlotSpec } from './plotSpec.ts';
import { boundsText, inBrackets, ofGroup, titled } from './plotText.ts';

export interface ReliabilityPlot {
  readonly kind: 'reliability';
  readonly bins: readonly ReliabilityBin[];
  readonly group: string;
  /** Of the intervals, as 0.95. */
  readonly level: number;
}

const ticks = [0, 0.2, 0.4, 0.6, 0.8, 1];
/** Counts stand below the diagram, in a strip of this share of its height. */
const strip = { low: -0.3, high: -0.12 };
const margin = { top: 12, right: 16, bottom: 40, left: 44 };

/** Reliability diagram: what was observed in each bin of forecasts, and how many there are. */
export function reliabilityPlot({ bins, group, level }: ReliabilityPlot, room: number): readonly PlotSpec[] {
  if (bins.length === 0) return [];
  const width = Math.min(room, 440);
  const side = width - margin.left - margin.right;
  const most = Math.max(...bins.map(({ n }) => n));
  const barEnd = (n: number): number => strip.low + (strip.high - strip.low) * (n / most);
  const filled = bins.filter(({ n }) => n > 0);
  const rangeOf = ({ low, high }: ReliabilityBin): string => `${numberText(low)} to ${numberText(high)}`;
  return [
    {
      name: titled('reliability', group),
      title: titled('Reliability', group),
      note: `On the dashed line, what was forecast is what was observed: above it forecasts are too low, below it too high. Bars are ${levelText(level)} intervals; the strip below counts the records of each bin.`,
      x: { kind: 'number', label: 'Forecast', domain: [0, 1], ticks },
      y: { kind: 'number', label: 'Observed', domain: [strip.low, 1], ticks },
      width,
      height: Math.round(side * (1 - strip.low)) + margin.top + margin.bottom,
      margin,
      series: [''],
      bars: filled.map(({ low, high, n }) => ({ x1: low, x2: high, y1: strip.low, y2: barEnd(n) })),
      texts: filled
        .filter(({ low, high, n }) => (high - low) * side > n.toLocaleString().length * 6.5)
        .map(({ low, high, n }) => ({
          x: (low + high) / 2,
          y: barEnd(n),
          text: n.toLocaleString(),
          anchor: 'middle',
          dy: -7,
          quiet: true,
        })),
      lines: [
        { x1: 0, y1: 0, x2: 1, y2: 1, style: 'guide' },
        ...filled.flatMap(({ meanForecast: x, interval }) =>
          interval === undefined
            ? []
            : [{ x1: x, x2: x, y1: interval.low, y2: interval.high, style: 'interval', series: 0 } as const],
        ),
      ],
      points: filled.map((bin) => ({
        x: bin.meanForecast,
        y: bin.observed,
        series: 0,
        says: [
          `Forecasts ${rangeOf(bin)}`,
          `mean forecast ${numberText(bin.meanForecast)}`,
          `observed ${numberText(bin.observed)}${inBrackets(bin.interval)}`,
          `n ${bin.n.toLocaleString()}`,
        ],
        filter: bin.filter,
        behind: `Forecasts ${rangeOf(bin)}${ofGroup(group)}`,
      })),
      table: {
        head: ['Forecast', 'Mean forecast', 'Observed', `${levelText(level)} interval`, 'n'],
        rows: bins.map((bin) => [
          rangeOf(bin),
          numberText(bin.meanForecast),
          numberText(bin.observed),
          boundsText(bin.interval),
          bin.n.toLocaleString(),
        ]),
      },
    },
  ];
}
