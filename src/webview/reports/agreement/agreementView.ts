import type { UnitLevel } from '../../../core/agreement/units.ts';
import type { AgreementData, ViewRound } from '../../../panel/agreementReport.ts';
import { html, nothing, type TemplateResult } from '../../html.ts';
import { countText } from '../../records/numberText.ts';
import type { ReportView } from '../reportPage.ts';
import { type AgreementPort, type KeptAgreement, settleFocus } from './agreementPort.ts';
import { settleGrids } from './gridKeys.ts';
import { levelTitles, measuresTable } from './measuresView.ts';
import { goBack, measureView } from './measureView.ts';

/** How far reviewers agree. */
export const agreementView: ReportView<AgreementData, KeptAgreement> = {
  kind: 'agreement',
  render: (data, page) => {
    const { open } = data;
    return open === undefined ? overview(data, page) : html`${blindNotice(data)} ${measureView(open, page)}`;
  },
  key: (event, { open }, page) => {
    if (event.key !== 'Escape' || open === undefined) return false;
    goBack(page, open);
    return true;
  },
  drawn: (root) => {
    settleGrids(root);
    settleFocus();
  },
};

function overview(data: AgreementData, page: AgreementPort): TemplateResult {
  const round = data.rounds.find(({ codebook }) => codebook === page.kept?.round) ?? data.rounds.at(-1);
  return html`<h1 id="agreement-title" tabindex="-1">Agreement</h1>
    ${blindNotice(data)} ${round === undefined ? emptyView(data) : roundView(round, data, page)} ${leftOutView(data, page)}`;
}

function blindNotice({ blind }: AgreementData): TemplateResult | typeof nothing {
  if (!blind) return nothing;
  return html`<p class="notice">You review blind: a transcript counts here once you have marked it reviewed.</p>`;
}

/** What is needed, and what there is of it. */
function emptyView({ reviewers }: AgreementData): TemplateResult {
  const has = reviewers.map(({ name, reviewed }) => `${name} (${reviewed} marked reviewed)`).join(', ');
  return html`<div class="agreement-empty">
    <p>There is nothing to compare yet. Agreement needs two reviewers who marked the same transcript reviewed, each in a tag file of their own.</p>
    <ol>
      <li>Tag a transcript, or find nothing to tag.</li>
      <li>Mark it reviewed: <kbd>u</kbd> in the panel. A transcript without tags counts too.</li>
      <li>Let a second reviewer do the same, and bring both tag files into this workspace.</li>
    </ol>
    <p class="quiet">${has === '' ? 'No one has a tag file here.' : `Here are: ${has}.`}</p>
  </div>`;
}

function roundView(round: ViewRound, { rounds }: AgreementData, page: AgreementPort): TemplateResult {
  const { codebook, reviewers, transcripts, readings, blindReadings, known, unmarked } = round;
  return html`<p class="agreement-counts">
      ${countText(reviewers.length)} reviewers (${reviewers.slice(0, 12).join(', ')}${reviewers.length > 12 ? ', …' : ''}),
      ${countText(transcripts)} ${transcripts === 1 ? 'transcript' : 'transcripts'} that two or more marked reviewed,
      ${countText(readings)} readings, ${countText(blindReadings)} of them blind. Codebook ${codebook}.
    </p>
    <div class="agreement-choosers">
      ${
        rounds.length < 2
          ? nothing
          : choice(
              'Codebook',
              rounds.map(({ codebook: name }) => [name, name]),
              codebook,
              (name) => page.keep({ ...page.kept, round: name }),
            )
      }
      ${choice<UnitLevel | 'all'>(
        'Level',
        [['all', 'All levels'], ...(Object.entries(levelTitles) as [UnitLevel, string][])],
        page.kept?.level ?? 'all',
        (level) => {
          const { level: _, ...kept } = page.kept ?? {};
          page.keep(level === 'all' ? kept : { ...kept, level });
        },
      )}
    </div>
    ${
      known
        ? round.measures.length === 0
          ? html`<p>No one marked anything: everyone agrees, and no coefficient is defined.</p>`
          : measuresTable(round, page)
        : html`<p class="notice">This version of the codebook is not in the workspace, so there is no scale to count on. Put it back, or compare on the command line: <code>plumbline agree --codebook FILE</code>.</p>`
    }
    ${unmarked.length === 0 ? nothing : html`<p class="quiet">No one marked: ${unmarked.join(', ')}.</p>`}`;
}

function choice<T extends string>(
  label: string,
  options: readonly (readonly [T, string])[],
  chosen: T,
  choose: (value: T) => void,
): TemplateResult {
  return html`<div class="choice" role="group" aria-label=${label}>
    <span class="quiet">${label}</span>
    ${options.map(
      ([value, text]) =>
        html`<button type="button" class="chip" aria-pressed=${String(value === chosen)} @click=${() => choose(value)}>${text}</button>`,
    )}
  </div>`;
}

function leftOutView({ leftOut }: AgreementData, page: AgreementPort): TemplateResult | typeof nothing {
  if (leftOut.length === 0) return nothing;
  return html`<h3>Left out</h3>
    <ul class="agreement-left">${leftOut.map(
      ({ text, count, items }) => html`<li><details><summary>${text}: ${countText(count)}</summary>
        <ul>${items.map(({ text: item, tag }) =>
          tag === undefined
            ? html`<li>${item}</li>`
            : html`<li><button type="button" class="speaker" title="Shows the tag in its transcript" @click=${() => page.send({ type: 'openTag', tag })}>${item}</button></li>`,
        )}${count > items.length ? html`<li class="quiet">and ${countText(count - items.length)} more</li>` : nothing}</ul>
      </details></li>`,
    )}</ul>`;
}
