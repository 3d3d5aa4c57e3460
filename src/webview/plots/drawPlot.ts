import * as Plot from '@observablehq/plot';
import type { PlotAxis, PlotLine, PlotPoint, PlotSpec, PlotText, PlotValue } from './plotSpec.ts';
import { shortText } from './plotText.ts';

export interface DrawnPlot {
  readonly svg: SVGSVGElement;
  /** Where a point is in it, in px from its upper left corner. */
  at(point: PlotPoint): readonly [x: number, y: number];
}

type Symbol = 'circle' | 'diamond' | 'square' | 'triangle';
/** By series, each told apart by shape and filling too. Colours are custom properties of the style sheet. */
const looks: readonly { readonly symbol: Symbol; readonly filled: boolean }[] = [
  { symbol: 'circle', filled: true },
  { symbol: 'diamond', filled: false },
  { symbol: 'square', filled: true },
  { symbol: 'triangle', filled: false },
];
const plain = 5;

/**
 * The only use of the plotting library. It draws into a document of its own: the style sheet that it puts into every picture is forbidden
 * by the page's CSP, and comes out before the picture goes into the page.
 */
export function drawPlot(spec: PlotSpec): DrawnPlot {
  const apart = document.implementation.createHTMLDocument('');
  const drawn = Plot.plot({
    document: apart,
    className: 'plot-picture',
    width: spec.width,
    height: spec.height,
    marginTop: spec.margin.top,
    marginRight: spec.margin.right,
    marginBottom: spec.margin.bottom,
    marginLeft: spec.margin.left,
    x: scaleOf(spec.x),
    y: scaleOf(spec.y),
    r: { type: 'identity' },
    marks: [...axes(spec), ...bars(spec), ...lines(spec), ...texts(spec), ...points(spec), ...legend(spec)],
  });
  const [x, y] = [drawn.scale('x'), drawn.scale('y')];
  const svg = document.adoptNode<Element>(drawn) as SVGSVGElement;
  for (const style of svg.querySelectorAll('style')) style.remove();
  const place = (scale: Plot.Scale | undefined, value: PlotValue): number => scale?.apply(value) ?? 0;
  return { svg, at: (point) => [place(x, point.x), place(y, point.y)] };
}

const scaleOf = (axis: PlotAxis): Plot.ScaleOptions =>
  axis.kind === 'number'
    ? { type: 'linear', domain: [...axis.domain] }
    : { type: 'point', domain: [...axis.names], padding: axis.names.length === 2 ? 0.08 : 0.5 };

function axes({ x, y, width, height }: PlotSpec): Plot.Markish[] {
  return [gridOf('x', x, width), gridOf('y', y, height), axisOf('x', x, width), axisOf('y', y, height)].flat();
}

/** About one tick for so many px. */
const tickSpace = { x: 72, y: 56 };

function gridOf(side: 'x' | 'y', axis: PlotAxis, length: number): Plot.Markish[] {
  const options = { stroke: 'var(--plot-grid)', strokeOpacity: 1, ...ticksOf(side, axis, length) };
  if (axis.kind === 'names' && side === 'y') return [];
  return [side === 'x' ? Plot.gridX(options) : Plot.gridY(options)];
}

function axisOf(side: 'x' | 'y', axis: PlotAxis, length: number): Plot.Markish[] {
  const options: Plot.AxisXOptions & Plot.AxisYOptions = {
    tickSize: 0,
    fill: axis.kind === 'names' ? 'var(--plot-ink)' : 'var(--plot-quiet)',
    label: axis.kind === 'number' ? axis.label : null,
    labelAnchor: 'center',
    labelArrow: 'none',
    ...(axis.kind === 'names' && { tickFormat: (name: string) => shortText(name, axis.longest) }),
    ...ticksOf(side, axis, length),
  };
  return [side === 'x' ? Plot.axisX(options) : Plot.axisY(options)];
}

function ticksOf(side: 'x' | 'y', axis: PlotAxis, length: number): { readonly ticks?: number | number[] } {
  if (axis.kind === 'names') return {};
  return { ticks: axis.ticks === undefined ? Math.max(2, Math.round(length / tickSpace[side])) : [...axis.ticks] };
}

function bars({ bars: of = [] }: PlotSpec): Plot.Markish[] {
  const options = { x1: 'x1', x2: 'x2', y1: 'y1', y2: 'y2', fill: 'var(--plot-bar)', inset: 0.5 };
  return of.length === 0 ? [] : [Plot.rect([...of], options)];
}

/** Lines that look the same are one mark. */
function lines({ lines: of = [] }: PlotSpec): Plot.Markish[] {
  const alike = groupBy(of, ({ style, series = 0, dx = 0, dy = 0 }) => [style, series, dx, dy].join(' '));
  return alike.map((same) => {
    const { style, series = 0, dx = 0, dy = 0 } = same[0] as PlotLine;
    const look = {
      guide: { stroke: 'var(--plot-quiet)', strokeWidth: 1, strokeDasharray: '4 4' },
      link: { stroke: 'var(--plot-link)', strokeWidth: 1.5 },
      interval: { stroke: colour(series), strokeWidth: 1.5 },
    }[style];
    return Plot.link(same, { x1: 'x1', y1: 'y1', x2: 'x2', y2: 'y2', dx, dy, ...look });
  });
}

function texts({ texts: of = [] }: PlotSpec): Plot.Markish[] {
  const alike = groupBy(of, ({ anchor, dx = 0, dy = 0, quiet }) => [anchor, dx, dy, quiet].join(' '));
  return alike.map((same) => {
    const { anchor, dx = 0, dy = 0, quiet } = same[0] as PlotText;
    const fill = quiet ? 'var(--plot-quiet)' : 'var(--plot-ink)';
    return Plot.text(same, { x: 'x', y: 'y', text: 'text', textAnchor: anchor, dx, dy, fill });
  });
}

function points({ points: of }: PlotSpec): Plot.Markish[] {
  return groupBy(of, ({ series }) => String(series)).map((same) => {
    const { series } = same[0] as PlotPoint;
    return Plot.dot(same, { x: 'x', y: 'y', r: ({ radius = plain }: PlotPoint) => radius, ...lookOf(series) });
  });
}

/** In the upper left corner, above what is drawn. */
function legend({ series, margin }: PlotSpec): Plot.Markish[] {
  if (series.length < 2 || margin.top < 24) return [];
  let dx = 6;
  return series.flatMap((name, i) => {
    const place = { frameAnchor: 'top-left' as const, dx, dy: -16 };
    dx += 30 + name.length * 6.4;
    return [
      Plot.dot([0], { ...place, r: plain, ...lookOf(i) }),
      Plot.text([name], {
        ...place,
        dx: place.dx + 12,
        lineAnchor: 'middle',
        text: (each: string) => each,
        fill: 'var(--plot-ink)',
      }),
    ];
  });
}

const colour = (series: number): string => `var(--plot-series-${series % looks.length})`;

function lookOf(series: number): Plot.DotOptions {
  const { symbol, filled } = looks[series % looks.length] as (typeof looks)[number];
  return {
    symbol,
    stroke: filled ? 'var(--plot-paper)' : colour(series),
    strokeWidth: filled ? 1 : 2,
    // What lies under a hollow one stays in sight: the two sides may be equal.
    fill: filled ? colour(series) : 'none',
  };
}

/** What has one key together, in the order in which the keys come first. */
function groupBy<T>(of: readonly T[], keyOf: (each: T) => string): readonly T[][] {
  const groups = new Map<string, T[]>();
  for (const each of of) {
    const group = groups.get(keyOf(each));
    if (group === undefined) groups.set(keyOf(each), [each]);
    else group.push(each);
  }
  return [...groups.values()];
}
