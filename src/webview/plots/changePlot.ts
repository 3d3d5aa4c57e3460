import type { Change, ChangeGroup } from '../../core/records/scores/changeReport.ts';
import { narrow } from '../../core/records/scores/narrow.ts';
import { numberOf } from '../../core/statistics/estimate.ts';
import { valueWord } from '../records/dimensionWords.ts';
import { estimateText, levelText, numberText } from '../records/numberText.ts';
import { dodge } from './dodge.ts';
import { numberRange, shareRange } from './numberRange.ts';
import type { PlotSpec } from './plotSpec.ts';
import { boundsText, inBrackets, ofGroup, shortText, titled } from './plotText.ts';

export interface ChangePlot {
  readonly kind: 'change';
  readonly change: ChangeGroup;
  readonly group: string;
  readonly level: number;
}

/** Measures that share an axis; every other one is a share, or runs from -1 to 1. */
const ownScale: Readonly<Record<string, 'values' | 'log'>> = {
  mae: 'values',
  predictedMean: 'values',
  observedMean: 'values',
  logScore: 'log',
};
const scales = {
  shares: { title: 'Before and after', name: 'change', axis: 'Score' },
  values: { title: 'Before and after, in units of the values', name: 'change-values', axis: 'Value' },
  log: { title: 'Before and after, log score', name: 'change-log-score', axis: 'Log score' },
} as const;
type Scale = keyof typeof scales;

const lineHeight = 15;

/** Slopes from before to after, a picture for each scale. */
export function changePlot(plot: ChangePlot, room: number): readonly PlotSpec[] {
  return (Object.keys(scales) as Scale[]).flatMap((scale) => slopes(plot, scale, room));
}

interface Slope {
  readonly change: Change;
  readonly before: number;
  readonly after: number;
}

function slopes({ change: group, group: name, level }: ChangePlot, scale: Scale, room: number): readonly PlotSpec[] {
  const ofScale = group.changes.filter(({ id }) => (ownScale[id] ?? 'shares') === scale);
  const drawn = ofScale.flatMap((change): Slope[] => {
    const [before, after] = [numberOf(change.before), numberOf(change.after)];
    if (before === undefined || after === undefined) return [];
    // A skill of -8 would press all else together.
    return scale === 'shares' && Math.min(before, after) < -1 ? [] : [{ change, before, after }];
  });
  if (drawn.length === 0) return [];
  const { title, name: file, axis } = scales[scale];
  const width = Math.min(room, 560);
  const longest = width < 420 ? 16 : 28;
  const margin = { top: 12, right: longest * 6.2 + 20, bottom: 28, left: 52 };
  const numbers = drawn.flatMap((slope) => [slope.before, slope.after, ...intervalEnds(slope)]);
  const domain = scale === 'shares' ? shareRange(numbers) : numberRange(numbers);
  const inner = Math.max(220, drawn.length * (lineHeight + 3));
  const places = dodge(
    drawn.map(({ after }) => after),
    ((domain[1] - domain[0]) * lineHeight) / inner,
    domain,
  );
  const [before, after] = [
    `before: ${shortText(valueWord(group.from), 20)}`,
    `after: ${shortText(valueWord(group.to), 20)}`,
  ];
  const left = ofScale.length - drawn.length;
  return [
    {
      name: titled(file, name),
      title: titled(title, name),
      note: `Each line is one measure over the same ${group.paired.toLocaleString()} scenarios. The bar at its end is the ${levelText(level)} interval of the change, around where it ends.${left === 0 ? '' : ` ${left} more that cannot be drawn ${left === 1 ? 'is' : 'are'} in the table.`}`,
      x: { kind: 'names', names: [before, after], longest: 32 },
      y: { kind: 'number', label: axis, domain },
      width,
      height: inner + margin.top + margin.bottom,
      margin,
      series: ['Before', 'After'],
      lines: drawn.flatMap((slope) => [
        { x1: before, x2: after, y1: slope.before, y2: slope.after, style: 'link' as const },
        ...(slope.change.interval === undefined
          ? []
          : [
              {
                x1: after,
                x2: after,
                y1: intervalEnds(slope)[0]!,
                y2: intervalEnds(slope)[1]!,
                style: 'interval' as const,
                series: 1,
              },
            ]),
      ]),
      texts: drawn.map(({ change }, i) => ({
        x: after,
        y: places[i]!,
        text: shortText(change.title, longest),
        anchor: 'start',
        dx: 12,
      })),
      points: drawn.flatMap(({ change, before: from, after: to }) => [
        {
          x: before,
          y: from,
          series: 0,
          says: [change.title, `before ${numberText(from)}`, `n ${change.n.toLocaleString()}`],
          filter: narrow(group.filter, { where: { checkpoint: [group.from] } }),
          behind: `${change.title} before${ofGroup(name)}`,
        },
        {
          x: after,
          y: to,
          series: 1,
          says: [
            change.title,
            `after ${numberText(to)}`,
            `change ${estimateText(change.difference)}${inBrackets(change.interval)}`,
            `n ${change.n.toLocaleString()}`,
          ],
          filter: narrow(group.filter, { where: { checkpoint: [group.to] } }),
          behind: `${change.title} after${ofGroup(name)}`,
        },
      ]),
      table: {
        head: ['Measure', 'Before', 'After', 'Change', `${levelText(level)} interval`, 'n'],
        rows: ofScale.map(({ title: measure, before: from, after: to, difference, interval, n }) => [
          measure,
          estimateText(from),
          estimateText(to),
          estimateText(difference),
          boundsText(interval),
          n.toLocaleString(),
        ]),
      },
    },
  ];
}

/** The interval of the change, where the line ends. */
function intervalEnds({ change: { interval }, before }: Slope): readonly number[] {
  return interval === undefined ? [] : [before + interval.low, before + interval.high];
}
