import type { Dimension } from '../../core/records/dimensions.ts';
import { type ParseStatus, parseStatuses } from '../../core/records/record.ts';
import type { RecordFilter } from '../../core/records/recordFilter.ts';
import type { DidDescribeRecords } from '../../panel/recordMessages.ts';
import { button, dropdown, iconButton, textField } from '../controls.ts';
import { guard, html, nothing, type TemplateResult } from '../html.ts';
import type { PageContext } from '../pageContext.ts';
import { choosable, dimensionTitles, statusWords, valueWord, viewTitles } from './dimensionWords.ts';
import { givenText } from './numberText.ts';
import { changeFilter, clearRecords, leaveBehind, setWhere, updateRecords, withPart } from './recordActions.ts';
import { isShown, type RecordsState, recordQuery } from './recordsState.ts';

/** How long typing rests before the records are asked for, in milliseconds. */
const pause = 200;
let timer: ReturnType<typeof setTimeout> | undefined;

/** Above the table: what it is narrowed to, and how many that leaves. */
export function recordFilters(page: PageContext, records: RecordsState): TemplateResult {
  const { filter } = recordQuery(records);
  return html`${breadcrumb(page, records)}
    <div class="list-head record-head">
      <div class="record-search" @keydown=${(event: KeyboardEvent) => searchKey(page, event)}>
        ${textField(
          {
            label: 'Search records',
            placeholder: 'Search ids, scenarios, answers',
            value: filter.text ?? '',
            id: 'list-filter',
          },
          {
            input: (text) => {
              clearTimeout(timer);
              timer = setTimeout(() => search(page, text), pause);
            },
            change: (text) => search(page, text),
          },
        )}
      </div>
      ${iconButton(
        'filter',
        { label: records.filtersShown ? 'Hide the filters' : 'Show the filters', pressed: records.filtersShown },
        () => updateRecords(page, (now) => ({ ...now, filtersShown: !now.filtersShown })),
      )}
      <span class="quiet record-count" role="status">${countText(records)}</span>
      ${Object.keys(filter).length === 0 || records.behind !== undefined ? nothing : button('Clear', () => clearRecords(page), { title: 'All records again (Escape)' })}
    </div>
    ${records.filtersShown ? guard([records.described, filter], () => selects(page, records.described, filter)) : nothing}`;
}

function search(page: PageContext, text: string): void {
  clearTimeout(timer);
  const { records } = page.store.state;
  if (records === undefined || (recordQuery(records).filter.text ?? '') === text) return;
  changeFilter(page, (filter) => withPart(filter, 'text', text === '' ? undefined : text));
}

/** From the search straight into what it found. */
function searchKey(page: PageContext, event: KeyboardEvent): void {
  if (event.key !== 'ArrowDown' && event.key !== 'Enter') return;
  event.preventDefault();
  event.stopPropagation();
  search(page, (event.target as HTMLInputElement).value);
  page.list.focus();
}

/** Where the records behind a number come from, and the way back. */
function breadcrumb(page: PageContext, { behind }: RecordsState): TemplateResult | typeof nothing {
  if (behind === undefined) return nothing;
  return html`<nav class="record-trail" aria-label="Records behind a number">
    <button type="button" class="inline-button" @click=${() => leaveBehind(page)}>${viewTitles[behind.from]}</button>
    <span aria-hidden="true">›</span>
    <span class="record-trail-label">${behind.label}</span>
    ${rangeText(behind.filter)}
    <kbd>Escape</kbd>
  </nav>`;
}

/** What no control of the bar shows. */
function rangeText({ forecast, pair, scenarios }: RecordFilter): TemplateResult | typeof nothing {
  const parts = [
    forecast === undefined ? '' : `forecast ${givenText(forecast.low)} to ${givenText(forecast.high)}`,
    pair === undefined ? '' : `predicted ${spanText(pair.predicted)}, observed ${spanText(pair.observed)}`,
    scenarios === undefined ? '' : `${scenarios.length.toLocaleString()} scenarios`,
  ].filter(Boolean);
  return parts.length === 0 ? nothing : html`<span class="quiet">${parts.join(', ')}</span>`;
}

const spanText = ({ low, high }: { readonly low: number; readonly high: number }): string =>
  low === high ? givenText(low) : `${givenText(low)} to ${givenText(high)}`;

function selects(page: PageContext, described: DidDescribeRecords | undefined, filter: RecordFilter): TemplateResult {
  return html`<div class="record-selects" role="group" aria-label="Filters">
    ${choosable(described).map(({ id, values }) => dimensionSelect(page, id, values, filter.where?.[id]))}
    ${stateSelect(page, 'prediction', 'Prediction', filter.prediction)}
    ${stateSelect(page, 'outcome', 'Outcome', filter.outcome)}
    ${select(
      'Result',
      filter.correct === undefined ? '' : String(filter.correct),
      [
        { value: 'true', text: 'Hit' },
        { value: 'false', text: 'Miss' },
      ],
      (value) => changeFilter(page, (now) => withPart(now, 'correct', value === '' ? undefined : value === 'true')),
    )}
  </div>`;
}

/** Values carry `=`, as the empty one means that all are wanted. */
function dimensionSelect(
  page: PageContext,
  id: Dimension,
  values: DidDescribeRecords['dimensions'][number]['values'],
  chosen: readonly string[] | undefined,
): TemplateResult {
  const options = values.map(({ value, n }) => ({
    value: `=${value}`,
    text: `${valueWord(value)} (${n.toLocaleString()})`,
  }));
  const several = chosen !== undefined && (chosen.length !== 1 || values.every(({ value }) => value !== chosen[0]));
  const more = several
    ? [{ value: '*', text: chosen.length === 1 ? valueWord(chosen[0] ?? '') : `${chosen.length} of them` }]
    : [];
  const value = several ? '*' : chosen === undefined ? '' : `=${chosen[0] ?? ''}`;
  return select(dimensionTitles[id], value, [...more, ...options], (now) => {
    if (now !== '*') setWhere(page, id, now === '' ? undefined : [now.slice(1)]);
  });
}

function stateSelect(
  page: PageContext,
  side: 'prediction' | 'outcome',
  title: string,
  chosen: readonly ParseStatus[] | undefined,
): TemplateResult {
  const several = chosen !== undefined && chosen.length !== 1;
  const options = parseStatuses.map((status) => ({ value: status as string, text: statusWords[status] }));
  return select(
    title,
    several ? '*' : (chosen?.[0] ?? ''),
    several ? [{ value: '*', text: `${chosen.length} of them` }, ...options] : options,
    (now) => {
      if (now !== '*')
        changeFilter(page, (filter) => withPart(filter, side, now === '' ? undefined : [now as ParseStatus]));
    },
  );
}

function select(
  title: string,
  value: string,
  options: readonly { readonly value: string; readonly text: string }[],
  change: (value: string) => void,
): TemplateResult {
  return html`<div class="record-select ${value === '' ? '' : 'set'}">
    <span class="field-title" aria-hidden="true">${title}</span>
    ${dropdown({ label: title, value, none: 'All' }, options, change)}
  </div>`;
}

function countText(records: RecordsState): string {
  const { described, shown } = records;
  if (shown === undefined || !isShown(records)) return 'Looking…';
  const all = described?.count ?? shown.total;
  return shown.total === all
    ? `${all.toLocaleString()} ${all === 1 ? 'record' : 'records'}`
    : `${shown.total.toLocaleString()} of ${all.toLocaleString()}`;
}
