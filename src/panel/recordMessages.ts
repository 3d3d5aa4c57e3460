import type { Dimension } from '../core/records/dimensions.ts';
import type { PredictionRecord } from '../core/records/record.ts';
import type { RecordFilter } from '../core/records/recordFilter.ts';
import type { RecordColumn, RecordRow } from '../core/records/recordRow.ts';
import type { ChangeReport } from '../core/records/scores/changeReport.ts';
import type { GapReport } from '../core/records/scores/gapReport.ts';
import type { ScoreReport } from '../core/records/scores/scoreReport.ts';

/** The part of the contract between extension and page that is about self-prediction records. */

/** What a file of records can be shown by. Sent while it is being read (`progress`), and once more when it is read. */
export interface DidDescribeRecords {
  readonly type: 'didDescribeRecords';
  readonly count: number;
  /** Values per dimension, most frequent first, at most 200 each. */
  readonly dimensions: readonly {
    readonly id: Dimension;
    readonly values: readonly { readonly value: string; readonly n: number }[];
  }[];
  /** Columns in which no record has anything. */
  readonly blank?: readonly RecordColumn[];
  /** Views for which there is something to show. */
  readonly views: readonly ScoreView[];
  /** 0 to 1; absent when the file is read. Rows can be asked for then. */
  readonly progress?: number;
  /** Records that could not be read, as sentences, the first hundred. */
  readonly problems: readonly string[];
}

/** What the table shows. Complete: no state is kept between queries. */
export interface RecordQuery {
  readonly filter: RecordFilter;
  readonly sort?: { readonly column: RecordColumn; readonly descending: boolean };
}

/** Rows `start`... of the answer to a query, whole; `total` is how many it has. */
export interface DidListRecords {
  readonly type: 'didListRecords';
  readonly query: RecordQuery;
  readonly total: number;
  readonly start: number;
  readonly rows: readonly RecordRow[];
}

/** Numbers asked for with `loadScores`; `filter` and `by` are echoed. */
export interface DidScore {
  readonly type: 'didScore';
  readonly view: ScoreView;
  readonly by: readonly Dimension[];
  readonly filter: RecordFilter;
  /** Of the view asked for; absent while `progress` tells how far it is. */
  readonly scores?: ScoreReport;
  readonly change?: ChangeReport;
  readonly gap?: GapReport;
  /** 0 to 1. */
  readonly progress?: number;
  readonly problem?: string;
}

export const scoreViews = ['scores', 'change', 'gap'] as const;
export type ScoreView = (typeof scoreViews)[number];

/** The prediction and the outcome of the record on show, beside its texts: in `didOpenTranscript`. */
export interface ViewRecord {
  readonly record: PredictionRecord;
  /** Forecast and outcome as they are scored. */
  readonly forecast?: number;
  readonly outcome?: number;
  readonly brier?: number;
  readonly correct?: boolean;
}

export type RecordIntent =
  | { readonly type: 'loadRecords'; readonly query: RecordQuery; readonly start: number; readonly count: number }
  | {
      readonly type: 'loadScores';
      readonly view: ScoreView;
      readonly by: readonly Dimension[];
      readonly filter: RecordFilter;
    }
  /** Stop working on the view's numbers; no `didScore` follows. */
  | { readonly type: 'cancelScores'; readonly view: ScoreView }
  /** Open the transcript of a locator of the record on show. */
  | { readonly type: 'goToRef'; readonly ref: string }
  /** Save a picture of a plot: SVG text, or PNG as base64; the host asks where. */
  | { readonly type: 'savePlot'; readonly name: string; readonly format: 'svg' | 'png'; readonly data: string };

/** How a reviewer was looking at the records: persisted by the page, of no use to the host. */
export interface RecordsWhere {
  readonly tab: RecordsTab;
  readonly filter: RecordFilter;
  readonly sort?: RecordQuery['sort'];
  readonly behind?: RecordsBehind;
  /** Absent until it was chosen: then the page takes what fits the file. */
  readonly by?: readonly Dimension[];
  readonly row: number;
}

export type RecordsTab = 'records' | ScoreView;

/** The records behind a number that was opened. */
export interface RecordsBehind {
  /** What the number is, in words. */
  readonly label: string;
  readonly filter: RecordFilter;
  readonly from: ScoreView;
}
