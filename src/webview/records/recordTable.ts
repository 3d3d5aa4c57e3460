import type { RecordRow } from '../../core/records/recordRow.ts';

import { html, nothing, type TemplateResult } from '../html.ts';
import type { ListWindow } from '../listWindow.ts';
import type { PageContext } from '../pageContext.ts';
import type { PageState } from '../state.ts';
import { openRecordRow, sortBy } from './recordActions.ts';
import { type RecordColumnView, visibleColumns } from './recordColumns.ts';
import { type RecordsState, rowAt } from './recordsState.ts';
import { headingHeight, recordRowsId, virtualRows } from './virtualRows.ts';

interface Table {
  readonly page: PageContext;
  readonly state: PageState;
  readonly records: RecordsState;
  readonly columns: readonly RecordColumnView[];
}

/** The records of the present query. Only the rows in `window` are in the DOM. */
export function recordTable(
  page: PageContext,
  state: PageState,
  records: RecordsState,
  window: ListWindow,
): TemplateResult {
  const { shown, row, column } = records;
  const total = shown?.total ?? 0;
  const columns = visibleColumns(records.described, state.tags.counts);
  const table: Table = { page, state, records, columns };
  const rows = virtualRows(total, window.top, Math.max(0, window.height - headingHeight));
  const numbers = Array.from({ length: rows.last - rows.first }, (_, at) => rows.first + at);
  const least = columns.reduce((sum, { width }) => sum + width[0] + 12, 20);
  const grid = columns.map(({ width: [px, share] }) => (share === 0 ? `${px}px` : `minmax(${px}px, ${share}fr)`));
  return html`<div
    class="record-rows"
    id=${recordRowsId}
    role="grid"
    tabindex="0"
    aria-label="Records"
    aria-rowcount=${total + 1}
    aria-colcount=${columns.length}
    aria-activedescendant=${row < 0 ? `record-heading-${Math.max(0, column)}` : column < 0 ? `record-${row}` : `record-${row}-${column}`}
    .style=${`--record-columns:${grid.join(' ')};--record-width:${least}px`}
  >
    <div class="record-line record-headings" role="row" aria-rowindex="1">
      ${columns.map((each, at) => heading(table, each, at))}
    </div>
    <div class="list-space" role="rowgroup" .style=${`height:${rows.height}px`}>
      ${numbers.map((number) => line(table, number, rows.topOf(number)))}
    </div>
  </div>`;
}

function heading({ page, records }: Table, { id, title, tip, numeric }: RecordColumnView, at: number): TemplateResult {
  const { sort } = records;
  const sorted = sort?.column === id ? (sort.descending ? 'descending' : 'ascending') : undefined;
  const current = records.row < 0 && Math.max(0, records.column) === at;
  return html`<span
    class="record-heading ${numeric ? 'numeric' : ''} ${current ? 'current' : ''}"
    id="record-heading-${at}"
    role="columnheader"
    aria-colindex=${at + 1}
    aria-sort=${sorted ?? 'none'}
    title=${tip === undefined ? 'Sort by this' : `${tip}. Sort by this`}
    @click=${() => sortBy(page, id)}
    >${title}${sorted === undefined ? nothing : html`<span class="sorted" aria-hidden="true">${sorted === 'ascending' ? '▲' : '▼'}</span>`}</span
  >`;
}

function line({ page, state, records, columns }: Table, number: number, top: number): TemplateResult {
  const row = rowAt(records, number);
  const current = number === records.row;
  const reviewed = row !== undefined && state.tags.reviewed.includes(row.name);
  return html`<div
    class="record-line record-row ${current ? 'current' : ''}"
    id="record-${number}"
    role="row"
    aria-rowindex=${number + 2}
    aria-selected=${String(current)}
    aria-label=${row === undefined ? 'Loading' : rowWords(columns, row, reviewed)}
    .style=${`top:${top}px`}
    @click=${() => row !== undefined && openRecordRow(page, row, number)}
  >
    ${
      row === undefined
        ? html`<span class="quiet" role="gridcell">…</span>`
        : columns.map(
            (each, at) =>
              html`<span
                class="record-cell ${each.numeric ? 'numeric' : ''} ${each.id} ${current && records.column === at ? 'current' : ''}"
                id="record-${number}-${at}"
                role="gridcell"
                aria-colindex=${at + 1}
                title=${each.words(row)}
                >${each.id === 'id' && reviewed ? html`<span class="tick" title="Reviewed">✓ </span>` : nothing}${each.cell?.(row) ?? each.words(row)}</span
              >`,
          )
    }
  </div>`;
}

/** A row in one sentence: each column with its heading, but the record's own name. */
function rowWords(columns: readonly RecordColumnView[], row: RecordRow, reviewed: boolean): string {
  const said = columns.flatMap((column) => {
    const words = column.words(row);
    return words === '' ? [] : [column.id === 'id' || column.id === 'correct' ? words : `${column.title} ${words}`];
  });
  return [...said, ...(reviewed ? ['reviewed'] : [])].join(', ');
}
