import type { RecordRow } from '../../core/records/recordRow.ts';
import type { DidDescribeRecords, DidListRecords, DidScore } from '../../panel/recordMessages.ts';
import {
  pageLength,
  queryKey,
  type RecordsState,
  type ReportState,
  recordQuery,
  scoreKey,
  wantedKey,
} from './recordsState.ts';

/** Pages of rows that are kept: what is on the screen and around it. */
const keptPages = 24;

export function reduceRecords(
  state: RecordsState,
  message: DidDescribeRecords | DidListRecords | DidScore,
): RecordsState {
  switch (message.type) {
    case 'didDescribeRecords':
      return describe(state, message);
    case 'didListRecords':
      return list(state, message);
    case 'didScore':
      return score(state, message);
  }
}

function describe(state: RecordsState, described: DidDescribeRecords): RecordsState {
  // While the file is read once more, what was read before stays on show.
  const known = state.described !== undefined && state.described.progress === undefined;
  if (described.progress !== undefined) return known ? state : { ...state, described };
  const tab = state.tab === 'records' || described.views.includes(state.tab) ? state.tab : 'records';
  return { ...state, described, tab, reading: state.reading + 1 };
}

/** An answer to another query than the present one came too late. */
function list(state: RecordsState, { query, total, start, rows }: DidListRecords): RecordsState {
  if (queryKey(query) !== queryKey(recordQuery(state)) || start % pageLength !== 0) return state;
  const wanted = wantedKey(state);
  const pages = new Map(state.shown?.key === wanted ? state.shown.pages : []);
  const page = start / pageLength;
  pages.set(page, rows);
  const row = Math.min(state.row, Math.max(0, total - 1));
  return { ...state, row, shown: { key: wanted, total, pages: near(pages, page) } };
}

function near(pages: Map<number, readonly RecordRow[]>, page: number): ReadonlyMap<number, readonly RecordRow[]> {
  while (pages.size > keptPages) {
    const far = [...pages.keys()].reduce((a, b) => (Math.abs(a - page) >= Math.abs(b - page) ? a : b));
    pages.delete(far);
  }
  return pages;
}

function score(state: RecordsState, message: DidScore): RecordsState {
  const { view, by, filter, progress, problem } = message;
  const asked = state.reports[view];
  if (asked === undefined || asked.cancelled || asked.key !== `${state.reading} ${scoreKey(view, by, filter)}`)
    return state;
  const report: ReportState =
    progress !== undefined
      ? { ...asked, progress }
      : problem !== undefined
        ? { key: asked.key, problem }
        : { key: asked.key, answer: message };
  return { ...state, reports: { ...state.reports, [view]: report } };
}
