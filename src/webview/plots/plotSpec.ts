import type { RecordFilter } from '../../core/records/recordFilter.ts';

/**
 * A plot as data: what is drawn where, in units of the axes. Nothing of the plotting library, nothing of the DOM. `drawPlot` makes the
 * picture, `plotFigure` all that is around it.
 */
export interface PlotSpec {
  /** Of the file when it is saved. */
  readonly name: string;
  readonly title: string;
  /** How to read it, in a sentence or two. */
  readonly note: string;
  readonly x: PlotAxis;
  readonly y: PlotAxis;
  /** Of the whole picture, in px: the width that it takes of what there is, and its height. */
  readonly width: number;
  readonly height: number;
  readonly margin: { readonly top: number; readonly right: number; readonly bottom: number; readonly left: number };
  /** Names of what shapes and colours tell apart, by `series`; fewer than two need no legend. */
  readonly series: readonly string[];
  readonly bars?: readonly PlotBar[];
  readonly lines?: readonly PlotLine[];
  readonly texts?: readonly PlotText[];
  readonly points: readonly PlotPoint[];
  readonly table: PlotTable;
}

export type PlotAxis =
  | {
      readonly kind: 'number';
      readonly label: string;
      readonly domain: readonly [number, number];
      readonly ticks?: readonly number[];
    }
  | { readonly kind: 'names'; readonly names: readonly string[]; readonly longest: number };

/** A number of a number axis, a name of a names axis. */
export type PlotValue = number | string;

export interface PlotPoint {
  readonly x: PlotValue;
  readonly y: PlotValue;
  readonly series: number;
  /** In px; 5 unless said. */
  readonly radius?: number;
  /** What the tool tip says, line by line; the first is the name of the point. */
  readonly says: readonly string[];
  /** The records behind it, and what they are in the words of the table's trail. */
  readonly filter: RecordFilter;
  readonly behind: string;
}

export interface PlotLine {
  readonly x1: PlotValue;
  readonly y1: PlotValue;
  readonly x2: PlotValue;
  readonly y2: PlotValue;
  /** `guide` is there to compare with, `link` joins two points, `interval` is one. */
  readonly style: 'guide' | 'link' | 'interval';
  readonly series?: number;
  /** In px. */
  readonly dx?: number;
  readonly dy?: number;
}

export interface PlotBar {
  readonly x1: number;
  readonly x2: number;
  readonly y1: number;
  readonly y2: number;
}

export interface PlotText {
  readonly x: PlotValue;
  readonly y: PlotValue;
  readonly text: string;
  readonly anchor: 'start' | 'middle' | 'end';
  readonly dx?: number;
  readonly dy?: number;
  readonly quiet?: boolean;
}

export interface PlotTable {
  readonly head: readonly string[];
  /** The first cell names the row. */
  readonly rows: readonly (readonly string[])[];
}
