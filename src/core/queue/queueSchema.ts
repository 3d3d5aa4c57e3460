import * as z from 'zod';

/** The shapes of `.plumbline/queue.yaml`, of a reviewer's own file beside it, and of `.plumbline/pilot.yaml`. Unknown keys are refused. */

const name = z.string().min(1);
const file = name.describe('Path from the folder that holds `.plumbline`, with `/`.');
const transcript = name.describe('Its name, as in locators.');
const probability = z
  .number()
  .gt(0)
  .max(1)
  .describe('Probability with which it was drawn: rates are weighted by its inverse. Not to be changed.');
const stratum = z.string().optional().describe('Of which stratum it was drawn.');
const time = z.string().min(1);
const seed = z.union([name, z.number()]).describe('Drawn again with it, from the same files, the sample is the same.');
const frame = z
  .strictObject({
    files: z.array(name),
    transcripts: z.number().int().min(0).describe('How many there were to draw from.'),
  })
  .describe('What it was drawn from.');
const reviewers = z.array(name).min(1).describe('Names as reviewers have them in their tag files.');

export const queueItemSchema = z.strictObject({
  file,
  transcript,
  p: probability,
  stratum,
  reviewers: reviewers.describe('Who labels it. Several: agreement is measured on it.'),
});

export const strataSchema = z
  .strictObject({
    by: z.enum(['file', 'stage', 'score']),
    score: name.optional().describe('Name of the score, where it is by one.'),
    allocation: z
      .enum(['proportional', 'equal'])
      .describe('How many of each: in proportion to its size, or the same from each.'),
  })
  .refine(({ by, score }) => (by === 'score') === (score !== undefined), {
    error: 'by `score` names a score, by others none',
    path: ['score'],
  });

const drawnShape = {
  seed,
  drawn: time.describe('When it was drawn.'),
  frame,
  strata: strataSchema.optional(),
  reviewers,
};

export const queueSchema = z.strictObject({
  ...drawnShape,
  each: z
    .number()
    .int()
    .min(1)
    .optional()
    .describe('How many reviewers label each transcript of the overlap. Absent: all.'),
  items: z.array(queueItemSchema).describe('The sample. Each reviewer goes through theirs in an order of their own.'),
});

export const roundItemSchema = z.strictObject({ file, transcript, p: probability, stratum });

const figure = z.union([z.number(), z.string().startsWith('undefined: ')]);

const measureSchema = z.strictObject({
  level: z.enum(['transcript', 'message', 'span']),
  kind: name.optional().describe('Absent: the spans of all kinds.'),
  field: name.optional().describe('Absent: whether the kind is there.'),
  units: z.number().int().min(0),
  percent: figure.optional(),
  alpha: figure.optional().describe("Krippendorff's, on the scale of the codebook."),
  low: z.number().optional().describe('Lower end of the interval of alpha.'),
  high: z.number().optional(),
  f1: figure.optional().describe('Of overlapping spans.'),
});

const figuresSchema = z
  .strictObject({
    codebook: name.describe('Under which the round was labelled, as `default@1`.'),
    transcripts: z.number().int().min(0).describe('How many two reviewers or more marked reviewed.'),
    measures: z.array(measureSchema),
  })
  .describe('What was measured when the round was closed.');

export const roundSchema = z.strictObject({
  round: z.number().int().min(1),
  ...drawnShape,
  codebook: name.describe('The codebook when the round was drawn, as `default@1`.'),
  closed: time.optional().describe('When it was closed. A round without is going on.'),
  figures: figuresSchema.optional(),
  items: z.array(roundItemSchema).describe('Labelled by every reviewer; never drawn again.'),
});

export const pilotSchema = z.strictObject({ rounds: z.array(roundSchema) });

export const skippedSchema = z.strictObject({ file, transcript, at: time.optional() });

export const skipsSchema = z.strictObject({
  reviewer: name,
  skipped: z.array(skippedSchema).optional().describe('Set aside to come back to, the first skipped first.'),
});

export type Strata = z.infer<typeof strataSchema>;
export type RoundFigures = z.infer<typeof figuresSchema>;
export type MeasureFigures = z.infer<typeof measureSchema>;
export type SkippedItem = z.infer<typeof skippedSchema>;

const jsonSchema = (schema: z.ZodType, title: string): object => ({
  ...z.toJSONSchema(schema, { io: 'input' }),
  title,
});

/** JSON Schemas (draft 2020-12) of the files, for YAML editors. */
export const queueJsonSchema = (): object => jsonSchema(queueSchema, 'Plumbline queue');
export const skipsJsonSchema = (): object => jsonSchema(skipsSchema, 'Plumbline skipped transcripts');
export const pilotJsonSchema = (): object => jsonSchema(pilotSchema, 'Plumbline pilot');
