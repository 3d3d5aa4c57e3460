import { type DraftField, type DraftRows, fieldNamed, wordsOf } from './draftFields.ts';
import type { OutcomeSpec, PredictionSpec, RecordMapping } from './recordMapping.ts';
import { numberOf, yesNo } from './transform.ts';
import type { ValueSpec } from './valueSchema.ts';

export interface DraftSides {
  readonly type: RecordMapping['property']['type'];
  /** What the property is called where no field says it. */
  readonly about: string;
  readonly rest: Pick<RecordMapping, 'prediction' | 'outcome' | 'each' | 'summary'>;
}

const rated = [
  'normalized_value',
  'parsed_value',
  'self_report',
  'stated_rating',
  'rating',
  'stated',
  'elo_rating',
  'elo',
  'value',
];
const predictedNames = [
  'predicted_answer',
  'prediction_answer',
  'predicted',
  'prediction',
  'answer_before',
  'before',
  'stated_answer',
  'stated',
  'stated_choice',
];
const observedNames = [
  'actual',
  'observed',
  'observed_answer',
  'outcome_answer',
  'answer_after',
  'after',
  'revealed',
  'revealed_choice',
  'property_value',
  'behavior',
  'behaviour',
  'model_resp_clean',
  'choice',
  'action',
];
const rightNames = [
  'correct',
  'is_correct',
  'accuracy',
  'acc',
  'grade',
  'success',
  'outcome',
  'label',
  'vulnerable',
  'harmful',
];
const saidNames = ['raw_response', 'raw', 'response', 'completion', 'model_response', 'output'];

/** What of the rows is the prediction and what the outcome, by name and by what is there; `used`: what is neither. */
export function draftSides(rows: DraftRows, used: readonly (string | undefined)[]): DraftSides {
  const named = (names: readonly string[]): DraftField | undefined => fieldNamed(rows, names);
  const rmse = named(['rmse_rank_diff']);
  if (rmse !== undefined) {
    const n = named(['num_values', 'n']);
    const summary = { rankRmse: rmse.reference, ...(n !== undefined && { n: n.reference }) };
    return { type: 'choice', about: 'ranking', rest: { summary } };
  }
  const confidences = rows.fields.filter(({ name, numeric }) => numeric && name.includes('confidence'));
  const probability = rows.fields.find(
    ({ name, numeric }) => numeric && /(^|_)(probability|prob|p_true|p_yes|likelihood)(_|$)/.test(name),
  );
  const predicted = named(predictedNames);
  const rating = rated.map((name) => named([name])).find((field) => field?.numeric);
  const observed = named(observedNames);
  const right = named(rightNames.filter((name) => name !== observed?.name));
  const outcome = outcomeOf(observed ?? right);
  const judged = named(['judge_raw', 'judge_response']);
  const said = named(saidNames);
  const about = probability !== undefined || outcome.binary ? (right?.name ?? 'property') : 'answer';

  const shared: PredictionSpec = { ...unparsedOf(rows), ...(said !== undefined && { raw: said.reference }) };
  const seen: OutcomeSpec | undefined =
    outcome.spec === undefined
      ? undefined
      : { ...outcome.spec, ...(judged !== undefined && { raw: judged.reference, labelSource: { is: 'judge' } }) };
  const rest = { ...(seen !== undefined && { outcome: seen }) };

  if (confidences.length > 0) {
    const answer: ValueSpec = predicted?.reference ?? { is: 'yes' };
    const type = predicted === undefined ? 'binary' : 'categorical';
    const [only] = confidences;
    if (only !== undefined && confidences.length === 1)
      return { type, about, rest: { ...rest, prediction: { ...shared, answer, confidence: scaled(only) } } };
    const each = confidences.map((field) => ({
      prediction: {
        confidence: scaled(field),
        elicitation: { is: field.name.replace(/_?confidence_?/, '') || 'direct' },
      },
    }));
    return { type, about, rest: { ...rest, prediction: { ...shared, answer }, each } };
  }
  if (probability !== undefined)
    return { type: 'binary', about, rest: { ...rest, prediction: { ...shared, probability: scaled(probability) } } };
  if (rating !== undefined && (predicted === undefined || predicted === rating)) {
    const prediction = { ...shared, value: rating.reference };
    if (observed?.numeric !== true) return { type: 'numeric', about: rating.name, rest: { ...rest, prediction } };
    return { type: 'numeric', about: rating.name, rest: { prediction, outcome: { value: observed.reference } } };
  }
  const other = rows.fields.find(({ reference, values }) => values.length > 0 && !used.includes(reference));
  const answer = predicted ?? (seen === undefined ? (said ?? other) : undefined);
  if (answer === undefined) return { type: outcome.binary ? 'binary' : 'categorical', about, rest };
  const binary = outcome.binary && wordsOf(answer).every((word) => yesNo(word) !== undefined);
  return {
    type: binary ? 'binary' : 'categorical',
    about,
    rest: { ...rest, prediction: { ...shared, answer: answered(answer) } },
  };
}

function outcomeOf(field: DraftField | undefined): { readonly spec?: OutcomeSpec; readonly binary: boolean } {
  if (field === undefined) return { binary: false };
  const words = wordsOf(field);
  if (words.every((word) => yesNo(word) !== undefined)) {
    return { spec: { answer: { from: field.reference, to: 'yes-no' } }, binary: true };
  }
  const lookup: Record<string, string> = {};
  for (const word of words) {
    if (/^(correct|right|pass(ed)?|c)$/i.test(word)) lookup[word] = 'yes';
    else if (/^(wrong|incorrect|fail(ed)?|i)$/i.test(word)) lookup[word] = 'no';
  }
  if (Object.keys(lookup).length > 0) {
    const others = words.filter((word) => !Object.hasOwn(lookup, word)).slice(0, 5);
    const spec: OutcomeSpec = { answer: { from: field.reference, to: { lookup } } };
    return { spec: others.length > 0 ? { ...spec, unparseable: others } : spec, binary: true };
  }
  return { spec: { answer: answered(field) }, binary: false };
}

/** A letter in brackets or with a stop is the letter. */
function answered(field: DraftField): ValueSpec {
  const words = wordsOf(field);
  const letters = words.filter((word) => /^\s*(\([A-Z]\)|[A-Z][.):]?)\s*$/.test(word)).length;
  if (letters * 2 > words.length && words.some((word) => word.trim().length > 1))
    return { from: field.reference, to: 'letter' };
  return words.some((word) => word !== word.trim()) ? { from: field.reference, to: 'strip' } : field.reference;
}

/** The scale that the first numbers fit: 0 to 1 as they are, and scores that fit none. */
function scaled(field: DraftField): ValueSpec {
  const numbers = field.values.flatMap((value) => numberOf(value) ?? []);
  const [low, high] = [Math.min(...numbers), Math.max(...numbers)];
  if (high <= 1 && low >= 0) return field.reference;
  const whole = numbers.every(Number.isInteger);
  if (low < 0 || high > 100 || !whole) return field.reference;
  const scale: [number, number] =
    high > 10 ? [0, 100] : low >= 1 && high <= 5 ? [1, 5] : low >= 1 && high <= 7 ? [1, 7] : [0, 10];
  return { from: field.reference, to: { scale } };
}

/** What the rows say of answers that could not be read. */
function unparsedOf(rows: DraftRows): Pick<PredictionSpec, 'unparseable'> {
  const parsed = fieldNamed(rows, ['parse_type', 'parse_status', 'status']);
  const words = parsed === undefined ? [] : wordsOf(parsed).filter((word) => /unpars|invalid|error|fail/i.test(word));
  if (parsed !== undefined && words.length > 0) return { unparseable: { field: parsed.reference, is: words } };
  const compliance = fieldNamed(rows, ['compliance', 'compliant']);
  return compliance === undefined ? {} : { unparseable: { field: compliance.reference, is: false } };
}
