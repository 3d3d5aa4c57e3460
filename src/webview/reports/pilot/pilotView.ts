import type { PilotData, PilotIntent, ViewOpenRound, ViewPilotRound } from '../../../panel/pilotReport.ts';
import { html, nothing, type TemplateResult } from '../../html.ts';
import { countText } from '../../records/numberText.ts';
import type { ReportPort, ReportView } from '../reportPage.ts';
import { differencesView } from './differencesView.ts';
import { roundsTable } from './roundsTable.ts';

type Step = 'done' | 'now' | 'later';

/** A team's way through the pilot: which step it is at, what to do there, and what each round measured. */
export const pilotView: ReportView<PilotData> = {
  kind: 'pilot',
  render: (data, page) => {
    const { open, rounds } = data;
    const last = rounds.at(-1);
    const labelled = open?.progress.every(({ reviewed, total }) => reviewed >= total) ?? false;
    const at = open === undefined ? (last === undefined ? 0 : 3) : labelled ? 2 : 1;
    const state = (step: number): Step => (step < at ? 'done' : step === at ? 'now' : 'later');
    return html`<h1>Pilot${last === undefined ? nothing : html`<span class="quiet">, round ${last.round}</span>`}</h1>
      <p class="pilot-words">
        Everybody labels the same few transcripts; where you differ shows what the codebook leaves open. It is mended, and tried
        on transcripts that no one has seen, until you agree well enough to share the work.
      </p>
      <ol class="pilot-steps">
        ${step(state(0), 'Draw transcripts', drawStep(data, page))}
        ${step(state(1), 'Label them, each alone', open === undefined ? nothing : labelStep(open, page))}
        ${step(state(2), 'See where you differ, and close the round', open === undefined ? nothing : compareStep(open, page))}
        ${step(state(3), 'Mend the codebook', at === 3 ? mendStep(data, page) : nothing)}
        ${step(at === 3 ? 'now' : 'later', 'Try again, or begin', at === 3 ? againStep(page) : nothing)}
      </ol>
      ${roundsTable(data)} ${open === undefined ? nothing : differencesView(open, page)}`;
  },
};

function step(state: Step, title: string, body: TemplateResult | typeof nothing): TemplateResult {
  return html`<li class=${`pilot-step ${state}`} aria-current=${state === 'now' ? 'step' : 'false'}>
    <h2>${title}${state === 'now' ? nothing : html`<span class="quiet"> (${state})</span>`}</h2>
    ${body}
  </li>`;
}

function drawStep({ rounds, open }: PilotData, page: ReportPort): TemplateResult {
  if (rounds.length === 0)
    return html`<p>About ten are enough to begin with.</p>${action('Draw Transcripts…', 'drawRound', page, true)}`;
  const { transcripts, reviewers, codebook } = rounds.at(-1) as ViewPilotRound;
  return html`<p class="quiet">
    ${open === undefined ? 'The last round: ' : ''}${plural(transcripts, 'transcript')}, ${reviewers.join(', ')}; codebook ${codebook}.
  </p>`;
}

function labelStep({ progress }: ViewOpenRound, page: ReportPort): TemplateResult {
  return html`<table class="report-table pilot-progress" aria-label="Progress of each reviewer">
      <tbody>${progress.map(
        ({ reviewer, reviewed, total, skipped }) => html`<tr>
          <th scope="row">${reviewer}</th>
          <td><progress max=${total} .value=${reviewed} aria-label=${`${reviewer}: ${reviewed} of ${total}`}></progress></td>
          <td class="numeric">${countText(reviewed)} of ${countText(total)}</td>
          <td class="quiet">${skipped === 0 ? nothing : `${countText(skipped)} skipped`}</td>
        </tr>`,
      )}</tbody>
    </table>
    ${action(
      'Next Transcript',
      'next',
      page,
      progress.some(({ reviewed, total }) => reviewed < total),
    )}`;
}

function compareStep({ hidden, compared, others, progress }: ViewOpenRound, page: ReportPort): TemplateResult {
  if (hidden)
    return html`<p class="notice">You review blind: what others said is shown once you have marked all of the round as reviewed.</p>`;
  const labelled = progress.every(({ reviewed, total }) => reviewed >= total);
  return html`<p>
      ${compared === 0 ? 'Nothing can be compared yet: it takes two reviewers who marked the same transcript as reviewed.' : `Compared so far: ${plural(compared, 'transcript')}. Talk through the differences below.`}
    </p>
    ${others.length === 0 ? nothing : html`<p class="notice">Some were reviewed under ${others.join(', ')}: those do not count for this round.</p>`}
    ${action('Show Agreement', 'showAgreement', page)} ${action('Close Round', 'closeRound', page, labelled)}
    <p class="quiet">Closing keeps the figures in .plumbline/pilot.yaml. Close before you change the codebook.</p>`;
}

function mendStep({ codebook, ownCodebook, changes, rounds }: PilotData, page: ReportPort): TemplateResult {
  const last = rounds.at(-1);
  return html`<p>
      ${ownCodebook ? `Say in the definitions what you agreed on, and raise the version. It is ${codebook} now.` : 'You use the built-in codebook. Write one of your own, which begins as a copy of it.'}
    </p>
    ${action(ownCodebook ? 'Edit Codebook' : 'New Codebook', 'editCodebook', page, last?.codebook === codebook)}
    ${ownCodebook ? action('Compare Versions…', 'compareCodebooks', page) : nothing}
    ${
      ownCodebook && changes !== undefined
        ? html`<details><summary>What changed since round ${last?.round}</summary><pre class="pilot-changes">${changes.join('\n')}</pre></details>`
        : nothing
    }`;
}

function againStep(page: ReportPort): TemplateResult {
  return html`<p>A new round takes transcripts that none of you has seen.</p>
    ${action('Draw Afresh…', 'drawRound', page, true)} ${action('Start Review…', 'startReview', page)}`;
}

function action(title: string, type: PilotIntent['type'], page: ReportPort, main = false): TemplateResult {
  return html`<button type="button" class=${main ? 'pilot-action main' : 'pilot-action'} @click=${() => page.send({ type: 'own', intent: { type } })}>${title}</button>`;
}

function plural(count: number, word: string): string {
  return `${countText(count)} ${word}${count === 1 ? '' : 's'}`;
}
