import { type Problem, problem } from '../problem.ts';
import { asObject } from '../readers/jsonAccess.ts';
import { pointerJoin } from '../text/findPointer.ts';
import type { Json, JsonObject } from '../text/json.ts';
import { yesNo } from './forecastPair.ts';
import { plainRecord } from './plainRecord.ts';
import type { Outcome, ParseStatus, Prediction, PredictionRecord, Property } from './record.ts';
import { recordSchema, type WrittenRecord } from './recordSchema.ts';

/** What is wrong with a field: `field` is a pointer into the record. */
export interface RecordFault {
  readonly field: string;
  readonly reason: string;
}

export type ParsedRecord =
  | { readonly ok: true; readonly record: PredictionRecord }
  | { readonly ok: false; readonly faults: readonly RecordFault[] };

export function recordProblem({ field, reason }: RecordFault, at: Problem['at']): Problem {
  const named = field === '' ? '/' : field;
  return problem('record.field', { field: named, reason }, { ...at, field: named });
}

/** A record of its own format, from JSON. `name` is its id where it has none. What no field is for goes to its metadata. */
export function parseRecord(value: Json, name: string): ParsedRecord {
  const object = asObject(value);
  if (object === undefined) return { ok: false, faults: [{ field: '', reason: 'it is no object' }] };
  const { record, others } = plainRecord(object);
  const parsed = recordSchema.safeParse(record);
  if (!parsed.success) {
    const faults = parsed.error.issues.map(({ path, message }) => ({
      field: path.reduce<string>((pointer, key) => pointerJoin(pointer, String(key)), ''),
      reason: message,
    }));
    return { ok: false, faults };
  }
  return { ok: true, record: finish(parsed.data, others, name) };
}

/** Whether a value looks like such a record: one side at least, and what it is about. */
export function looksLikeRecord(value: Json): boolean {
  const object = asObject(value);
  if (object === undefined) return false;
  const held = (key: string): boolean => asObject(object[key] ?? null) !== undefined;
  const keys = Object.keys(object);
  const dotted = (side: string): boolean => keys.some((key) => key.startsWith(`${side}.`));
  const about = (key: string): boolean => held(key) || typeof object[key] === 'string' || dotted(key);
  return (
    (held('prediction') || held('outcome') || dotted('prediction') || dotted('outcome')) &&
    (about('property') || about('scenario'))
  );
}

function finish(written: WrittenRecord, others: JsonObject, name: string): PredictionRecord {
  const { property, prediction = {}, outcome = {}, scenario = {}, metadata, ...rest } = written;
  const metadataOf = { ...(metadata as JsonObject | undefined), ...others };
  const n = outcome.n ?? (outcome.k === undefined ? undefined : written.resample?.n);
  const record = {
    ...rest,
    id: written.id ?? name,
    scenario,
    property: { ...property, name: property?.name ?? 'answer', type: property?.type ?? typeOf(written) },
    prediction: { ...prediction, parseStatus: predictionStatus(prediction) },
    outcome: { ...outcome, ...(n !== undefined && { n }), parseStatus: outcomeStatus(outcome) },
    ...(Object.keys(metadataOf).length > 0 && { metadata: metadataOf }),
  };
  // zod types what may be absent as what may be undefined; it never is.
  return record as PredictionRecord;
}

type WrittenSide<Side extends Prediction | Outcome> = { readonly [K in keyof Side]?: Side[K] | undefined };

function predictionStatus(side: WrittenSide<Prediction>): ParseStatus {
  const { answer, value, probability, confidence, distribution, raw } = side;
  const said = [answer, value, probability, confidence, distribution].some((each) => each !== undefined);
  return side.parseStatus ?? (said ? 'ok' : raw === undefined ? 'missing' : 'unparseable');
}

interface WrittenOutcome {
  readonly answer?: string | undefined;
  readonly value?: number | undefined;
  readonly k?: number | undefined;
  readonly raw?: string | undefined;
  readonly parseStatus?: ParseStatus | undefined;
  readonly samples?: readonly WrittenOutcome[] | undefined;
}

function outcomeStatus({ answer, value, k, raw, parseStatus, samples = [] }: WrittenOutcome): ParseStatus {
  if (parseStatus !== undefined) return parseStatus;
  const said = answer !== undefined || value !== undefined || k !== undefined;
  if (said || samples.some((sample) => outcomeStatus(sample) === 'ok')) return 'ok';
  return raw === undefined && samples.length === 0 ? 'missing' : 'unparseable';
}

/** By what the record shows of it. */
function typeOf({ property, prediction, outcome }: WrittenRecord): Property['type'] {
  if (property?.stands !== undefined) return 'choice';
  const answers = [prediction?.answer, outcome?.answer].filter((answer) => answer !== undefined);
  if (prediction?.probability !== undefined) return 'binary';
  if (answers.length > 0) return answers.every((answer) => yesNo(answer) !== undefined) ? 'binary' : 'categorical';
  if (outcome?.k !== undefined) return 'binary';
  return prediction?.value === undefined && outcome?.value === undefined ? 'categorical' : 'numeric';
}
