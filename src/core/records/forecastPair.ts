import type { ParseStatus, PredictionRecord } from './record.ts';

/**
 * A record as it is scored. A side that is not parsed has nothing here: its state is counted instead.
 *
 * Which forecast it is, the first that the prediction gives: for a binary property `probability` (that it holds, against
 * the share of outcomes in which it does); `confidence` (that the predicted answer is right, against whether, or how
 * often, it was); the `distribution`'s share of the predicted answer, against the same.
 */
export interface ForecastPair {
  /** 0 to 1, or a raw score (`confidence` only) that ranks and no more. */
  readonly forecast?: number;
  /** 0 to 1: what the forecast was of. */
  readonly outcome?: number;
  /** Whether the predicted answer was the observed one; the commoner one where the outcome is samples. */
  readonly correct?: boolean;
  /** `yes` or `no` for a binary property, however the source says it. */
  readonly predictedAnswer?: string;
  readonly observedAnswer?: string;
  /** As given; for a binary property the probability that it holds (predicted) and the share in which it did (observed). */
  readonly predictedValue?: number;
  readonly observedValue?: number;
  /** `k` of `n` samples had the property, or were the predicted answer; `mode` of them gave the commonest answer. */
  readonly n?: number;
  readonly k?: number;
  readonly mode?: number;
}

export function forecastPair(record: PredictionRecord): ForecastPair {
  const predicted = predictedSide(record);
  const observed = observedSide(record, predicted.answer);
  const { forecast, ofHolding } = forecastOf(record, predicted.answer);
  const correct = isCorrect(record, predicted.answer, observed.answer);
  const outcome = ofHolding ? observed.holds : rightness(record, predicted.answer, observed, correct);
  const predictedValue = record.property.type === 'binary' ? predicted.holds : predicted.value;
  const observedValue = record.property.type === 'binary' ? observed.holds : observed.value;
  return {
    ...(forecast !== undefined && { forecast }),
    ...(outcome !== undefined && { outcome }),
    ...(correct !== undefined && { correct }),
    ...(predicted.answer !== undefined && { predictedAnswer: predicted.answer }),
    ...(observed.answer !== undefined && { observedAnswer: observed.answer }),
    ...(predictedValue !== undefined && { predictedValue }),
    ...(observedValue !== undefined && { observedValue }),
    ...observed.counts,
  };
}

/** Squared error, where the forecast is a probability. */
export function brierOf({ forecast, outcome }: ForecastPair): number | undefined {
  if (forecast === undefined || outcome === undefined || !isShare(forecast) || !isShare(outcome)) return undefined;
  return (forecast - outcome) ** 2;
}

const isShare = (value: number): boolean => value >= 0 && value <= 1;

/** `yes` or `no` where a binary answer says either. */
export function yesNo(answer: string | undefined, value?: number): 'yes' | 'no' | undefined {
  const word = answer?.trim().toLowerCase();
  if (word === 'yes' || word === 'true' || word === '1' || word === 'y') return 'yes';
  if (word === 'no' || word === 'false' || word === '0' || word === 'n') return 'no';
  return word !== undefined || value === undefined ? undefined : value === 1 ? 'yes' : value === 0 ? 'no' : undefined;
}

interface Predicted {
  readonly answer?: string | undefined;
  readonly value?: number | undefined;
  readonly holds?: number | undefined;
}

function predictedSide({ property, prediction }: PredictionRecord): Predicted {
  if (prediction.parseStatus !== 'ok') return {};
  const { answer, value, probability, distribution } = prediction;
  if (property.type !== 'binary') return { answer: trimmed(answer) ?? likeliest(distribution), value };
  const given = yesNo(answer ?? likeliest(distribution), value);
  const word = given ?? (probability === undefined ? undefined : likelier(probability));
  return { answer: word, holds: probability ?? (word === undefined ? undefined : Number(word === 'yes')) };
}

interface Observed extends Predicted {
  readonly counts?: { readonly n: number; readonly k?: number; readonly mode?: number };
}

function observedSide({ property, outcome }: PredictionRecord, predicted: string | undefined): Observed {
  if (outcome.parseStatus !== 'ok') return {};
  const binary = property.type === 'binary';
  const parsed = (outcome.samples ?? []).filter((sample) => statusOf(sample) === 'ok');
  const answers = parsed.flatMap((sample) => {
    const answer = binary ? yesNo(sample.answer, sample.value) : trimmed(sample.answer);
    return answer === undefined ? [] : [answer];
  });
  const common = commonest(answers);
  const counts = countsOf(outcome, binary ? 'yes' : predicted, answers, property.type, common.times);
  const given = binary ? yesNo(outcome.answer, outcome.value) : trimmed(outcome.answer);
  const share = counts?.k === undefined ? undefined : counts.k / counts.n;
  if (binary) {
    const answer = given ?? (share === undefined ? common.answer : likelier(share));
    return { answer, holds: share ?? (answer === undefined ? undefined : Number(answer === 'yes')), ...wrap(counts) };
  }
  const values = parsed.flatMap(({ value }) => (value === undefined ? [] : [value]));
  const mean = values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length;
  return { answer: given ?? common.answer, value: outcome.value ?? mean, ...wrap(counts) };
}

const wrap = (counts: Observed['counts']): Pick<Observed, 'counts'> => (counts === undefined ? {} : { counts });

/** As the source counted; else as its samples show. */
function countsOf(
  { n, k }: PredictionRecord['outcome'],
  wanted: string | undefined,
  answers: readonly string[],
  type: PredictionRecord['property']['type'],
  mode: number,
): Observed['counts'] {
  if (n !== undefined && n > 0 && k !== undefined) {
    if (answers.length === n) return { n, k, mode };
    return type === 'binary' ? { n, k, mode: Math.max(k, n - k) } : { n, k };
  }
  if (answers.length === 0) return undefined;
  if (wanted === undefined) return { n: answers.length, mode };
  return { n: answers.length, k: answers.filter((answer) => sameAnswer(type, answer, wanted)).length, mode };
}

/** A sample that does not say is parsed where it holds an answer or a value. */
function statusOf(sample: {
  readonly parseStatus?: ParseStatus;
  readonly answer?: string;
  readonly value?: number;
}): ParseStatus {
  return sample.parseStatus ?? (sample.answer === undefined && sample.value === undefined ? 'unparseable' : 'ok');
}

function forecastOf(
  { property, prediction }: PredictionRecord,
  answer: string | undefined,
): { readonly forecast?: number | undefined; readonly ofHolding: boolean } {
  // Behaviour with nothing predicted still has the property or not.
  const binary = property.type === 'binary';
  if (prediction.parseStatus !== 'ok') return { ofHolding: binary };
  const { probability, confidence, distribution } = prediction;
  if (binary && probability !== undefined) return { forecast: probability, ofHolding: true };
  // A confidence without an answer is that the property holds.
  if (confidence !== undefined) return { forecast: confidence, ofHolding: binary && answer === undefined };
  if (distribution === undefined || answer === undefined) return { ofHolding: binary };
  const share = Object.entries(distribution).find(([each]) =>
    binary ? yesNo(each) === answer : sameAnswer(property.type, each, answer),
  );
  return { forecast: share?.[1] ?? 0, ofHolding: false };
}

/** How often the predicted answer was right. */
function rightness(
  { property }: PredictionRecord,
  answer: string | undefined,
  { holds, counts }: Observed,
  correct: boolean | undefined,
): number | undefined {
  if (property.type === 'binary') return holds === undefined || answer === 'yes' ? holds : 1 - holds;
  if (counts?.k !== undefined) return counts.k / counts.n;
  return correct === undefined ? undefined : Number(correct);
}

function isCorrect(
  { property }: PredictionRecord,
  predicted: string | undefined,
  observed: string | undefined,
): boolean | undefined {
  if (property.type === 'numeric' || predicted === undefined || observed === undefined) return undefined;
  return sameAnswer(property.type, predicted, observed);
}

/** Letter for letter but for the space around; free text without regard to case too. */
export function sameAnswer(type: PredictionRecord['property']['type'], a: string, b: string): boolean {
  if (type !== 'freeform') return a.trim() === b.trim();
  return a.trim().toLowerCase() === b.trim().toLowerCase();
}

const trimmed = (answer: string | undefined): string | undefined => answer?.trim() || undefined;

/** An even chance predicts neither. */
const likelier = (share: number): 'yes' | 'no' | undefined => (share > 0.5 ? 'yes' : share < 0.5 ? 'no' : undefined);

/** The answer with the largest share; undefined where two have it. */
function likeliest(distribution: Readonly<Record<string, number>> | undefined): string | undefined {
  if (distribution === undefined) return undefined;
  const [first, second] = Object.entries(distribution).sort(([, a], [, b]) => b - a);
  return first === undefined || first[1] === second?.[1] ? undefined : first[0].trim();
}

/** The commonest answer (undefined where two are as common), and how often it was given. */
function commonest(answers: readonly string[]): { readonly answer: string | undefined; readonly times: number } {
  if (answers.length === 0) return { answer: undefined, times: 0 };
  const counts = new Map<string, number>();
  for (const answer of answers) counts.set(answer, (counts.get(answer) ?? 0) + 1);
  const [first, second] = [...counts].sort(([, a], [, b]) => b - a);
  return { answer: first?.[1] === second?.[1] ? undefined : first?.[0], times: first?.[1] ?? 0 };
}
