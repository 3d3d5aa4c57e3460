import { type ParseStatus, parseStatuses } from '../../core/records/record.ts';
import { narrow } from '../../core/records/scores/narrow.ts';
import type { Measure, ScoreGroup, ScoreReport } from '../../core/records/scores/scoreReport.ts';
import { html, nothing, type TemplateResult } from '../html.ts';
import type { PageContext } from '../pageContext.ts';
import { plotSlot } from '../plots/plotSlot.ts';
import { dimensionTitles, statusWords, valueWord } from './dimensionWords.ts';
import { groupName } from './groupName.ts';
import { type MeasureContext, measureTable } from './measureTable.ts';
import { estimateButton, intervalSpan, numberButton } from './numberButton.ts';
import { levelText, numberText } from './numberText.ts';
import type { RecordsState } from './recordsState.ts';
import { foldedGroup, reportFrame, warningList } from './reportFrame.ts';

/** More groups than this are compared nowhere but in a table of their own: the filter narrows them. */
const mostGroups = 200;

export function scoresView(page: PageContext, records: RecordsState): TemplateResult {
  return reportFrame(page, records, 'scores', ({ scores }) =>
    scores === undefined ? nothing : report(page, records, scores),
  );
}

function report(page: PageContext, records: RecordsState, scores: ScoreReport): TemplateResult {
  const groups = scores.groups.slice(0, mostGroups);
  if (groups.length === 0)
    return html`<p class="empty">There are no records to score. Clear the filter of the table.</p>`;
  const contexts = groups.map(
    (group): MeasureContext => ({
      page,
      from: 'scores',
      group: groupName(group.key, scores.by),
      filter: group.filter,
      level: scores.settings.level,
      conventions: records.conventionsShown,
    }),
  );
  const more = scores.groups.length - groups.length;
  return html`${groups.length < 2 ? nothing : comparison(page, scores, groups, contexts)}
    ${more > 0 ? html`<p class="quiet">${more.toLocaleString()} more groups are not shown. Narrow the records in the table.</p>` : nothing}
    ${groups.map((group, at) => {
      const context = contexts[at] as MeasureContext;
      return foldedGroup(page, records, {
        id: `scores ${JSON.stringify(group.key)}`,
        title: context.group === '' ? 'All records' : context.group,
        open: groups.length === 1,
        body: () => groupBody(group, context),
      });
    })}`;
}

/** Groups below each other, a headline measure to a column. */
function comparison(
  page: PageContext,
  { by }: ScoreReport,
  groups: readonly ScoreGroup[],
  contexts: readonly MeasureContext[],
): TemplateResult {
  const titles = new Map(
    groups.flatMap(({ measures }) => measures.filter(({ headline }) => headline).map(({ id, title }) => [id, title])),
  );
  return html`<div class="report-scroll" role="group" aria-label="Groups compared">
    <table class="report-table compared-groups">
      <thead>
        <tr>
          ${by.map((dimension) => html`<th scope="col">${dimensionTitles[dimension]}</th>`)}
          ${[...titles.values()].map((title) => html`<th scope="col" class="numeric">${title}</th>`)}
          <th scope="col" class="numeric">Records</th>
        </tr>
      </thead>
      <tbody>
        ${groups.map((group, at) => {
          const context = contexts[at] as MeasureContext;
          return html`<tr>
            ${by.map((dimension) => html`<th scope="row"><bdi>${valueWord(group.key[dimension] ?? '')}</bdi></th>`)}
            ${[...titles.keys()].map(
              (id) =>
                html`<td class="numeric">${comparedCell(
                  group.measures.find((each) => each.id === id),
                  context,
                )}</td>`,
            )}
            <td class="numeric">
              ${numberButton(page, group.n.toLocaleString(), { from: 'scores', label: `Records of ${context.group}`, filter: group.filter })}
              ${group.warnings.length === 0 ? nothing : html`<span class="report-flag" role="img" aria-label=${`Warnings: ${group.warnings.join('; ')}`} title=${group.warnings.join('\n')}>⚠</span>`}
            </td>
          </tr>`;
        })}
      </tbody>
    </table>
  </div>`;
}

function comparedCell(
  measure: Measure | undefined,
  { page, from, group, filter }: MeasureContext,
): TemplateResult | string {
  if (measure === undefined) return '–';
  const { title, estimate, interval, convention } = measure;
  const of = { from, label: `${title}, ${group}`, filter: measure.filter ?? filter, tip: convention };
  return html`${estimateButton(page, estimate, of)}${intervalSpan(interval)}`;
}

function groupBody(group: ScoreGroup, context: MeasureContext): TemplateResult {
  const headline = group.measures.filter((measure) => measure.headline);
  const others = group.measures.filter((measure) => !measure.headline);
  return html`${warningList(group.warnings)} ${states(group, context)} ${measureTable('Headline measures', headline, context)}
  ${measureTable(headline.length === 0 ? 'Measures' : 'Further measures', others, context)} ${reliability(group, context)} ${pairs(group, context)}`;
}

/** How many records there are, and in which state their sides are: nothing is dropped unseen. */
function states({ n, counts, filter }: ScoreGroup, { page, from, group }: MeasureContext): TemplateResult {
  const of = group === '' ? '' : `, ${group}`;
  const side = (name: 'prediction' | 'outcome', title: string): TemplateResult => {
    const seen = parseStatuses.filter((status) => (counts[`${name}.${status}`] ?? 0) > 0);
    return html`<span class="report-states"
      ><span class="quiet">${title}</span>
      ${seen.map((status: ParseStatus) => {
        const label = `${title} ${statusWords[status]}${of}`;
        const count = (counts[`${name}.${status}`] ?? 0).toLocaleString();
        return html`<span>${numberButton(page, count, { from, label, filter: narrow(filter, { [name]: [status] }) })} ${statusWords[status]}</span>`;
      })}</span
    >`;
  };
  return html`<p class="report-counts">
    <span>${numberButton(page, n.toLocaleString(), { from, label: `Records${of}`, filter })} records</span>
    ${side('prediction', 'Predictions')} ${side('outcome', 'Outcomes')}
  </p>`;
}

function reliability(
  { reliability: bins }: ScoreGroup,
  { page, from, group, level }: MeasureContext,
): TemplateResult | typeof nothing {
  if (bins === undefined || bins.length === 0) return nothing;
  const of = group === '' ? '' : `, ${group}`;
  return html`${plotSlot(page, from, bins, { kind: 'reliability', bins, group, level })}<div class="report-scroll" role="group" aria-label="Reliability">
    <table class="report-table">
      <caption class="quiet">Reliability: forecasts in bins against what was observed</caption>
      <thead>
        <tr><th scope="col">Forecast</th><th scope="col" class="numeric">Mean forecast</th><th scope="col" class="numeric">Observed</th><th scope="col" class="numeric">${levelText(level)} interval</th><th scope="col" class="numeric">n</th></tr>
      </thead>
      <tbody>
        ${bins.map((bin) => {
          const range = `${numberText(bin.low)} to ${numberText(bin.high)}`;
          const at = (what: string) => ({ from, label: `${what} of forecasts ${range}${of}`, filter: bin.filter });
          return html`<tr>
            <th scope="row">${range}</th>
            <td class="numeric">${numberButton(page, numberText(bin.meanForecast), at('Mean forecast'))}</td>
            <td class="numeric">${numberButton(page, numberText(bin.observed), at('Observed'))}</td>
            <td class="numeric">${intervalSpan(bin.interval)}</td>
            <td class="numeric">${numberButton(page, bin.n.toLocaleString(), at('Records'))}</td>
          </tr>`;
        })}
      </tbody>
    </table>
  </div>`;
}

function pairs({ pairs: of }: ScoreGroup, { page, from, group }: MeasureContext): HTMLElement | typeof nothing {
  return of === undefined ? nothing : plotSlot(page, from, of, { kind: 'predictedObserved', pairs: of, group });
}
