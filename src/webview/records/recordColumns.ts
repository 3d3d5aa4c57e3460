import type { ParseStatus } from '../../core/records/record.ts';
import type { RecordColumn, RecordRow } from '../../core/records/recordRow.ts';
import type { DidDescribeRecords } from '../../panel/recordMessages.ts';
import { html, nothing, type TemplateResult } from '../html.ts';
import { statusWords } from './dimensionWords.ts';
import { countText, givenText, numberText } from './numberText.ts';

export interface RecordColumnView {
  readonly id: RecordColumn;
  readonly title: string;
  /** The heading in full, where it is short. */
  readonly tip?: string;
  /** Least width in pixels, and the share of what is left over. */
  readonly width: readonly [least: number, share: number];
  readonly numeric?: true;
  /** Plain words, for screen readers and tool tips; empty where there is nothing. */
  words(row: RecordRow): string;
  cell?(row: RecordRow): TemplateResult | string | typeof nothing;
}

/** An answer, or the state in words where there is none. */
function side(answer: string, status: ParseStatus): TemplateResult | string {
  if (status === 'ok') return answer;
  return html`<em class="record-state">${statusWords[status]}</em>${answer === '' ? nothing : html` ${answer}`}`;
}

const sideWords = (answer: string, status: ParseStatus): string =>
  status === 'ok' ? answer : `${statusWords[status]}${answer === '' ? '' : `, ${answer}`}`;

export const predictorMark = (self: boolean | undefined): string => (self === undefined ? '' : self ? '●' : '◇');

const columns: readonly RecordColumnView[] = [
  { id: 'id', title: 'Record', width: [104, 2], words: ({ name }) => name },
  { id: 'model', title: 'Model', width: [88, 2], words: ({ model }) => model },
  {
    id: 'predictor',
    title: 'Predictor',
    tip: 'Who predicted: the model itself (●), or another (◇)',
    width: [96, 2],
    words: ({ self, predictor }) => (self === true ? 'self' : self === false ? `cross, ${predictor}` : predictor),
    cell: ({ self, predictor }) =>
      html`<span class="predictor-mark" aria-hidden="true">${predictorMark(self)}</span> ${self === true ? 'self' : self === false ? `cross: ${predictor}` : predictor}`,
  },
  { id: 'property', title: 'Property', width: [96, 3], words: ({ property }) => property },
  { id: 'elicitation', title: 'Elicitation', width: [80, 1], words: ({ elicitation }) => elicitation },
  { id: 'checkpoint', title: 'Checkpoint', width: [76, 1], words: ({ checkpoint }) => checkpoint },
  {
    id: 'predicted',
    title: 'Predicted',
    width: [80, 2],
    words: ({ predicted, predictionStatus }) => sideWords(predicted, predictionStatus),
    cell: ({ predicted, predictionStatus }) => side(predicted, predictionStatus),
  },
  {
    id: 'forecast',
    title: 'Forecast',
    tip: 'Probability that was foretold, 0 to 1',
    width: [92, 0],
    numeric: true,
    words: ({ forecast }) => (forecast === undefined ? '' : givenText(forecast)),
    cell: ({ forecast }) =>
      forecast === undefined
        ? nothing
        : html`<span class="meter" aria-hidden="true"><span .style=${`width:${Math.max(0, Math.min(1, forecast)) * 100}%`}></span></span
            ><span class="meter-number">${givenText(forecast)}</span>`,
  },
  {
    id: 'observed',
    title: 'Observed',
    width: [80, 2],
    words: ({ observed, outcomeStatus }) => sideWords(observed, outcomeStatus),
    cell: ({ observed, outcomeStatus }) => side(observed, outcomeStatus),
  },
  {
    id: 'rate',
    title: 'k of n',
    tip: 'How many of the samples had the property',
    width: [72, 0],
    numeric: true,
    words: ({ k, n }) => (n === undefined ? '' : `${k === undefined ? '?' : countText(k)} of ${countText(n)}`),
  },
  {
    id: 'correct',
    title: 'Result',
    tip: 'Whether the predicted answer was the observed one',
    width: [60, 0],
    words: ({ correct }) => (correct === undefined ? '' : correct ? 'hit' : 'miss'),
    cell: ({ correct }) => (correct === undefined ? nothing : hitOrMiss(correct)),
  },
  {
    id: 'brier',
    title: 'Brier',
    tip: 'Squared distance of the forecast from the outcome: 0 is best',
    width: [56, 0],
    numeric: true,
    words: ({ brier }) => (brier === undefined ? '' : numberText(brier)),
  },
];

/** Told apart by sign and word; the colour only helps. */
export function hitOrMiss(correct: boolean): TemplateResult {
  return html`<span class=${correct ? 'hit' : 'miss'}><span aria-hidden="true">${correct ? '✓' : '✗'}</span> ${correct ? 'hit' : 'miss'}</span>`;
}

/** In a panel narrower than this, in pixels, what was foretold and what came of it stand before what tells records apart. */
const narrow = 760;
const foremost: readonly RecordColumn[] = ['id', 'predicted', 'observed', 'correct', 'forecast'];
const rank = ({ id }: RecordColumnView): number => {
  const at = foremost.indexOf(id);
  return at < 0 ? foremost.length : at;
};

/** The columns that tell records apart; what holds for all of them is said above the table. */
export function visibleColumns(
  described: DidDescribeRecords | undefined,
  tagCounts: Readonly<Record<string, number>>,
): readonly RecordColumnView[] {
  const values = new Map(described?.dimensions.map(({ id, values }) => [id, values]));
  const varies = (id: 'model' | 'predictor' | 'kind' | 'property' | 'elicitation' | 'checkpoint'): boolean =>
    (values.get(id)?.length ?? 0) > 1;
  const shown = columns.filter(({ id }) => {
    if (described?.blank?.includes(id)) return false;
    if (id === 'predictor') return varies('kind') || (varies('predictor') && values.get('kind')?.[0]?.value !== 'self');
    if (id === 'model' || id === 'property' || id === 'elicitation' || id === 'checkpoint') return varies(id);
    return true;
  });
  if (innerWidth < narrow) shown.sort((a, b) => rank(a) - rank(b));
  if (Object.keys(tagCounts).length === 0) return shown;
  const words = ({ name }: RecordRow): string => {
    const count = tagCounts[name] ?? 0;
    return count === 0 ? '' : String(count);
  };
  return [...shown, { id: 'tags', title: 'Tags', width: [44, 0], numeric: true, words }];
}
