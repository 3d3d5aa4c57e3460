import type { GapGroup, Side, TopicGap } from '../../core/records/scores/gapReport.ts';
import { numberOf } from '../../core/statistics/estimate.ts';
import { estimateText, levelText } from '../records/numberText.ts';
import { numberRange, shareRange } from './numberRange.ts';
import type { PlotAxis, PlotPoint, PlotSpec, PlotTable } from './plotSpec.ts';
import { boundsText, inBrackets, ofGroup, shortText, titled } from './plotText.ts';

export interface GapPlot {
  readonly kind: 'gap';
  readonly gap: GapGroup;
  readonly group: string;
  readonly level: number;
}

/** More topics than this are in the table only: those with the largest gap are drawn. */
const mostTopics = 40;
const rowHeight = 30;
const sides = ['stated', 'revealed'] as const;
const measureWords: Readonly<Record<Side['measure'], string>> = {
  rate: 'rate',
  mean: 'mean rating',
  elo: 'Elo rating',
};

interface Drawn {
  readonly topic: TopicGap;
  readonly stated: number;
  readonly revealed: number;
}

/**
 * Stated against revealed, topic by topic: side by side on one scale, or, where the two sides are measured differently, one across the
 * other. Topics that are measured otherwise than the rest have a picture of their own.
 */
export function gapPlot(plot: GapPlot, room: number): readonly PlotSpec[] {
  const { topics } = plot.gap;
  const scaleOf = ({ stated, revealed }: TopicGap): string => `${stated.measure} ${revealed.measure}`;
  const scales = [...new Set(topics.map(scaleOf))];
  return scales.flatMap((scale) => {
    const alike = topics.filter((topic) => scaleOf(topic) === scale);
    const known = alike.flatMap((topic): Drawn[] => {
      const [stated, revealed] = [numberOf(topic.stated.estimate), numberOf(topic.revealed.estimate)];
      return stated === undefined || revealed === undefined ? [] : [{ topic, stated, revealed }];
    });
    const [first] = known;
    if (first === undefined) return [];
    const { stated, revealed } = first.topic;
    const sameScale = stated.measure === revealed.measure;
    const drawn = sameScale ? largestGaps(known) : known.slice(0, mostTopics);
    const left = alike.length - drawn.length;
    const missing =
      left === 0 ? '' : ` ${left.toLocaleString()} more ${left === 1 ? 'topic is' : 'topics are'} in the table.`;
    const which = scales.length === 1 ? '' : `, ${measuresText(stated.measure, revealed.measure)}`;
    const part: Part = { plot, topics: alike, drawn, missing, which, room };
    return [sameScale ? dumbbells(part) : across(part)];
  });
}

/** The topics of one picture. */
interface Part {
  readonly plot: GapPlot;
  readonly topics: readonly TopicGap[];
  readonly drawn: readonly Drawn[];
  readonly missing: string;
  /** What tells it from the other pictures, for titles. */
  readonly which: string;
  readonly room: number;
}

function measuresText(stated: Side['measure'], revealed: Side['measure']): string {
  return stated === revealed ? measureWords[stated] : `${measureWords[stated]} against ${measureWords[revealed]}`;
}

/** In the order of the report. */
function largestGaps(known: readonly Drawn[]): readonly Drawn[] {
  if (known.length <= mostTopics) return known;
  const gap = ({ stated, revealed }: Drawn): number => Math.abs(revealed - stated);
  const largest = new Set([...known].sort((a, b) => gap(b) - gap(a)).slice(0, mostTopics));
  return known.filter((each) => largest.has(each));
}

function dumbbells({ plot: { group, level }, topics, drawn, missing, which, room }: Part): PlotSpec {
  const { measure } = drawn[0]!.topic.stated;
  const width = Math.min(room, 640);
  const names = drawn.map(({ topic }) => topic.topic);
  const longest = Math.min(width < 420 ? 16 : 30, Math.max(...names.map((name) => [...name].length)));
  const margin = { top: 32, right: 20, bottom: 36, left: longest * 6.4 + 20 };
  return {
    ...namesOf(group, which),
    note: `Each row is one topic. Thin lines are ${levelText(level)} intervals of each side.${missing}`,
    x: axisOf(
      measure,
      `${words(measure)}`,
      drawn.flatMap(({ topic, stated, revealed }) => [
        stated,
        revealed,
        ...ends(topic.stated),
        ...ends(topic.revealed),
      ]),
    ),
    y: { kind: 'names', names, longest },
    width,
    height: drawn.length * rowHeight + margin.top + margin.bottom,
    margin,
    series: ['Stated', 'Revealed'],
    lines: drawn.flatMap(({ topic, stated, revealed }) => [
      { x1: stated, x2: revealed, y1: topic.topic, y2: topic.topic, style: 'link' as const },
      ...sides.flatMap((side, series) => {
        const { interval } = topic[side];
        if (interval === undefined) return [];
        const { low, high } = interval;
        const dy = series === 0 ? -8 : 8;
        return [{ x1: low, x2: high, y1: topic.topic, y2: topic.topic, style: 'interval' as const, series, dy }];
      }),
    ]),
    points: drawn.flatMap((each) =>
      sides.map(
        (side, series): PlotPoint => ({
          x: each[side],
          y: each.topic.topic,
          series,
          says: [each.topic.topic, sideText(each.topic, side), differenceText(each.topic)],
          filter: each.topic.filter,
          behind: `${each.topic.topic}${ofGroup(group)}`,
        }),
      ),
    ),
    table: tableOf(topics, level),
  };
}

function across({ plot: { group, level }, topics, drawn, missing, which, room }: Part): PlotSpec {
  const width = Math.min(room, 520);
  const margin = { top: 16, right: 24, bottom: 36, left: 56 };
  const measure = (side: 'stated' | 'revealed'): Side['measure'] => drawn[0]!.topic[side].measure;
  const longest = width < 420 ? 12 : 24;
  const [low, high] = numberRange(drawn.map(({ stated }) => stated));
  const middle = (low + high) / 2;
  return {
    ...namesOf(group, which),
    note: `Each point is one topic. The two sides are measured differently, so that only their order can be compared.${missing}`,
    x: axisOf(
      measure('stated'),
      `Stated ${measureWords[measure('stated')]}`,
      drawn.map(({ stated }) => stated),
    ),
    y: axisOf(
      measure('revealed'),
      `Revealed ${measureWords[measure('revealed')]}`,
      drawn.map(({ revealed }) => revealed),
    ),
    width,
    height: Math.round(width * 0.8),
    margin,
    series: [''],
    texts: drawn.map(({ topic, stated, revealed }) => ({
      x: stated,
      y: revealed,
      text: shortText(topic.topic, longest),
      // To the side on which there is room.
      ...(stated > middle ? { anchor: 'end' as const, dx: -9 } : { anchor: 'start' as const, dx: 9 }),
      quiet: true,
    })),
    points: drawn.map(({ topic, stated, revealed }) => ({
      x: stated,
      y: revealed,
      series: 0,
      says: [topic.topic, sideText(topic, 'stated'), sideText(topic, 'revealed')],
      filter: topic.filter,
      behind: `${topic.topic}${ofGroup(group)}`,
    })),
    table: tableOf(topics, level),
  };
}

const namesOf = (group: string, which: string): Pick<PlotSpec, 'name' | 'title'> => ({
  name: titled(`stated-revealed${which}`, group),
  title: titled(`Stated against revealed${which}`, group),
});

const words = (measure: Side['measure']): string =>
  measureWords[measure].replace(/^./u, (first) => first.toUpperCase());

function axisOf(measure: Side['measure'], label: string, numbers: readonly number[]): PlotAxis {
  return { kind: 'number', label, domain: measure === 'rate' ? shareRange(numbers) : numberRange(numbers) };
}

const ends = ({ interval }: Side): readonly number[] => (interval === undefined ? [] : [interval.low, interval.high]);

function sideText(topic: TopicGap, side: 'stated' | 'revealed'): string {
  const { estimate, interval, n } = topic[side];
  return `${side} ${estimateText(estimate)}${inBrackets(interval)}, n ${n.toLocaleString()}`;
}

function differenceText({ difference, interval }: TopicGap): string {
  return `revealed minus stated ${estimateText(difference)}${inBrackets(interval)}`;
}

function tableOf(topics: readonly TopicGap[], level: number): PlotTable {
  return {
    head: ['Topic', 'Stated', 'n', 'Revealed', 'n', 'Difference', `${levelText(level)} interval`],
    rows: topics.map(({ topic, stated, revealed, difference, interval }) => [
      topic,
      estimateText(stated.estimate),
      stated.n.toLocaleString(),
      estimateText(revealed.estimate),
      revealed.n.toLocaleString(),
      estimateText(difference),
      boundsText(interval),
    ]),
  };
}
