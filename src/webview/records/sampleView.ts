import { forecastPair, sameAnswer, yesNo } from '../../core/records/forecastPair.ts';
import type { OutcomeSample, PredictionRecord } from '../../core/records/record.ts';
import { html, nothing, type TemplateResult } from '../html.ts';
import type { PageContext } from '../pageContext.ts';
import { statusWords } from './dimensionWords.ts';
import { givenText } from './numberText.ts';
import { goToRef } from './recordRefs.ts';

/** More dots than this say less than the counts do. */
const mostDots = 200;

type Mark = 'with' | 'without' | 'unclear';
const signs: Readonly<Record<Mark, string>> = { with: '●', without: '○', unclear: '×' };

/** The samples as dots in their order, and what they came to. A dot leads to the sample's text, else to its transcript. */
export function sampleView(page: PageContext, record: PredictionRecord): TemplateResult | typeof nothing {
  const { samples = [], k, n } = record.outcome;
  const predicted = forecastPair(record).predictedAnswer;
  if (samples.length === 0) return n === undefined || k === undefined || n < 2 ? nothing : countedDots(record, k, n);
  return html`<div class="samples" role="group" aria-label="Samples">
    <h3>Samples</h3>
    <p class="sample-dots">
      ${samples.slice(0, mostDots).map((sample, at) => dot(page, markOf(record, sample, predicted), sample, at))}
      ${samples.length > mostDots ? html`<span class="quiet">and ${(samples.length - mostDots).toLocaleString()} more</span>` : nothing}
    </p>
    <p class="quiet">${tally(samples)}</p>
  </div>`;
}

/** Only how many is known, not which. */
function countedDots(record: PredictionRecord, k: number, n: number): TemplateResult {
  const whole = Number.isInteger(k) && Number.isInteger(n) && n <= mostDots && k <= n;
  const what = record.property.type === 'binary' ? `had the property` : 'were the predicted answer';
  const text = `${givenText(k)} of ${givenText(n)} samples ${what}`;
  return html`<div class="samples">
    <h3>Samples</h3>
    ${whole ? html`<p class="sample-dots" role="img" aria-label=${text}>${signs.with.repeat(k)}${signs.without.repeat(n - k)}</p>` : nothing}
    <p class="quiet">${text}</p>
  </div>`;
}

function dot(page: PageContext, mark: Mark, sample: OutcomeSample, at: number): TemplateResult {
  const said = `Sample ${at + 1}: ${wordOf(sample)}`;
  const index = page.view.indexOf('a', `outcome.${at}`);
  const { transcriptRef } = sample;
  if (index === undefined && transcriptRef === undefined)
    return html`<span class="sample-dot" role="img" aria-label=${said} title=${said}>${signs[mark]}</span>`;
  return html`<button
    type="button"
    class="sample-dot"
    aria-label=${said}
    title=${said}
    @click=${() => {
      if (index !== undefined) page.focusMessage('a', index);
      else if (transcriptRef !== undefined) goToRef(page, transcriptRef);
    }}
  >
    ${signs[mark]}
  </button>`;
}

/** Whether the sample had the property (binary), or was the predicted answer. */
function markOf(
  { property }: PredictionRecord,
  { answer, value, parseStatus = 'ok' }: OutcomeSample,
  predicted: string | undefined,
): Mark {
  if (parseStatus !== 'ok') return 'unclear';
  if (property.type === 'binary') {
    const said = yesNo(answer, value);
    return said === undefined ? 'unclear' : said === 'yes' ? 'with' : 'without';
  }
  if (answer === undefined || predicted === undefined) return 'unclear';
  return sameAnswer(property.type, answer, predicted) ? 'with' : 'without';
}

function wordOf({ answer, value, parseStatus = 'ok' }: OutcomeSample): string {
  if (parseStatus !== 'ok') return statusWords[parseStatus];
  return answer ?? (value === undefined ? 'no answer' : givenText(value));
}

/** Answers with how often each came, the commonest first. */
function tally(samples: readonly OutcomeSample[]): string {
  const counts = new Map<string, number>();
  for (const sample of samples) counts.set(wordOf(sample), (counts.get(wordOf(sample)) ?? 0) + 1);
  const sorted = [...counts].sort(([, a], [, b]) => b - a);
  const said = sorted.slice(0, 8).map(([word, count]) => `${word} ${count}`);
  return [...said, ...(sorted.length > 8 ? [`${sorted.length - 8} other answers`] : [])].join(' · ');
}
