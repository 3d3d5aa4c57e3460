import type { Dimension } from '../../core/records/dimensions.ts';
import type { RecordFilter } from '../../core/records/recordFilter.ts';
import type { RecordColumn, RecordRow } from '../../core/records/recordRow.ts';
import { narrow } from '../../core/records/scores/narrow.ts';
import type { RecordsBehind, RecordsTab, ScoreView } from '../../panel/recordMessages.ts';
import type { PageContext } from '../pageContext.ts';
import { groupedBy, isShown, type RecordsState, rowAt, withoutRecords } from './recordsState.ts';
import { recordRowsId } from './virtualRows.ts';

export function updateRecords(page: PageContext, change: (records: RecordsState) => RecordsState): void {
  page.store.update((state) => (state.records === undefined ? state : { ...state, records: change(state.records) }));
}

/** Another query begins at its first row. */
function askAnew(page: PageContext, change: (records: RecordsState) => RecordsState): void {
  updateRecords(page, (records) => ({ ...change(records), row: Math.min(0, records.row) }));
  const rows = document.getElementById(recordRowsId);
  if (rows !== null) rows.scrollTop = 0;
}

/** Up, down, and back to the order of the file. */
export function sortBy(page: PageContext, column: RecordColumn): void {
  const { sort } = page.store.state.records ?? {};
  const next =
    sort?.column !== column
      ? { column, descending: false }
      : sort.descending
        ? undefined
        : { column, descending: true };
  askAnew(page, (records) => (next === undefined ? withoutRecords(records, 'sort') : { ...records, sort: next }));
  const how = next === undefined ? 'In the order of the file' : `Sorted ${next.descending ? 'down' : 'up'}`;
  page.say(how);
}

/** Changes the filter in force: that of the records behind a number while they are shown. */
export function changeFilter(page: PageContext, change: (filter: RecordFilter) => RecordFilter): void {
  askAnew(page, (records) =>
    records.behind === undefined
      ? { ...records, filter: change(records.filter) }
      : { ...records, behind: { ...records.behind, filter: change(records.behind.filter) } },
  );
}

export function setWhere(page: PageContext, dimension: Dimension, values: readonly string[] | undefined): void {
  changeFilter(page, (filter) => {
    const { [dimension]: _old, ...rest } = filter.where ?? {};
    const where = values === undefined ? rest : { ...rest, [dimension]: values };
    return withPart(filter, 'where', Object.keys(where).length === 0 ? undefined : where);
  });
}

export function withPart<K extends keyof RecordFilter>(
  filter: RecordFilter,
  part: K,
  value: RecordFilter[K] | undefined,
): RecordFilter {
  const { [part]: _old, ...rest } = filter;
  return value === undefined ? rest : { ...rest, [part]: value };
}

/** Opens the table on the records behind a number. */
export function showBehind(page: PageContext, behind: RecordsBehind): void {
  askAnew(page, (records) => ({
    ...records,
    tab: 'records',
    row: 0,
    column: -1,
    behind: { ...behind, filter: narrow(records.filter, behind.filter) },
  }));
  page.store.flush();
  page.list.focus();
  page.say(`The records behind ${behind.label}. Escape goes back.`);
}

/** Back to the number; false when no records behind one are shown. */
export function leaveBehind(page: PageContext): boolean {
  const { behind } = page.store.state.records ?? {};
  if (behind === undefined) return false;
  askAnew(page, (records) => ({ ...withoutRecords(records, 'behind'), tab: behind.from }));
  page.store.flush();
  page.list.focus();
  return true;
}

/** One step back: the records behind a number, then the filter. False when there is none. */
export function clearRecords(page: PageContext): boolean {
  const { records } = page.store.state;
  if (records === undefined) return false;
  if (leaveBehind(page)) return true;
  if (Object.keys(records.filter).length === 0) return false;
  askAnew(page, (now) => ({ ...now, filter: {} }));
  page.say('All records');
  return true;
}

export function openTab(page: PageContext, tab: RecordsTab): void {
  askAnew(page, (records) => ({ ...withoutRecords(records, 'behind'), tab }));
  page.store.flush();
}

export function setGrouped(page: PageContext, dimension: Dimension, on: boolean): void {
  updateRecords(page, (records) => {
    const rest = groupedBy(records).filter((each) => each !== dimension);
    return { ...records, by: on ? [...rest, dimension] : rest };
  });
}

export function cancelScores(page: PageContext, view: ScoreView): void {
  page.port.send({ type: 'cancelScores', view });
  updateRecords(page, (records) => {
    const key = records.reports[view]?.key ?? '';
    return { ...records, reports: { ...records.reports, [view]: { key, cancelled: true } } };
  });
  page.say('Cancelled');
}

/** Asks once more for what was cancelled or went wrong. */
export function scoreAgain(page: PageContext, view: ScoreView): void {
  updateRecords(page, (records) => {
    const { [view]: _old, ...reports } = records.reports;
    return { ...records, reports };
  });
}

export function openRecordRow(page: PageContext, { name }: RecordRow, row: number): void {
  updateRecords(page, (records) => ({ ...withoutRecords(records, 'opening'), row, column: -1 }));
  page.port.send({ type: 'openTranscript', pane: 'a', name });
}

/**
 * The next (or previous) record in the table's order. One that was opened from elsewhere, and that the filter leaves out,
 * is found by its place in the file: then the table shows all of it again.
 */
export function openNeighbour(page: PageContext, step: 1 | -1): boolean {
  const { records, panes } = page.store.state;
  if (records === undefined || panes.a?.prediction === undefined || panes.a.file !== undefined) return false;
  const listed = rowAt(records, records.row)?.name === panes.a.name;
  if (!listed) {
    const { record } = panes.a;
    updateRecords(page, (now) => ({ ...withoutRecords(now, 'behind', 'sort'), filter: {}, row: record }));
  }
  goToRow(page, (listed ? records.row : panes.a.record) + step);
  return true;
}

function goToRow(page: PageContext, row: number): void {
  const { records, file } = page.store.state;
  if (records === undefined) return;
  const total = records.shown?.total ?? file?.entryCount ?? 0;
  if (row < 0 || row >= total) {
    page.say(row < 0 ? 'This is the first record.' : 'This is the last record.');
    return;
  }
  const found = isShown(records) ? rowAt(records, row) : undefined;
  if (found !== undefined) openRecordRow(page, found, row);
  else updateRecords(page, (now) => ({ ...now, opening: row }));
}
