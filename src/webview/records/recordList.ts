import type { DidListRecords } from '../../panel/recordMessages.ts';
import type { TemplateResult } from '../html.ts';
import { seen } from '../listWindow.ts';
import type { ListPort, PageContext } from '../pageContext.ts';
import { openRecordRow } from './recordActions.ts';
import { recordKey } from './recordKeys.ts';
import {
  groupedBy,
  pageLength,
  queryKey,
  type RecordsState,
  recordQuery,
  rowAt,
  scoreKey,
  wantedKey,
} from './recordsState.ts';
import { recordsView } from './recordsView.ts';
import { headingHeight, recordRowHeight, recordRowsId, virtualRows } from './virtualRows.ts';

/** How many windows of rows may be under way: a scroll bar that is dragged asks for where it stands, not for all it passed. */
const underWay = 3;

/** The table of a file's records, and the numbers made of them: asks for what is seen and not known. */
export class RecordList implements ListPort {
  readonly scroller = recordRowsId;
  readonly #page: PageContext;
  #asked = new Set<number>();
  #askedKey = '';
  #drawnIn: HTMLElement | null = null;

  constructor(page: PageContext) {
    this.#page = page;
  }

  get #records(): RecordsState | undefined {
    return this.#page.store.state.records;
  }

  view(): TemplateResult {
    return recordsView(this.#page, this.#page.store.state, seen(recordRowsId, recordRowHeight * 40));
  }

  name(): string | undefined {
    const records = this.#records;
    return records?.tab === 'records' ? rowAt(records, records.row)?.name : undefined;
  }

  key(event: KeyboardEvent): boolean {
    return recordKey(this.#page, event);
  }

  focus(): void {
    const rows = document.getElementById(recordRowsId) ?? document.querySelector<HTMLElement>('.record-report');
    rows?.focus();
  }

  forget(): void {
    this.#asked.clear();
    this.#askedKey = '';
  }

  receive({ query, start, rows }: DidListRecords): void {
    const records = this.#records;
    if (records === undefined || queryKey(query) !== queryKey(recordQuery(records))) return;
    this.#asked.delete(start / pageLength);
    const { opening } = records;
    const row = opening === undefined ? undefined : rows[opening - start];
    if (opening !== undefined && row !== undefined) openRecordRow(this.#page, row, opening);
    this.#page.store.flush();
    // Also where the answer changed nothing that is drawn.
    this.drawn();
  }

  /** Asks for what the screen shows and the page lacks; beside a record, for its neighbours in the table. */
  drawn(): void {
    const records = this.#records;
    if (records?.described === undefined || records.described.progress !== undefined) return;
    const { state } = this.#page.store;
    if (state.mode === 'list' && records.tab !== 'records') this.#askScores(records, records.tab);
    else if (state.mode === 'list') this.#askRows(records, this.#restoreScroll(records));
    else if (state.panes.a?.prediction !== undefined) this.#askRows(records, neighbours(records));
  }

  /** A table that comes back, after a record or another tab, shows the row it was left at. */
  #restoreScroll(records: RecordsState): readonly [first: number, last: number] {
    const element = document.getElementById(recordRowsId);
    const { top, height } = seen(recordRowsId, recordRowHeight * 40);
    const rows = virtualRows(records.shown?.total ?? 0, top, Math.max(0, height - headingHeight));
    if (element !== null && element !== this.#drawnIn && records.shown !== undefined) {
      this.#drawnIn = element;
      if (records.row > 0) element.scrollTop = rows.scrollTo(records.row);
    }
    return [rows.first, Math.max(rows.last, rows.first + 1)];
  }

  #askRows(records: RecordsState, [first, last]: readonly [number, number]): void {
    const key = wantedKey(records);
    if (key !== this.#askedKey) this.#asked.clear();
    this.#askedKey = key;
    const pages = records.shown?.key === key ? records.shown.pages : undefined;
    const from =
      pages === undefined
        ? Math.floor(Math.max(0, records.opening ?? records.row) / pageLength)
        : Math.floor(first / pageLength);
    const to = pages === undefined ? from : Math.floor((last - 1) / pageLength);
    for (let page = from; page <= to; page++) {
      if (this.#asked.size >= underWay) return;
      if (pages?.has(page) || this.#asked.has(page)) continue;
      this.#asked.add(page);
      const query = recordQuery(records);
      this.#page.port.send({ type: 'loadRecords', query, start: page * pageLength, count: pageLength });
    }
  }

  #askScores(records: RecordsState, view: Exclude<RecordsState['tab'], 'records'>): void {
    const by = groupedBy(records);
    const key = `${records.reading} ${scoreKey(view, by, records.filter)}`;
    const { [view]: report } = records.reports;
    if (report?.key === key) return;
    const { answer } = report ?? {};
    this.#page.store.update((state) =>
      state.records === undefined
        ? state
        : {
            ...state,
            records: {
              ...state.records,
              reports: {
                ...state.records.reports,
                [view]: { key, progress: 0, ...(answer !== undefined && { answer }) },
              },
            },
          },
    );
    this.#page.port.send({ type: 'loadScores', view, by, filter: records.filter });
  }
}

function neighbours({ row, opening, shown }: RecordsState): readonly [number, number] {
  const at = opening ?? row;
  const last = (shown?.total ?? at + 1) - 1;
  return [Math.max(0, at - 1), Math.max(0, Math.min(last, at + 1)) + 1];
}
