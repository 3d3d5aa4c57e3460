import { smallMembers } from '../../readers/jsonAccess.ts';
import type { Json, JsonObject } from '../../text/json.ts';
import { type Outcome, type PredictionRecord, type UpdateMethod, updateMethods } from '../record.ts';
import type { RecordDraft } from '../recordDraft.ts';
import { listField, numberFields, part, shownText, textFields } from './fields.ts';
import { foldOutcomes, foldPredictions, outcomeOf } from './foldSides.ts';
import { propertyReader } from './readProperty.ts';
import { type SideRead, type SideReader, sideReader } from './readSide.ts';
import { valueReader } from './readValue.ts';
import type { RecordMapping } from './recordMapping.ts';
import { parseReference, referencesIn } from './reference.ts';
import { type Found, type RowContext, resolveReference } from './rowContext.ts';

/**
 * Makes a record of a row, or of the rows of a group, with the id it is given. `about`: whether what the source says
 * beside it, and where its texts stand, is wanted.
 */
export type RecordReader = (rows: readonly RowContext[], id: string, about: boolean) => RecordDraft;

/** Made once per mapping, with its overlay laid over it. */
export function recordReader(mapping: RecordMapping): RecordReader {
  const { model, predictorModel, checkpoint, transcriptRef, scenario, prediction, outcome } = mapping;
  const own = textFields({ transcriptRef, model, predictorModel, checkpoint });
  const inScenario = textFields({ id: scenario?.id, dataset: scenario?.dataset });
  const prompt = scenario?.prompt === undefined ? undefined : valueReader(scenario.prompt);
  const update = textFields({ method: mapping.update?.method, ref: mapping.update?.ref });
  const predicted = textFields({ elicitation: prediction?.elicitation, checkpoint: prediction?.checkpoint });
  const seen = textFields({ labelSource: outcome?.labelSource, checkpoint: outcome?.checkpoint });
  const transcriptRefs = listField(outcome?.transcriptRefs);
  const resample = numberFields({ ...mapping.resample });
  const summary = numberFields({ ...mapping.summary });
  const modeAnswer = textFields({ modeAnswer: mapping.baseline?.modeAnswer });
  const modeRate = numberFields({ modeRate: mapping.baseline?.modeRate });
  const property = propertyReader(mapping);
  const sides = sidesReader(mapping);
  const metadata = metadataReader(mapping);

  return (rows, id, about) => {
    const first = rows[0] as RowContext;
    const read = sides(rows);
    const asked = prompt?.(first);
    const text = asked?.state === 'ok' ? asked : undefined;
    const refs = rows.flatMap(transcriptRefs);
    const record: PredictionRecord = {
      id,
      ...own(first),
      ...part('update', updateOf(update(first))),
      scenario: { ...inScenario(first), ...(text !== undefined && { prompt: shownText(text.value) }) },
      property: property(rows),
      prediction: { ...foldPredictions(read.predictions, mapping.property.type), ...predicted(first) },
      outcome: { ...read.outcome, ...labelled(seen(first)), ...(refs.length > 0 && { transcriptRefs: refs }) },
      ...part('resample', resample(first)),
      ...part('baseline', { ...modeAnswer(first), ...modeRate(first) }),
      ...part('summary', summary(first)),
      ...(about && part('metadata', metadata(first))),
    };
    return { record, texts: about ? textsOf(text, read) : {} };
  };
}

interface Sides {
  readonly predictions: readonly SideRead[];
  readonly outcome: Outcome;
  /** What the outcome, or each of its samples, was read from. */
  readonly shown: readonly (Found | undefined)[];
  readonly sampled: boolean;
}

function sidesReader(mapping: RecordMapping): (rows: readonly RowContext[]) => Sides {
  const { property, prediction, outcome, group } = mapping;
  const { type } = property;
  const readPrediction = sideReader({
    answer: prediction?.answer,
    raw: prediction?.raw,
    distribution: prediction?.distribution,
    numbers: { value: prediction?.value, probability: prediction?.probability, confidence: prediction?.confidence },
    states: prediction ?? {},
    binary: type === 'binary',
  });
  const readOutcome = sideReader({
    answer: outcome?.answer,
    raw: outcome?.raw,
    numbers: { value: outcome?.value, n: outcome?.n, k: outcome?.k },
    states: outcome ?? {},
    binary: type === 'binary',
  });
  const samples = mapping.join?.find((join) => join.samples === true)?.name;
  return (rows) => {
    const first = rows[0] as RowContext;
    const predictions = group?.as === 'predictions' ? rows.map(readPrediction) : [firstTold(rows, readPrediction)];
    const sampled =
      samples !== undefined
        ? (first.joined[samples] ?? []).map((row) =>
            readOutcome({ ...first, joined: { ...first.joined, [samples]: [row] } }),
          )
        : group?.as === 'outcomes'
          ? rows.map(readOutcome)
          : undefined;
    if (sampled === undefined) {
      const one = firstTold(rows, readOutcome);
      return { predictions, outcome: outcomeOf(one), shown: [one.shown], sampled: false };
    }
    const { answer } = foldPredictions(predictions, type);
    return {
      predictions,
      outcome: foldOutcomes(sampled, type, answer),
      shown: sampled.map(({ shown }) => shown),
      sampled: true,
    };
  };
}

/** Of rows that tell one side once, the first that does. */
function firstTold(rows: readonly RowContext[], read: SideReader): SideRead {
  let missing: SideRead | undefined;
  for (const row of rows) {
    const side = read(row);
    if (side.parseStatus !== 'missing') return side;
    missing ??= side;
  }
  return missing as SideRead;
}

function textsOf(prompt: Found | undefined, { predictions, shown, sampled }: Sides): RecordDraft['texts'] {
  const texts: Record<string, RecordDraft['texts'][string]> = {};
  const add = (field: string, found: Found | undefined): void => {
    if (found === undefined) return;
    const { value, source, place } = found;
    texts[field] = {
      text: shownText(value),
      ...(source !== undefined && { source }),
      ...(place !== undefined && { pointer: place }),
    };
  };
  add('scenario', prompt);
  if (predictions.length === 1) add('prediction', predictions[0]?.shown);
  else for (const [i, side] of predictions.entries()) add(`prediction.${i}`, side.shown);
  for (const [i, found] of shown.entries()) add(sampled ? `outcome.${i}` : 'outcome', found);
  return texts;
}

function updateOf({ method, ref }: { method?: string; ref?: string }): NonNullable<PredictionRecord['update']> {
  const known = updateMethods.find((each) => each.toLowerCase() === method?.toLowerCase());
  const named: UpdateMethod | undefined = known ?? (method === undefined ? undefined : 'other');
  return { ...(named !== undefined && { method: named }), ...(ref !== undefined && { ref }) };
}

function labelled({ labelSource, checkpoint }: { labelSource?: string; checkpoint?: string }): Partial<Outcome> {
  const known = (['rule', 'judge', 'human'] as const).find((each) => each === labelSource?.toLowerCase());
  return { ...(known !== undefined && { labelSource: known }), ...(checkpoint !== undefined && { checkpoint }) };
}

function metadataReader({ metadata, ...mapping }: RecordMapping): (row: RowContext) => JsonObject {
  if (metadata === undefined) {
    const used = usedKeys(mapping);
    return ({ row }) => smallMembers(row.values, used);
  }
  const references = metadata.map((text) => ({ text, reference: parseReference(text) }));
  return (context) => {
    const found: Record<string, Json> = {};
    for (const { text, reference } of references) {
      const value = resolveReference(reference, context)?.value;
      if (value !== undefined) Object.defineProperty(found, text, { value, enumerable: true });
    }
    return found;
  };
}

/** The keys of a row that a mapping uses. */
export function usedKeys(mapping: object): string[] {
  return [...referencesIn(mapping)].flatMap(({ text }) => {
    const reference = parseReference(text);
    return reference.kind === 'field' ? reference.tokens.slice(0, 1) : [];
  });
}
