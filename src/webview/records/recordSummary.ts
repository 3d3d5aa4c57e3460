import type { Outcome, PredictionRecord } from '../../core/records/record.ts';
import { isSelfPrediction } from '../../core/records/record.ts';
import type { ViewRecord } from '../../panel/recordMessages.ts';
import { html, nothing, type TemplateResult } from '../html.ts';
import type { PageContext } from '../pageContext.ts';
import type { PageState } from '../state.ts';
import { statusWords } from './dimensionWords.ts';
import { distributionView } from './distributionView.ts';
import { givenText, numberText } from './numberText.ts';
import { probabilityScale } from './probabilityScale.ts';
import { openNeighbour } from './recordActions.ts';
import { hitOrMiss, predictorMark } from './recordColumns.ts';
import { behaviourRefs, goToRef } from './recordRefs.ts';
import { sampleView } from './sampleView.ts';

/** The record on show, above its texts: what was foretold beside what came of it. */
export function recordSummary(page: PageContext, state: PageState): TemplateResult | typeof nothing {
  const view = state.mode === 'transcript' ? state.panes.a?.prediction : undefined;
  if (view === undefined) return nothing;
  const { record } = view;
  return html`<section class="record-summary" aria-label="Prediction and outcome">
    <header class="summary-head">
      <h2><bdi>${record.property.name}</bdi></h2>
      <span class="quiet">${propertyText(record)}</span>
      ${view.correct === undefined ? nothing : hitOrMiss(view.correct)}
      ${view.brier === undefined ? nothing : html`<span title="Squared distance of the forecast from the outcome: 0 is best">Brier ${numberText(view.brier)}</span>`}
      <span class="spring"></span>
      ${state.records === undefined || (state.file?.entryCount ?? 0) < 2 ? nothing : html`<span class="summary-steps">${stepButton(page, -1)} ${stepButton(page, 1)}</span>`}
    </header>
    <div class="summary-sides">${predicted(page, record)} ${observed(page, view)}</div>
    ${probabilityScale(view)} ${distributionView(record)} ${sampleView(page, record)}
  </section>`;
}

/** Transcripts of the behaviour that are listed; each sample may have one of its own. */
const mostRefs = 12;

const propertyText = ({ property }: PredictionRecord): string =>
  [property.type, property.options === undefined ? '' : property.options.join(' / ')].filter(Boolean).join(' · ');

function stepButton(page: PageContext, step: 1 | -1): TemplateResult {
  return html`<button type="button" class="inline-button" title=${step === 1 ? 'Next record (J)' : 'Previous record (K)'} @click=${() => openNeighbour(page, step)}>
    ${step === 1 ? 'Next' : 'Previous'} <kbd>${step === 1 ? 'J' : 'K'}</kbd>
  </button>`;
}

function predicted(page: PageContext, record: PredictionRecord): TemplateResult {
  const { prediction, transcriptRef } = record;
  const { probability, confidence, parseStatus } = prediction;
  const self = isSelfPrediction(record);
  const facts = [
    probability === undefined ? '' : `probability ${givenText(probability)}`,
    confidence === undefined ? '' : `confidence ${givenText(confidence)}`,
    prediction.elicitation ?? '',
    prediction.checkpoint ?? record.checkpoint ?? '',
  ];
  const by = self === false ? `cross: by ${record.predictorModel}` : (record.model ?? record.predictorModel ?? '');
  return html`<div class="summary-side" role="group" aria-label="Predicted">
    <h3>Predicted</h3>
    ${answer(parseStatus, prediction.answer, prediction.value)} ${factLine(facts)}
    ${by === '' ? nothing : html`<p class="quiet"><span aria-hidden="true">${predictorMark(self)}</span> ${self === true ? `self: ${by}` : by}</p>`}
    ${transcriptRef === undefined ? nothing : html`<p class="summary-refs">${refButton(page, transcriptRef, 'Transcript of the prediction', 'P')}</p>`}
  </div>`;
}

function observed(page: PageContext, { record }: ViewRecord): TemplateResult {
  const { outcome, update } = record;
  const facts = [
    outcome.labelSource === undefined ? '' : `label by ${outcome.labelSource}`,
    outcome.checkpoint ?? record.checkpoint ?? '',
    update?.method === undefined ? '' : `${update.method}${update.ref === undefined ? '' : ` ${update.ref}`}`,
  ];
  const refs = behaviourRefs(record);
  return html`<div class="summary-side" role="group" aria-label="Observed">
    <h3>Observed</h3>
    ${answer(outcome.parseStatus, outcome.answer, outcome.value)} ${factLine([rateText(outcome), ...facts])}
    ${
      refs.length === 0
        ? nothing
        : html`<p class="summary-refs">
          ${refs.slice(0, mostRefs).map((ref, at) => refButton(page, ref, at === 0 ? 'Transcript of the behaviour' : String(at + 1), at === 0 ? 'B' : undefined))}
          ${refs.length > mostRefs ? html`<span class="quiet">and ${refs.length - mostRefs} more</span>` : nothing}
        </p>`
    }
  </div>`;
}

function factLine(facts: readonly string[]): TemplateResult | typeof nothing {
  const said = facts.filter(Boolean);
  return said.length === 0 ? nothing : html`<p class="quiet"><bdi>${said.join(' · ')}</bdi></p>`;
}

function answer(status: Outcome['parseStatus'], text: string | undefined, value: number | undefined): TemplateResult {
  const said = text ?? (value === undefined ? undefined : givenText(value));
  return html`<p class="summary-answer">
    ${status === 'ok' ? nothing : html`<em class="record-state">${statusWords[status]}</em> `}${said === undefined ? (status === 'ok' ? 'no answer' : nothing) : html`<bdi>${said}</bdi>`}${text !== undefined && value !== undefined ? html` <span class="quiet">${givenText(value)}</span>` : nothing}
  </p>`;
}

function rateText({ k, n }: Outcome): string {
  if (n === undefined) return '';
  return k === undefined ? `${givenText(n)} samples` : `${givenText(k)} of ${givenText(n)}`;
}

function refButton(page: PageContext, ref: string, text: string, key: string | undefined): TemplateResult {
  return html`<button type="button" class="inline-button" title=${ref} aria-label=${key === undefined ? `Transcript of the behaviour, ${text}` : nothing} @click=${() => goToRef(page, ref)}>
    ${text} ${key === undefined ? nothing : html`<kbd>${key}</kbd>`}
  </button>`;
}
