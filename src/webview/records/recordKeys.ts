import type { PageContext } from '../pageContext.ts';
import { perform } from '../performAction.ts';
import { openRecordRow, openTab, sortBy, updateRecords } from './recordActions.ts';
import { visibleColumns } from './recordColumns.ts';
import { rowAt } from './recordsState.ts';
import { availableTabs } from './recordTabs.ts';
import { headingHeight, recordRowHeight, recordRowsId, virtualRows } from './virtualRows.ts';

/** A key in the table or its tabs. Up from the first row leads to the headings; left and right from cell to cell. */
export function recordKey(page: PageContext, event: KeyboardEvent): boolean {
  const { key, altKey } = event;
  const { records } = page.store.state;
  if (records === undefined || altKey) return false;
  const tab = /^[1-9]$/u.test(key) ? availableTabs(records)[Number(key) - 1] : undefined;
  if (tab !== undefined) {
    openTab(page, tab);
    page.list.focus();
    return true;
  }
  const within = event.target as Element;
  if (records.tab !== 'records' || within.closest('[data-control], .record-tabs, .record-trail') !== null) return false;
  if (key === 'u') {
    perform(page, 'toggleReviewed');
    return true;
  }
  return moveKey(page, event) || enterKey(page, key);
}

function moveKey(page: PageContext, { key, ctrlKey, metaKey }: KeyboardEvent): boolean {
  const { records, tags } = page.store.state;
  if (records === undefined || ctrlKey || metaKey) return false;
  const total = records.shown?.total ?? 0;
  const leaf = Math.max(1, Math.floor((rowsHeight() - 1) / recordRowHeight));
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: 1,
    j: 1,
    ArrowUp: -1,
    k: -1,
    PageDown: leaf,
    PageUp: -leaf,
    Home: Number.NEGATIVE_INFINITY,
    End: Number.POSITIVE_INFINITY,
  };
  const step = steps[key];
  if (step !== undefined) {
    // Only one step up from the first row reaches the headings.
    const least = records.row <= 0 && step === -1 ? -1 : 0;
    const row = Math.min(Math.max(records.row + step, least), total - 1);
    updateRecords(page, (now) => ({ ...now, row: Math.max(least, row) }));
    scrollTo(page, Math.max(0, row));
    return true;
  }
  const across = key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : undefined;
  if (across === undefined) return false;
  const columns = visibleColumns(records.described, tags.counts);
  const least = records.row < 0 ? 0 : -1;
  const column = Math.min(Math.max(Math.max(records.column, least) + across, least), columns.length - 1);
  updateRecords(page, (now) => ({ ...now, column }));
  page.store.flush();
  const cell = records.row < 0 ? `record-heading-${column}` : `record-${records.row}-${Math.max(0, column)}`;
  document.getElementById(cell)?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  return true;
}

function enterKey(page: PageContext, key: string): boolean {
  const { records, tags } = page.store.state;
  if (records === undefined || (key !== 'Enter' && key !== ' ')) return false;
  if (records.row < 0) {
    const column = visibleColumns(records.described, tags.counts)[Math.max(0, records.column)];
    if (column !== undefined) sortBy(page, column.id);
    return true;
  }
  const row = rowAt(records, records.row);
  if (row === undefined || key === ' ') return false;
  openRecordRow(page, row, records.row);
  return true;
}

function rowsHeight(): number {
  return (document.getElementById(recordRowsId)?.clientHeight ?? 0) - headingHeight;
}

function scrollTo(page: PageContext, row: number): void {
  const element = document.getElementById(recordRowsId);
  const total = page.store.state.records?.shown?.total ?? 0;
  if (element !== null) element.scrollTop = virtualRows(total, element.scrollTop, rowsHeight()).scrollTo(row);
}
