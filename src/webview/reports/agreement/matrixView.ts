import { coefficientTitles, type FigureName } from '../../../core/agreement/measureWords.ts';
import type { AgreementLook, ViewMeasureDetail } from '../../../panel/agreementReport.ts';
import { html, nothing, type TemplateResult } from '../../html.ts';
import { countText } from '../../records/numberText.ts';
import { type AgreementPort, look } from './agreementPort.ts';
import { figureText } from './figureText.ts';
import { gridFocus, gridKey } from './gridKeys.ts';

/** Reviewers by reviewers, one figure of each pair; a cell opens where the two differ. */
export function matrixView(
  open: ViewMeasureDetail,
  lookAt: (more: Partial<AgreementLook>) => AgreementLook,
  page: AgreementPort,
): TemplateResult | typeof nothing {
  const names = [...new Set(open.pairs.flatMap(({ figures }) => figures.map(({ name, title }) => `${name}\n${title}`)))]
    .map((one) => one.split('\n') as [FigureName, string])
    .sort(([a], [b]) => order.indexOf(a) - order.indexOf(b));
  const chosen = names.find(([name]) => name === page.kept?.figure) ?? names[0];
  if (chosen === undefined) return nothing;
  const [figure, title] = chosen;
  const cells = new Map(open.pairs.flatMap((pair) => [[`${pair.first} ${pair.second}`, pair] as const]));
  const cell = (row: number, column: number): TemplateResult => {
    if (row === column) return html`<td class="numeric quiet" aria-label="the same reviewer">–</td>`;
    const pair = cells.get(`${Math.min(row, column)} ${Math.max(row, column)}`);
    const found = pair?.figures.find(({ name }) => name === figure);
    if (pair === undefined || found === undefined)
      return html`<td class="numeric quiet" title="These two share nothing here">·</td>`;
    const [first, second] = [open.reviewers[row] ?? '', open.reviewers[column] ?? ''];
    const text = figureText(figure, found.estimate);
    const id = `pair ${row} ${column}`;
    const label = `${title}, ${first} and ${second}: ${text}; ${countText(pair.units)} units`;
    const here = open.cell.pair?.[0] === first && open.cell.pair[1] === second;
    return html`<td class=${`numeric ${shade(found.estimate)}`} aria-selected=${String(here)}><button type="button" class="number" id=${id} data-stop tabindex="-1"
      title=${`${label}\nOpens where they differ`} aria-label=${label}
      @click=${() => look(page, lookAt({ pair: [first, second] }), [...(page.kept?.trail ?? []).slice(0, 1), id], 'agreement-cell')}
      >${found.estimate.kind === 'undefined' ? 'undefined' : text}</button></td>`;
  };
  return html`<h3>Reviewer by reviewer</h3>
    <div class="choice" role="group" aria-label="Figure of the matrix">
      ${names.map(
        ([name, text]) =>
          html`<button type="button" class="chip" aria-pressed=${String(name === figure)} @click=${() => page.keep({ ...page.kept, figure: name })}>${text}</button>`,
      )}
    </div>
    <div class="report-scroll">
      <table class="report-table agreement-matrix" role="grid" aria-label=${`${title} of each two reviewers`} @keydown=${gridKey} @focusin=${gridFocus}>
        <thead><tr><td></td>${open.reviewers.map((name) => html`<th scope="col" class="numeric">${name}</th>`)}</tr></thead>
        <tbody>${open.reviewers.map(
          (name, row) =>
            html`<tr><th scope="row">${name}</th>${open.reviewers.map((_, column) => cell(row, column))}</tr>`,
        )}</tbody>
      </table>
    </div>`;
}

/** Values against values: how often they met on a unit. A cell off the diagonal opens those units. */
export function confusionsView(
  open: ViewMeasureDetail,
  lookAt: (more: Partial<AgreementLook>) => AgreementLook,
  page: AgreementPort,
): TemplateResult | typeof nothing {
  if (open.confusions === undefined) return nothing;
  const { values, table } = open.confusions;
  const used = values.map((_, i) => table[i]?.some((n) => n > 0) || table.some((row) => (row[i] ?? 0) > 0));
  const shown = values.flatMap((value, i) => (used[i] ? [{ value, i }] : []));
  const cell = (row: number, column: number): TemplateResult => {
    const n = table[row]?.[column] ?? 0;
    if (row === column || n === 0)
      return html`<td class=${`numeric ${row === column ? 'diagonal' : 'quiet'}`}>${countText(n)}</td>`;
    const id = `values ${row} ${column}`;
    const label = `${values[row]} met ${values[column]}: ${countText(n)} times`;
    return html`<td class="numeric"><button type="button" class="number" id=${id} data-stop tabindex="-1" title=${`${label}\nOpens where`} aria-label=${label}
      @click=${() => look(page, lookAt({ values: [row, column] }), [...(page.kept?.trail ?? []).slice(0, 1), id], 'agreement-cell')}
      >${countText(n)}</button></td>`;
  };
  return html`<h3>Which values meet</h3>
    <p class="quiet">Over all pairs of reviewers on the same unit, both ways round. The diagonal is agreement.${
      used.every(Boolean) ? '' : ' Values that no one gave are left out here; the figures know of them.'
    }</p>
    <div class="report-scroll">
      <table class="report-table agreement-matrix" role="grid" aria-label="How often values met" @keydown=${gridKey} @focusin=${gridFocus}>
        <thead><tr><td></td>${shown.map(({ value }) => html`<th scope="col" class="numeric">${value}</th>`)}</tr></thead>
        <tbody>${shown.map(
          ({ value, i }) => html`<tr><th scope="row">${value}</th>${shown.map((other) => cell(i, other.i))}</tr>`,
        )}</tbody>
      </table>
    </div>`;
}

const order: readonly FigureName[] = [
  ...(Object.keys(coefficientTitles) as FigureName[]),
  'overlap',
  'exact',
  'character',
];

/** A background by the figure: low agreement stands out. Never the only cue. */
function shade(estimate: ViewMeasureDetail['further'][number]['estimate']): string {
  if (estimate.kind === 'undefined') return 'undefined';
  return `shade-${Math.min(4, Math.max(0, Math.floor((1 - estimate.value) * 5)))}`;
}
