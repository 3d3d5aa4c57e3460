import type { Dimension } from '../../core/records/dimensions.ts';
import type { RecordFilter } from '../../core/records/recordFilter.ts';
import type { RecordRow } from '../../core/records/recordRow.ts';
import type { DidDescribeRecords, DidScore, RecordQuery, RecordsWhere, ScoreView } from '../../panel/recordMessages.ts';
import { sortedJson } from './sortedJson.ts';

/** What the page knows of a file of records. Rows are those of the windows that were asked for, never all. */
export interface RecordsState extends RecordsWhere {
  readonly described?: DidDescribeRecords;
  /** Counts the readings of the file: what was asked of an older one is asked again. */
  readonly reading: number;
  readonly shown?: ShownRecords;
  /** Cell that the keyboard is on; -1 for the row as a whole. `row` is -1 on the headings. */
  readonly column: number;
  readonly filtersShown: boolean;
  readonly conventionsShown: boolean;
  /** Groups of the reports that are folded, or unfolded, against what they are at first. */
  readonly folded: ReadonlySet<string>;
  readonly reports: Readonly<Partial<Record<ScoreView, ReportState>>>;
  /** Row to open when it comes. */
  readonly opening?: number;
}

/** Answers to one query. `pages` hold `pageLength` rows each, by their number; the ones far off the screen are let go. */
export interface ShownRecords {
  readonly key: string;
  readonly total: number;
  readonly pages: ReadonlyMap<number, readonly RecordRow[]>;
}

export interface ReportState {
  /** What is asked for; the answer may still be of what was asked before. */
  readonly key: string;
  readonly answer?: DidScore;
  readonly progress?: number;
  readonly problem?: string;
  readonly cancelled?: true;
}

export const pageLength = 100;

/** Anew, looked at as before. */
export function initialRecords(before: RecordsWhere | undefined): RecordsState {
  const { tab = 'records', filter = {}, sort, behind, by, row = 0 } = before ?? {};
  return {
    tab,
    filter,
    row,
    column: -1,
    reading: 0,
    // A narrow panel has no room for them.
    filtersShown: innerWidth >= 640,
    conventionsShown: false,
    folded: new Set(),
    reports: {},
    ...(sort !== undefined && { sort }),
    ...(behind !== undefined && { behind }),
    ...(by !== undefined && { by }),
  };
}

/** The table's query: the records behind a number, else those of the filter. */
export function recordQuery({ behind, filter, sort }: RecordsWhere): RecordQuery {
  return { filter: behind?.filter ?? filter, ...(sort !== undefined && { sort }) };
}

export function queryKey(query: RecordQuery): string {
  return sortedJson(query);
}

/** What `shown.key` is once the rows are those of the present query and reading. */
export function wantedKey(records: RecordsState): string {
  return `${records.reading} ${queryKey(recordQuery(records))}`;
}

export function isShown(records: RecordsState): boolean {
  return records.shown?.key === wantedKey(records);
}

export function scoreKey(view: ScoreView, by: readonly Dimension[], filter: RecordFilter): string {
  return sortedJson([view, by, filter]);
}

export function rowAt({ shown }: RecordsState, row: number): RecordRow | undefined {
  return shown?.pages.get(Math.floor(row / pageLength))?.[row % pageLength];
}

/** What the numbers are grouped by: what was chosen, else by model where there are a few. */
export function groupedBy({ by, described }: RecordsState): readonly Dimension[] {
  if (by !== undefined) return by;
  const models = described?.dimensions.find(({ id }) => id === 'model')?.values.length ?? 0;
  return models > 1 && models <= 24 ? ['model'] : [];
}

/** A copy without an optional key. */
export function withoutRecords<K extends keyof RecordsState>(state: RecordsState, ...keys: readonly K[]): RecordsState {
  const copy: Record<string, unknown> = { ...state };
  for (const key of keys) delete copy[key];
  return copy as unknown as RecordsState;
}
