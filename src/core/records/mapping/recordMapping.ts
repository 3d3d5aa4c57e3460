import * as z from 'zod';
import { joinNames } from './reference.ts';
import {
  conditionSchema,
  given,
  patternSchema,
  referenceSchema,
  stateSchema,
  type ValueSpec,
  valueSchema,
} from './valueSchema.ts';

/**
 * The shape of one mapping in `.plumbline/records.yaml`: how rows of any JSON, JSONL, CSV or other table become
 * self-prediction records. One truth for validation and for the JSON Schema; unknown keys are refused.
 */

const tableSchema = z.strictObject({
  delimiter: z
    .enum(['comma', 'tab', 'semicolon', 'pipe', 'whitespace'])
    .optional()
    .describe('What stands between cells. Absent: told from the first rows.'),
  banner: z.int().min(0).max(1000).optional().describe('Rows above the header that hold no data.'),
  columns: z
    .array(z.string().min(1))
    .min(1)
    .optional()
    .describe('Names of the columns of a table without a header row.'),
});

const pointer = z.string().regex(/^(\/.*)?$/, 'a JSON Pointer is empty or begins with /');
const globs = z
  .union([z.string().min(1), z.array(z.string().min(1)).min(1)])
  .describe('Globs from the folder that holds `.plumbline`; without a slash they match names in any folder.');

const fileParts = {
  files: globs,
  path: patternSchema
    .optional()
    .describe(
      'A regular expression (RE2) for the path of the file. Its named groups `(?P<model>...)` are `$path/model`.',
    ),
  table: tableSchema.optional().describe('For a table: how it is laid out. With it, a file is read as a table.'),
  rows: z
    .union([pointer, z.array(pointer).min(1)])
    .optional()
    .describe(
      'JSON Pointer of the rows, `*` for each member: `/runs/*/answers/*`. Absent: lines, elements of a root list, rows of a table; else the whole file.',
    ),
  where: z
    .union([conditionSchema, z.array(conditionSchema)])
    .optional()
    .describe('Rows for which all of this holds become records. The others are counted.'),
};

const joinSchema = z.strictObject({
  name: z
    .string()
    .regex(/^[A-Za-z_]\w*$/, 'letters, digits and _')
    .describe('What its fields are called by: `$<name>/<field>`.'),
  ...fileParts,
  on: z
    .array(
      z.strictObject({
        here: referenceSchema.describe('Field of this file’s row.'),
        there: referenceSchema.describe('Field of the joined file’s row, as it is called there.'),
      }),
    )
    .min(1)
    .describe('What a row here and a row there have in common.'),
  samples: z
    .boolean()
    .optional()
    .describe(
      'Whether all rows found are outcomes of the one record, to be counted k of n. Else the first one counts.',
    ),
});

const status = (what: string) => stateSchema.optional().describe(what);
const stateParts = {
  unparseable: status('Values, or conditions, that say that the answer could not be read.'),
  refused: status('... that the model refused.'),
  abstained: status('... that it answered that it would not choose.'),
  missing: status('... that there is nothing.'),
};

const number = (what: string) => given(`${what} Text that reads as a number is one.`);
const predictionSchema = z.strictObject({
  answer: given('What was predicted. For a binary property yes or no.'),
  value: number('What was predicted of a numeric property, or a stated rating.'),
  probability: number('From 0 to 1: that a binary property holds.'),
  confidence: number('From 0 to 1, or a raw score: that the answer is right.'),
  distribution: given('An object: answer to probability.'),
  elicitation: given('How it was asked for: hypothetical, direct, scratchpad, wrapper, or another word.'),
  checkpoint: given('Which stage of training predicted.'),
  raw: given('The text as the model wrote it.'),
  ...stateParts,
});
const outcomeSchema = z.strictObject({
  answer: given('What was seen. For a binary property yes or no.'),
  value: number('What was seen of a numeric property.'),
  n: number('How often it was sampled.'),
  k: number('How often the property held, or the answer was the predicted one.'),
  labelSource: given('rule, judge or human.'),
  checkpoint: given('Which stage of training was seen.'),
  raw: given('The text as the model, or the judge, wrote it.'),
  transcriptRefs: given('Transcripts in which it was seen.'),
  ...stateParts,
});
const scenarioSchema = z.strictObject({
  id: given('What pairs the same scenario before and after, and self with cross. Absent: the row.'),
  prompt: given('The text of the scenario.'),
  dataset: given('Where it is from.'),
});
const propertyParts = {
  options: given('A list of what can be answered; in a group of options, the one that the row is.'),
  stands: z
    .union([valueSchema, z.record(z.string(), z.array(z.string()))])
    .optional()
    .describe('Option to the values that it serves; in a group of options, the list of the row’s option.'),
  direction: z.enum(['higher_is_better', 'higher_is_worse']).optional().describe('Which end of the scale is good.'),
};
const typeSchema = z
  .enum(['binary', 'categorical', 'numeric', 'choice', 'freeform'])
  .describe(
    'binary: yes or no. categorical: one of some answers. numeric. choice: one of `options`. freeform: any text.',
  );
const propertySchema = z.strictObject({
  name: valueSchema.describe('What is predicted, or the topic or value that a gap is about.'),
  type: typeSchema,
  ...propertyParts,
});
const aboutParts = {
  id: given('The record’s own id. Absent: its number.'),
  transcriptRef: given('Transcript in which the prediction was made.'),
  model: given('Whose behaviour it is.'),
  predictorModel: given('Who predicted it. Absent: the model itself.'),
  checkpoint: given('before, after, or a step or stage of training.'),
};

export const recordMappingSchema = z
  .strictObject({
    name: z.string().min(1).describe('Name of the format, as the panel and the exports show it.'),
    ...fileParts,
    join: z.array(joinSchema).min(1).optional().describe('Other files whose rows belong to rows of this one.'),
    group: z
      .strictObject({
        by: z
          .union([referenceSchema, z.array(referenceSchema).min(1)])
          .describe('What rows of one record have in common.'),
        as: z
          .enum(['outcomes', 'predictions', 'options'])
          .describe(
            'What each row is: an outcome (counted k of n), a prediction (share or mean), or an option of a choice.',
          ),
      })
      .optional()
      .describe('Several rows that make one record.'),
    ...aboutParts,
    update: z
      .strictObject({ method: given('SFT, DPO, RL, ES, prompt or other.'), ref: given('What names it.') })
      .optional()
      .describe('The update between the checkpoints.'),
    scenario: scenarioSchema.optional(),
    property: propertySchema,
    prediction: predictionSchema.optional().describe('What the model said. Absent: missing in all records.'),
    outcome: outcomeSchema.optional().describe('What was seen. Absent: missing in all records.'),
    resample: z
      .strictObject({ n: number('How many.'), temperature: number('Of sampling.'), seed: number('Of sampling.') })
      .optional(),
    baseline: z
      .strictObject({ modeAnswer: given('The most frequent answer.'), modeRate: number('Its share.') })
      .optional(),
    summary: z
      .strictObject({ rankRmse: number('Root mean square of rank differences.'), n: number('Over so many topics.') })
      .optional()
      .describe('A published summary in place of answers.'),
    metadata: z
      .array(referenceSchema)
      .optional()
      .describe('Fields to show beside the record. Absent: all small ones not used above.'),
    each: z
      .array(
        z.strictObject({
          ...aboutParts,
          where: fileParts.where,
          scenario: scenarioSchema.optional(),
          property: z
            .strictObject({ name: valueSchema.optional(), type: typeSchema.optional(), ...propertyParts })
            .optional(),
          prediction: predictionSchema.optional(),
          outcome: outcomeSchema.optional(),
        }),
      )
      .min(1)
      .optional()
      .describe('Several records of one row: each is the mapping with this laid over it.'),
  })
  .superRefine((mapping, context) => {
    const joins = mapping.join ?? [];
    const names = joins.map(({ name }) => name);
    const fault = (message: string, path: (string | number)[]): void =>
      void context.addIssue({ code: 'custom', message, path });
    for (const [i, name] of names.entries()) {
      if (['row', 'file', 'path', 'root'].includes(name) || names.indexOf(name) !== i)
        fault('a name of its own', ['join', i, 'name']);
    }
    if (joins.filter(({ samples }) => samples === true).length > 1) fault('only one join gives samples', ['join']);
    if (mapping.group?.as === 'outcomes' && joins.some(({ samples }) => samples === true))
      fault('outcomes come from the group or from the join', ['group', 'as']);
    for (const { path, name } of joinNames(mapping)) {
      if (!names.includes(name)) fault(`there is no join ${name}`, path);
    }
  });

/** How rows become records. */
export type RecordMapping = z.infer<typeof recordMappingSchema>;
export type JoinSpec = z.infer<typeof joinSchema>;
export type PredictionSpec = z.infer<typeof predictionSchema>;
export type OutcomeSpec = z.infer<typeof outcomeSchema>;
export type EachSpec = NonNullable<RecordMapping['each']>[number];
export type TableSpec = z.infer<typeof tableSchema>;
/** What says which rows of a file count: of the mapping's own file, or of a joined one. */
export type FileSpec = Pick<RecordMapping, 'files' | 'path' | 'table' | 'rows' | 'where'>;
export type { ValueSpec };

/** As a list, whether one was written or several. */
export function listOf<T>(value: T | readonly T[] | undefined): readonly T[] {
  return value === undefined ? [] : Array.isArray(value) ? (value as readonly T[]) : [value as T];
}
