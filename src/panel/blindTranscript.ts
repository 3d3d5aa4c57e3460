import type { PredictionRecord } from '../core/records/record.ts';
import type { RecordColumn, RecordRow } from '../core/records/recordRow.ts';
import type { Json, JsonObject } from '../core/text/json.ts';
import type { DidOpenTranscript, ViewMessage } from './messages.ts';
import type { DidDescribeRecords, ViewRecord } from './recordMessages.ts';

/** Keys under which data tell whose work it is, or what a judge thought of it. */
const telling =
  /model|engine|llm|provider|score|grade|judge|verdict|label|reward|rating|correct|success|passed|result|answer_key|target|checkpoint|stage|update/i;

/** Metadata without what a blind reviewer must not see, at any depth. */
export function blindMetadata(metadata: JsonObject): JsonObject {
  return blindJson(metadata) as JsonObject;
}

function blindJson(value: Json): Json {
  if (Array.isArray(value)) return value.map(blindJson);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value as JsonObject)
      .filter(([key]) => !telling.test(key))
      .map(([key, held]) => [key, blindJson(held)]),
  );
}

/** What is told of a transcript to who has not marked it as reviewed: no scores, no judges, no models. */
export function blindFacts<T extends Omit<DidOpenTranscript, 'type'>>(facts: T): T {
  const { citationsLeftOut: _left, eventCount: _events, prediction, ...rest } = facts;
  return {
    ...rest,
    blind: true,
    metadata: blindMetadata(facts.metadata),
    scores: [],
    ...(prediction !== undefined && { prediction: blindPrediction(prediction) }),
  } as unknown as T;
}

/** How well the model foretold is a score too. */
function blindPrediction({ correct: _correct, brier: _brier, ...prediction }: ViewRecord): ViewRecord {
  return { ...prediction, record: blindRecord(prediction.record) };
}

function blindRecord({
  model: _model,
  predictorModel: _predictor,
  checkpoint: _checkpoint,
  update: _update,
  ...record
}: PredictionRecord): PredictionRecord {
  const { checkpoint: _foretold, ...prediction } = record.prediction;
  const { checkpoint: _seen, ...outcome } = record.outcome;
  return { ...record, prediction, outcome };
}

export function blindMessage({ model, name, ...message }: ViewMessage): ViewMessage {
  return name === undefined || name === model ? message : { ...message, name };
}

/** Dimensions of records that tell whose they are. */
const tellingDimensions: ReadonlySet<string> = new Set(['model', 'predictor', 'kind', 'checkpoint', 'update']);

/** What a file of records can be shown by, to a blind reviewer: no models, no stages, and no scores by them. */
export function blindRecords<T extends Omit<DidDescribeRecords, 'type' | 'problems'>>(described: T): T {
  const blank: readonly RecordColumn[] = ['model', 'predictor', 'checkpoint', 'correct', 'brier'];
  return {
    ...described,
    dimensions: described.dimensions.filter(({ id }) => !tellingDimensions.has(id)),
    blank: [...new Set([...(described.blank ?? []), ...blank])],
    views: [],
  };
}

export function blindRow({ self: _self, correct: _correct, brier: _brier, ...row }: RecordRow): RecordRow {
  return { ...row, model: '', predictor: '', checkpoint: '' };
}
