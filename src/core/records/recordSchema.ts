import * as z from 'zod';
import { parseStatuses, updateMethods } from './record.ts';

/**
 * The shape of a self-prediction record as it is written: one truth for validation and for the JSON Schema. Keys that it does not
 * name are kept as metadata. What a table or a hand writes otherwise (`predictor_model`, `"0.8"`, `prediction.answer`)
 * is brought into this shape first, see `plainRecord`.
 */

const text = (what: string) => z.string().optional().describe(what);
const share = (what: string) => z.number().min(0).max(1).optional().describe(what);
const count = (what: string) => z.int().min(0).optional().describe(what);
const locator = 'A locator (`run.jsonl#s=name`), relative to this file.';

const parseStatus = z
  .enum(parseStatuses)
  .optional()
  .describe(
    'Absent: `ok` where there is an answer or a number, `unparseable` where there is raw text only, else `missing`.',
  );

const samples = z.object({
  answer: text('What was answered.'),
  value: z.number().optional().describe('For a numeric property.'),
  raw: text('The text itself.'),
  parseStatus,
  transcriptRef: text(`Transcript in which this sample was seen. ${locator}`),
});

const predictionSchema = z
  .object({
    answer: text('What the model says it would do.'),
    value: z.number().optional().describe('For a numeric property; a stated rating.'),
    probability: share('0 to 1: that the property holds (binary).'),
    distribution: z.record(z.string(), z.number().min(0).max(1)).optional().describe('Answer to probability.'),
    confidence: z
      .number()
      .optional()
      .describe('0 to 1: that `answer` is right. A raw score outside that counts in ranking measures only.'),
    elicitation: text('How it was asked for: hypothetical, direct, scratchpad, wrapper, or a word of your own.'),
    checkpoint: text('Where it differs from the record’s.'),
    raw: text('The text of the prediction.'),
    parseStatus,
  })
  .describe('What the model said it would do.');

const outcomeSchema = z
  .object({
    answer: text('What was seen.'),
    value: z.number().optional().describe('For a numeric property; 0 or 1 for a binary one.'),
    n: count('How many resampled answers there were,'),
    k: count('and how many had the property (binary) or were the predicted answer.'),
    samples: z
      .array(samples)
      .optional()
      .describe('The resampled answers themselves; `n` and `k` are counted where they are absent.'),
    labelSource: z.enum(['rule', 'judge', 'human']).optional().describe('Who labelled it.'),
    checkpoint: text('Where it differs from the record’s.'),
    raw: text('The text of the behaviour.'),
    transcriptRefs: z.array(z.string()).optional().describe(`Transcripts in which it was seen. ${locator}`),
    parseStatus,
  })
  .refine(({ n, k }) => n === undefined || k === undefined || k <= n, { path: ['k'], error: 'it is more than n' })
  .describe('What was then seen.');

export const recordSchema = z.object({
  id: text('Unique in its file. Absent: the record’s number.'),
  transcriptRef: text(`Transcript in which the prediction was made. ${locator}`),
  model: text('Whose behaviour it is.'),
  predictorModel: text('Who predicted it. Absent, or the same as `model`: a self prediction; else a cross prediction.'),
  checkpoint: text('`before`, `after`, or a step or stage of training.'),
  update: z
    .object({ method: z.enum(updateMethods).optional(), ref: text('Name or place of the update.') })
    .optional()
    .describe('The update that leads to `after`.'),
  scenario: z
    .object({
      id: text('Pairs the same scenario before and after, self and cross. Absent: the record’s id.'),
      prompt: text('What the model was confronted with.'),
      dataset: text('Where the scenario comes from.'),
    })
    .optional(),
  property: z
    .object({
      name: z.string().min(1).describe('What is predicted, or the topic or value a gap is about.'),
      type: z
        .enum(['binary', 'categorical', 'numeric', 'choice', 'freeform'])
        .optional()
        .describe(
          'Absent: binary where there is a probability or k of n, or where the answers are yes and no; numeric where there are numbers only; else categorical.',
        ),
      options: z.array(z.string()).optional(),
      stands: z
        .record(z.string(), z.array(z.string()))
        .optional()
        .describe('For a choice: option to the values that it serves.'),
      direction: z.enum(['higher_is_better', 'higher_is_worse']).optional(),
    })
    .optional(),
  prediction: predictionSchema.optional(),
  outcome: outcomeSchema.optional(),
  resample: z
    .object({ n: count('Answers per scenario.'), temperature: z.number().optional(), seed: z.number().optional() })
    .optional(),
  baseline: z.object({ modeAnswer: text('The commonest answer.'), modeRate: share('Its share.') }).optional(),
  summary: z
    .object({ rankRmse: z.number().optional(), n: count('Topics ranked.') })
    .optional()
    .describe('A published summary in place of raw answers.'),
  metadata: z.record(z.string(), z.unknown()).optional(),
});

export type WrittenRecord = z.infer<typeof recordSchema>;

/** JSON Schema (draft 2020-12) of one record: a line of a JSONL, an element of a list. */
export function recordJsonSchema(): object {
  return { ...z.toJSONSchema(recordSchema, { io: 'input' }), title: 'Plumbline self-prediction record' };
}

/** The same for a whole YAML or JSON file: a list, or a list under `records`. */
export function recordFileJsonSchema(): object {
  const { $schema, ...record } = recordJsonSchema() as { readonly $schema?: string };
  return {
    $schema,
    title: 'Plumbline self-predictions',
    anyOf: [
      { type: 'array', items: { $ref: '#/$defs/record' } },
      {
        type: 'object',
        properties: { records: { type: 'array', items: { $ref: '#/$defs/record' } } },
        required: ['records'],
      },
    ],
    $defs: { record },
  };
}
