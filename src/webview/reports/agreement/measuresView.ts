import type { FigureName } from '../../../core/agreement/measureWords.ts';
import type { UnitLevel } from '../../../core/agreement/units.ts';
import type { AgreementLook, ViewFigure, ViewMeasure, ViewRound } from '../../../panel/agreementReport.ts';
import { html, nothing, type TemplateResult } from '../../html.ts';
import { countText } from '../../records/numberText.ts';
import { type AgreementPort, look, shownAtOnce } from './agreementPort.ts';
import { figureIntervalText, figureText, methodText } from './figureText.ts';
import { gridFocus, gridKey } from './gridKeys.ts';

interface Column {
  readonly level: UnitLevel;
  readonly name: FigureName;
  readonly title: string;
  readonly tip: string;
}

const alpha = { title: 'Alpha', tip: 'Krippendorff’s alpha, on the level of the scale: 1 is perfect, 0 is chance' };
const percent = { title: 'Percent', tip: 'Share of pairs of values that are the same; not corrected for chance' };
const columns: readonly Column[] = [
  { level: 'transcript', name: 'percent', ...percent },
  { level: 'transcript', name: 'alpha', ...alpha },
  { level: 'message', name: 'percent', ...percent },
  { level: 'message', name: 'alpha', ...alpha },
  { level: 'span', name: 'percent', ...percent },
  { level: 'span', name: 'alpha', ...alpha },
  { level: 'span', name: 'overlap', title: 'F1 overlap', tip: 'Spans count as found where they share a character' },
  { level: 'span', name: 'exact', title: 'F1 exact', tip: 'Spans count as found where they are the same' },
  { level: 'span', name: 'character', title: 'F1 character', tip: 'Share of marked characters that both marked' },
];
export const levelTitles: Readonly<Record<UnitLevel, string>> = {
  transcript: 'By transcript',
  message: 'By message',
  span: 'By span',
};

/** Kinds and their fields one below the other, the leading figures of each level beside them. */
export function measuresTable(round: ViewRound, page: AgreementPort): TemplateResult {
  const only = page.kept?.level;
  const shown = columns.filter(({ level }) => only === undefined || level === only);
  const measures = round.measures.filter(({ level }) => only === undefined || level === only);
  const rows = new Map<string, ViewMeasure[]>();
  for (const measure of measures) {
    const key = JSON.stringify([measure.kind, measure.field]);
    rows.set(key, [...(rows.get(key) ?? []), measure]);
  }
  const levels = [...new Set(shown.map(({ level }) => level))];
  return html`<div class="report-scroll">
    <table class="report-table agreement-grid" role="grid" aria-label="Agreement by kind and field" @keydown=${gridKey} @focusin=${gridFocus}>
      <thead>
        <tr><td></td>${levels.map(
          (level) =>
            html`<th scope="colgroup" class="group" colspan=${shown.filter((one) => one.level === level).length + (only ? 2 : 0)}>${levelTitles[level]}</th>`,
        )}</tr>
        <tr><th scope="col">Kind, field</th>${only ? html`<th scope="col" class="numeric" title="What was compared">Units</th>` : nothing}
          ${shown.map(({ title, tip, level, name }) => html`<th scope="col" class=${`numeric ${isFirst(shown, level, name) ? 'group' : ''}`} title=${tip}>${title}</th>`)}
          ${only ? html`<th scope="col" class="numeric" title="Units on which reviewers differ">Differ</th>` : nothing}</tr>
      </thead>
      <tbody>${[...rows.values()].map((row) => measureRow(row, shown, only !== undefined, round, page))}</tbody>
    </table>
  </div>`;
}

function measureRow(
  measures: readonly ViewMeasure[],
  shown: readonly Column[],
  counts: boolean,
  round: ViewRound,
  page: AgreementPort,
): TemplateResult {
  const [first] = measures;
  if (first === undefined) return html``;
  const cells = shown.map(({ level, name }) => {
    const measure = measures.find((one) => one.level === level);
    const found = measure?.figures.find((figure) => figure.name === name);
    return html`<td class=${`numeric ${isFirst(shown, level, name) ? 'group' : ''}`}>${measure && found ? figureCell(found, measure, round, page) : nothing}</td>`;
  });
  return html`<tr class=${first.field === undefined ? 'headline' : 'of-field'}>
    <th scope="row">${first.field === undefined ? first.title : first.title.slice(first.title.indexOf(': ') + 2)}</th>
    ${counts ? html`<td class="numeric">${countText(first.units)}</td>` : nothing}${cells}
    ${counts ? html`<td class="numeric">${countText(first.differing)}</td>` : nothing}
  </tr>`;
}

/** A figure with its interval; opens what it was made of. */
function figureCell(figure: ViewFigure, measure: ViewMeasure, round: ViewRound, page: AgreementPort): TemplateResult {
  const { name, title, estimate, interval, undefinedResamples } = figure;
  const text = figureText(name, estimate);
  const id = `figure ${JSON.stringify([measure.level, measure.kind, measure.field, name])}`;
  const label = `${title}, ${measure.title}, ${levelTitles[measure.level].toLowerCase()}: ${text}`;
  const { level, kind, field } = measure;
  const of: AgreementLook = {
    round: round.codebook,
    measure: { level, ...(kind !== undefined && { kind }), ...(field !== undefined && { field }) },
    limit: shownAtOnce,
  };
  const isUndefined = estimate.kind === 'undefined';
  return html`<span class=${isUndefined ? 'undefined' : ''}><button type="button" class="number" id=${id} data-stop tabindex="-1" aria-label=${label}
      title=${`${label}\n${measure.differing} of ${measure.units} differ. Opens them.`}
      @click=${() => look(page, of, [id], 'agreement-measure')}>${text}</button></span>
    ${
      interval === undefined || isUndefined
        ? nothing
        : html`<span class="interval" title=${methodText(interval, undefinedResamples)}>${figureIntervalText(name, interval)}</span>`
    }`;
}

function isFirst(shown: readonly Column[], level: UnitLevel, name: FigureName): boolean {
  return shown.find((one) => one.level === level)?.name === name;
}
