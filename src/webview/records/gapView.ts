import type { GapGroup, GapReport, Side, TopicGap } from '../../core/records/scores/gapReport.ts';
import { narrow } from '../../core/records/scores/narrow.ts';
import { html, nothing, type TemplateResult } from '../html.ts';
import type { PageContext } from '../pageContext.ts';
import { plotSlot } from '../plots/plotSlot.ts';
import { groupName } from './groupName.ts';
import { type MeasureContext, measureTable } from './measureTable.ts';
import { estimateButton, intervalSpan, numberButton } from './numberButton.ts';
import { levelText, numberText } from './numberText.ts';
import type { RecordsState } from './recordsState.ts';
import { foldedGroup, reportFrame, warningList } from './reportFrame.ts';

const mostGroups = 100;
const mostOpen = 3;
const mostTopics = 300;

/** What models say they value or would do, against what they did, topic by topic. */
export function gapView(page: PageContext, records: RecordsState): TemplateResult {
  return reportFrame(page, records, 'gap', ({ gap }) => (gap === undefined ? nothing : report(page, records, gap)));
}

function report(page: PageContext, records: RecordsState, gap: GapReport): TemplateResult {
  if (gap.groups.length === 0)
    return html`<p class="empty">No record has a stated and a revealed side to compare. Clear the filter of the table.</p>`;
  const groups = gap.groups.slice(0, mostGroups);
  const more = gap.groups.length - groups.length;
  return html`${groups.map((group) => {
    const name = groupName(group.key, gap.by);
    const context: MeasureContext = {
      page,
      from: 'gap',
      group: name,
      filter: group.filter,
      level: gap.settings.level,
      conventions: records.conventionsShown,
    };
    return foldedGroup(page, records, {
      id: `gap ${JSON.stringify(group.key)}`,
      title: name === '' ? 'All records' : name,
      open: groups.length <= mostOpen,
      body: () => body(group, context),
    });
  })}
    ${more > 0 ? html`<p class="quiet">${more.toLocaleString()} more groups are not shown. Narrow the records in the table.</p>` : nothing}`;
}

function body(group: GapGroup, context: MeasureContext): TemplateResult {
  const { page, group: name } = context;
  const { stated, revealed } = group.abstained;
  const abstained = (side: 'prediction' | 'outcome', count: number): TemplateResult =>
    numberButton(page, count.toLocaleString(), {
      from: 'gap',
      label: `Abstained where ${side === 'prediction' ? 'stated' : 'revealed'}${name === '' ? '' : `, ${name}`}`,
      filter: narrow(group.filter, { [side]: ['abstained'] }),
    });
  return html`${warningList(group.warnings)} ${measureTable('Over the topics', group.measures, context)} ${plotSlot(page, 'gap', group, { kind: 'gap', gap: group, group: name, level: context.level })} ${topicTable(group, context)}
    <p class="report-counts"><span class="quiet">Abstained</span><span>${abstained('prediction', stated)} stated</span><span>${abstained('outcome', revealed)} revealed</span></p>`;
}

function topicTable({ topics }: GapGroup, context: MeasureContext): TemplateResult | typeof nothing {
  if (topics.length === 0) return nothing;
  const ranked = topics.some(({ stated, revealed }) => stated.rank !== undefined || revealed.rank !== undefined);
  const heads = ['Stated', ...(ranked ? ['Rank'] : []), 'n', 'Revealed', ...(ranked ? ['Rank'] : []), 'n'];
  return html`<div class="report-scroll" role="group" aria-label="Topics">
    <table class="report-table topics">
      <caption class="quiet">Topic by topic, revealed minus stated</caption>
      <thead>
        <tr><th scope="col">Topic</th>${heads.map((head) => html`<th scope="col" class="numeric">${head}</th>`)}<th scope="col" class="numeric">Difference</th><th scope="col" class="numeric">${levelText(context.level)} interval</th></tr>
      </thead>
      <tbody>
        ${topics.slice(0, mostTopics).map((topic) => topicRow(topic, ranked, context))}
      </tbody>
    </table>
    ${topics.length > mostTopics ? html`<p class="quiet">${(topics.length - mostTopics).toLocaleString()} more topics are not shown. Narrow the records in the table.</p>` : nothing}
  </div>`;
}

function topicRow(topic: TopicGap, ranked: boolean, { page, group }: MeasureContext): TemplateResult {
  const of = (what: string) => ({
    from: 'gap' as const,
    label: `${what} of ${topic.topic}${group === '' ? '' : `, ${group}`}`,
    filter: topic.filter,
  });
  const side = (
    what: 'Stated' | 'Revealed',
    of_: Side,
  ): TemplateResult => html`<td class="numeric">${estimateButton(page, of_.estimate, { ...of(`${what} ${of_.measure}`), tip: spreadText(of_) })}${intervalSpan(of_.interval)}</td>
      ${ranked ? html`<td class="numeric quiet">${of_.rank ?? ''}</td>` : nothing}
      <td class="numeric">${numberButton(page, of_.n === of_.total ? of_.n.toLocaleString() : `${of_.n.toLocaleString()} of ${of_.total.toLocaleString()}`, of(`${what}, n`))}</td>`;
  return html`<tr>
    <th scope="row"><bdi>${topic.topic}</bdi></th>
    ${side('Stated', topic.stated)} ${side('Revealed', topic.revealed)}
    <td class="numeric">${estimateButton(page, topic.difference, of('Difference'))}</td>
    <td class="numeric">${intervalSpan(topic.interval)}</td>
  </tr>`;
}

function spreadText({ sd, median, min, max }: Side): string {
  return [
    sd === undefined ? '' : `SD ${numberText(sd)}`,
    median === undefined ? '' : `median ${numberText(median)}`,
    min === undefined || max === undefined ? '' : `range ${numberText(min)} to ${numberText(max)}`,
  ]
    .filter(Boolean)
    .join(', ');
}
