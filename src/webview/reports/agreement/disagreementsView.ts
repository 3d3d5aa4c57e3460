import type { Said } from '../../../core/agreement/whatWasSaid.ts';
import type { AgreementLook, ViewDisagreement, ViewMeasureDetail } from '../../../panel/agreementReport.ts';
import { html, nothing, type TemplateResult } from '../../html.ts';
import { countText } from '../../records/numberText.ts';
import { type AgreementPort, look, shownAtOnce } from './agreementPort.ts';

/** What a cell counts: place by place who said what; each leads there. */
export function disagreementsView(
  open: ViewMeasureDetail,
  lookAt: (more: Partial<AgreementLook>) => AgreementLook,
  page: AgreementPort,
): TemplateResult {
  const { cell } = open;
  const left = cell.total - cell.shown.length;
  const trail = page.kept?.trail ?? [];
  return html`<h3 id="agreement-cell" tabindex="-1">${titleOf(open)}</h3>
    <p class="agreement-actions">
      <span class="quiet">${cell.total === 0 ? 'Nowhere.' : cell.total === 1 ? 'In 1 place.' : `In ${countText(cell.total)} places.`}</span>
      ${
        cell.pair || cell.values
          ? html`<button type="button" class="inline-button" @click=${() => look(page, lookAt({}), trail.slice(0, 1), 'agreement-cell')}>Show all</button>`
          : nothing
      }
    </p>
    <ol class="disagreements" @keydown=${listKey}>${cell.shown.map((one) => disagreementItem(one, page))}</ol>
    ${
      left > 0
        ? html`<button type="button" class="inline-button" @click=${() => look(page, lookAt({ ...cell, limit: cell.shown.length + 5 * shownAtOnce }), trail, 'agreement-cell')}>Show ${countText(Math.min(left, 5 * shownAtOnce))} more of ${countText(left)}</button>`
        : nothing
    }`;
}

function titleOf({ cell: { pair, values }, confusions }: ViewMeasureDetail): string {
  if (pair !== undefined) return `Where ${pair[0]} and ${pair[1]} differ`;
  if (values === undefined) return 'Where reviewers differ';
  const [first, second] = values.map((value) => confusions?.values[value] ?? '');
  return `Where ${first} meets ${second}`;
}

/** A place, and who said what there; all of it leads there. */
export function disagreementItem(
  { title, locator, said }: ViewDisagreement,
  page: Pick<AgreementPort, 'send'>,
): TemplateResult {
  return html`<li>
    <button type="button" class="place" title="Shows the place in its transcript" @click=${() => page.send({ type: 'openPlace', locator })}>${title}</button>
    <dl>${said.map((one) => saidItem(one, page))}</dl>
  </li>`;
}

function saidItem({ value, by }: Said, page: Pick<AgreementPort, 'send'>): TemplateResult {
  return html`<dt>${value}</dt><dd>${by.map(({ reviewer, tags }) =>
    tags.length === 0
      ? html`<span class="speaker">${reviewer}</span>`
      : tags.map(
          ({ id, side, quote }) =>
            html`<button type="button" class="speaker" title="Shows the tag in its transcript" @click=${() => page.send({ type: 'openTag', tag: id, side })}><b>${reviewer}</b>${quote === undefined ? nothing : html` <q>${quote}</q>`}</button>`,
        ),
  )}</dd>`;
}

/** Up and down go from place to place, with what was said between. */
function listKey(event: KeyboardEvent): void {
  const list = event.currentTarget;
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined || !(list instanceof HTMLElement) || !(event.target instanceof HTMLElement)) return;
  const stops = [...list.querySelectorAll('button')];
  const next = stops[stops.indexOf(event.target as HTMLButtonElement) + step];
  if (next === undefined) return;
  event.preventDefault();
  next.focus();
}
