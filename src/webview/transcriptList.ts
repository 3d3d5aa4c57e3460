import type { DidList, ViewEntry } from '../panel/messages.ts';
import type { TemplateResult } from './html.ts';
import { listRows, listView, openRow, rowHeight } from './listView.ts';
import { seen } from './listWindow.ts';
import type { ListPort, PageContext } from './pageContext.ts';
import { perform } from './performAction.ts';
import type { PageState } from './state.ts';

const rowsId = 'list-rows';

/** The list of a file's transcripts: its filtered rows, its keys, and which of its rows have been asked about. */
export class TranscriptList implements ListPort {
  readonly scroller = rowsId;
  readonly #page: PageContext;
  #rows: readonly ViewEntry[] = [];
  #described = new Set<number>();

  constructor(page: PageContext) {
    this.#page = page;
  }

  name(): string | undefined {
    return this.#rows[this.#page.store.state.row]?.name;
  }

  focus(): void {
    document.getElementById(rowsId)?.focus();
  }

  key({ key }: KeyboardEvent): boolean {
    const { row } = this.#page.store.state;
    const page = Math.max(1, Math.floor((document.getElementById(rowsId)?.clientHeight ?? 0) / rowHeight) - 1);
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: 1,
      j: 1,
      ArrowUp: -1,
      k: -1,
      PageDown: page,
      PageUp: -page,
      Home: -Infinity,
      End: Infinity,
    };
    const step = steps[key];
    const entry = this.#rows[row];
    if (step !== undefined) this.#goToRow(Math.min(Math.max(row + step, 0), this.#rows.length - 1));
    else if (key === 'Enter' && entry !== undefined) openRow(this.#page, entry, row);
    else if (key === 'u') perform(this.#page, 'toggleReviewed');
    else return false;
    return true;
  }

  forget(): void {
    this.#described = new Set();
  }

  /** A row that comes without its count is to be asked for again. */
  refine({ entries }: DidList): void {
    for (const entry of entries) if (entry.messageCount === undefined) this.#described.delete(entry.record);
  }

  changed(state: PageState, before: PageState): void {
    if (state.entries !== before.entries || state.filter !== before.filter) this.#rows = listRows(state);
  }

  view(state: PageState): TemplateResult {
    return listView(this.#page, state, this.#rows, seen(rowsId, rowHeight * 40));
  }

  /** Asks for the counts of the rows that are seen now. */
  drawn(): void {
    if (this.#page.store.state.mode !== 'list') return;
    const { top, height } = seen(rowsId, 0);
    const visible = this.#rows.slice(Math.floor(top / rowHeight), Math.ceil((top + height) / rowHeight));
    const records = visible
      .filter(
        (entry) => entry.messageCount === undefined && entry.error === undefined && !this.#described.has(entry.record),
      )
      .map(({ record }) => record);
    for (const record of records) this.#described.add(record);
    if (records.length > 0) this.#page.port.send({ type: 'describeEntries', records });
  }

  #goToRow(row: number): void {
    this.#page.store.update((state) => ({ ...state, row }));
    const list = document.getElementById(rowsId);
    if (list === null) return;
    if (row * rowHeight < list.scrollTop) list.scrollTop = row * rowHeight;
    else if ((row + 1) * rowHeight > list.scrollTop + list.clientHeight)
      list.scrollTop = (row + 1) * rowHeight - list.clientHeight;
  }
}
