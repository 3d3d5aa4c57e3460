import type { Change, ChangeGroup, ChangeReport } from '../../core/records/scores/changeReport.ts';
import { narrow } from '../../core/records/scores/narrow.ts';
import { html, nothing, type TemplateResult } from '../html.ts';
import type { PageContext } from '../pageContext.ts';
import { plotSlot } from '../plots/plotSlot.ts';
import { valueWord } from './dimensionWords.ts';
import { groupName } from './groupName.ts';
import { type MeasureContext, measureTable } from './measureTable.ts';
import { estimateButton, intervalSpan, numberButton } from './numberButton.ts';
import { levelText, numberText } from './numberText.ts';
import type { RecordsState } from './recordsState.ts';
import { foldedGroup, reportFrame, warningList } from './reportFrame.ts';

const mostGroups = 100;
const mostOpen = 3;

/** The same scenarios before and after an update. */
export function changeView(page: PageContext, records: RecordsState): TemplateResult {
  return reportFrame(page, records, 'change', ({ change }) =>
    change === undefined ? nothing : report(page, records, change),
  );
}

function report(page: PageContext, records: RecordsState, change: ChangeReport): TemplateResult {
  if (change.groups.length === 0)
    return html`<p class="empty">No scenario is there both before and after. Records pair by model, scenario, property and elicitation; their checkpoint says which is which.</p>`;
  const groups = change.groups.slice(0, mostGroups);
  const more = change.groups.length - groups.length;
  return html`${groups.map((group) => {
    const { key, from, to, update } = group;
    const step = `${valueWord(from)} → ${valueWord(to)}${update === undefined ? '' : ` (${update})`}`;
    const name = groupName(key, change.by);
    const title = name === '' ? step : `${name} · ${step}`;
    const context: MeasureContext = {
      page,
      from: 'change',
      group: title,
      filter: group.filter,
      level: change.settings.level,
      conventions: records.conventionsShown,
    };
    const id = `change ${JSON.stringify([key, from, to])}`;
    return foldedGroup(page, records, { id, title, open: groups.length <= mostOpen, body: () => body(group, context) });
  })}
    ${more > 0 ? html`<p class="quiet">${more.toLocaleString()} more groups are not shown. Narrow the records in the table.</p>` : nothing}`;
}

function body(group: ChangeGroup, context: MeasureContext): TemplateResult {
  const { page, group: title } = context;
  return html`${warningList(group.warnings)}
    <p class="report-counts">
      <span>${numberButton(page, group.paired.toLocaleString(), { from: 'change', label: `Scenarios at both, ${title}`, filter: group.filter })} scenarios at both</span>
      <span><span class="report-count">${group.unpaired.toLocaleString()}</span> at one only</span>
    </p>
    ${plotSlot(page, 'change', group, { kind: 'change', change: group, group: title, level: context.level })} ${changeTable(group, context)} ${measureTable('Drift of the behaviour', group.drift, context)}
    ${measureTable('Predictions of the update itself', group.foretold, context)}`;
}

function changeTable(group: ChangeGroup, context: MeasureContext): TemplateResult | typeof nothing {
  if (group.changes.length === 0) return nothing;
  const tested = group.changes.some(({ test }) => test !== undefined);
  return html`<div class="report-scroll" role="group" aria-label="Changes">
    <table class="report-table">
      <caption class="quiet">Paired changes, after minus before</caption>
      <thead>
        <tr><th scope="col">Measure</th><th scope="col" class="numeric">Before</th><th scope="col" class="numeric">After</th><th scope="col" class="numeric">Change</th><th scope="col" class="numeric">${levelText(context.level)} interval</th>${tested ? html`<th scope="col">Test</th>` : nothing}<th scope="col" class="numeric">n</th></tr>
      </thead>
      <tbody>
        ${group.changes.map((change) => changeRow(group, change, tested, context))}
      </tbody>
    </table>
  </div>`;
}

function changeRow(
  { from, to, filter }: ChangeGroup,
  change: Change,
  tested: boolean,
  context: MeasureContext,
): TemplateResult {
  const { page, group, conventions } = context;
  const { title, before, after, difference, interval, test, n, convention } = change;
  const of = (what: string, checkpoint?: string) => ({
    from: 'change' as const,
    label: `${title} ${what}, ${group}`,
    filter: checkpoint === undefined ? filter : narrow(filter, { where: { checkpoint: [checkpoint] } }),
    tip: convention,
  });
  const method = interval === undefined ? '' : `interval: ${interval.method}`;
  const how = [convention, method].filter(Boolean).join('; ');
  return html`<tr>
      <th scope="row" title=${convention ?? nothing}>${title}</th>
      <td class="numeric">${estimateButton(page, before, of('before', from))}</td>
      <td class="numeric">${estimateButton(page, after, of('after', to))}</td>
      <td class="numeric">${estimateButton(page, difference, of('change'))}</td>
      <td class="numeric">${intervalSpan(interval)}</td>
      ${tested ? html`<td class="nowrap">${test === undefined ? nothing : `${test.name}, p ${pText(test.p)}`}</td>` : nothing}
      <td class="numeric">${numberButton(page, n.toLocaleString(), of('n'))}</td>
    </tr>
    ${conventions && how !== '' ? html`<tr class="convention"><td colspan=${tested ? 7 : 6}>${how}</td></tr>` : nothing}`;
}

const pText = (p: number): string => (p < 0.001 ? '< 0.001' : `= ${numberText(p)}`);
