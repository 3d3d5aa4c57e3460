import * as z from 'zod';

/**
 * The shape of `<data>.<reviewer>.tags.yaml`: one truth for validation, for what counts as a string
 * (`007` stays `007`) and for the JSON Schema contributed to YAML editors. Unknown keys are allowed.
 */

const offset = z.int().min(0);
const fieldValues = z.record(z.string(), z.unknown());

const partSchema = z.union([
  offset.describe('Index of the part in the message.'),
  z.looseObject({
    call: z.string().describe('Id of the tool call.'),
    argument: z.string().describe('JSON Pointer into the arguments of the call.'),
  }),
]);

const place = {
  file: z
    .string()
    .optional()
    .describe('Another data file, relative to this tag file. Absent: the file this tag file is for.'),
  transcript: z
    .string()
    .optional()
    .describe('Name of the transcript: `<sample id>/<epoch>`, the id of the record, or `#<record>`.'),
  message: z
    .string()
    .optional()
    .describe('Id of the message, or `#<index>` where the source has none. Absent: the whole transcript.'),
  record: z
    .string()
    .optional()
    .describe('Name of a self-prediction record, in place of a transcript: its id, or `#<record>`.'),
  field: z
    .string()
    .optional()
    .describe('Field of the record, in place of a message: `scenario`, `prediction`, `outcome`, `outcome.0`, ...'),
  part: partSchema
    .optional()
    .describe('Part of the message, or one argument of a tool call. Absent: the whole message.'),
  start: offset.optional().describe('First code point of the span in the text of the part.'),
  end: offset.optional().describe('Code point after the span.'),
  quote: z.string().optional().describe('The exact text of the span. It is the truth; the position is a hint.'),
  prefix: z.string().optional().describe('Up to 32 code points before the span.'),
  suffix: z.string().optional().describe('Up to 32 code points after the span.'),
  textSha256: z
    .string()
    .optional()
    .describe(
      'SHA-256 of the text of the part; of the message, or of the first `messages` messages, where the target stops there.',
    ),
  messages: offset.optional().describe('For a target that is a whole transcript: how many messages it had.'),
};

/** A target is in a transcript, or in a record of self-predictions. */
const named = {
  check: ({ transcript, record }: { readonly transcript?: unknown; readonly record?: unknown }): boolean =>
    transcript !== undefined || record !== undefined,
  params: { path: ['transcript'], error: 'a target names a transcript or a record' },
  meta: { anyOf: [{ required: ['transcript'] }, { required: ['record'] }] },
};

const targetSchema = z
  .looseObject({
    role: z.string().describe('Role of this side in the kind of tag: `stated`, `revealed`, `at`, ...'),
    ...place,
  })
  .refine(named.check, named.params)
  .meta(named.meta);

const time = (what: string) => z.string().optional().describe(`${what}, ISO 8601 in UTC.`);

export const tagSchema = z.looseObject({
  id: z.string().min(1).describe('ULID, made where the tag was made.'),
  kind: z.string().min(1).describe('Kind of tag, from the codebook.'),
  codebook: z.string().optional().describe('Codebook the tag was made under: `<id>@<version>`.'),
  status: z.enum(['open', 'complete']).default('complete').describe('`open`: a pair that still lacks one side.'),
  targets: z.array(targetSchema).default([]).describe('What is tagged, by role.'),
  fields: fieldValues.default({}).describe('Values of the kind’s fields. An unset field is absent.'),
  confidence: z.number().min(0).max(1).optional().describe('The reviewer’s own confidence, 0 to 1.'),
  note: z.string().optional().describe('Free text.'),
  created: time('When the tag was made'),
  updated: time('When the tag was last changed'),
  first: fieldValues
    .optional()
    .describe('Values when the transcript was marked reviewed: agreement is computed on these.'),
  suggestedBy: z.string().optional().describe('Who suggested it, where it began as an accepted suggestion.'),
  from: z.array(z.string()).optional().describe('Ids of the tags this consensus was made from.'),
  reason: z.string().optional().describe('Why reviewers differed: `slip`, `guideline unclear` or `real ambiguity`.'),
  seen: z
    .record(z.string(), z.string())
    .optional()
    .describe('Of a consensus: what each tag that was weighed said then, as a fingerprint by id.'),
  conflict: fieldValues
    .optional()
    .describe('Fields on which a merge found two values: the other side’s value. Delete when settled.'),
  keep: z
    .array(z.string())
    .optional()
    .describe(
      'Paths of what stands although the codebook does not have it: `kind`, `fields.relation`, `targets.0.role`.',
    ),
});

export const linkSchema = z.looseObject({
  id: z.string().min(1).describe('ULID.'),
  to: z.string().min(1).describe('Id of the tag, in another of my files.'),
  role: z.string().describe('Role of the side that this link adds.'),
  target: z.looseObject(place).refine(named.check, named.params).meta(named.meta).describe('The side.'),
});

export const replySchema = z.looseObject({
  id: z.string().min(1).describe('ULID.'),
  to: z.string().min(1).describe('Id of another reviewer’s tag.'),
  stance: z
    .enum(['agree', 'disagree', 'clarify', 'model'])
    .describe('`model`: the model’s own perspective on the tag.'),
  text: z.string().default('').describe('Free text.'),
  created: time('When the reply was made'),
  reason: z
    .string()
    .optional()
    .describe('Of a rejection in a consensus: `slip`, `guideline unclear` or `real ambiguity`.'),
  seen: z.string().optional().describe('Of a rejection in a consensus: what the tag said then, as a fingerprint.'),
});

export const reviewedSchema = z.looseObject({
  transcript: z.string().min(1).describe('Name of a finished transcript, with or without tags.'),
  at: z.string().default('').describe('When it was finished, ISO 8601 in UTC.'),
  codebook: z.string().optional().describe('Codebook it was reviewed under: `<id>@<version>`.'),
  blind: z.boolean().optional().describe('Whether other reviewers’ tags were hidden.'),
  kinds: z.array(z.string()).optional().describe('Kinds of tag that were looked for.'),
  messages: offset.optional().describe('How many messages the transcript had.'),
  textSha256: z
    .string()
    .optional()
    .describe('SHA-256 of the text of those messages, so that a growing log keeps its tick.'),
});

export const newestVersion = 1;

export const headSchema = z.looseObject({
  version: z.int().min(1).describe('Version of this schema. A newer file is opened read-only.'),
  reviewer: z.string().min(1).describe('Who made these tags. One writer per file.'),
  source: z.string().optional().describe('The data file, relative to this file. A hint: the file name pairs them.'),
});

export const itemSchemas = {
  reviewed: reviewedSchema,
  tags: tagSchema,
  links: linkSchema,
  replies: replySchema,
} as const;

/** JSON Schema (draft 2020-12) of the whole file, for YAML editors. */
export function tagFileJsonSchema(): object {
  const list = (schema: z.ZodType, what: string) => z.array(schema).nullish().describe(what);
  const file = headSchema.extend({
    reviewed: list(reviewedSchema, 'Finished transcripts: “looked, found nothing” is data.'),
    tags: list(tagSchema, 'The tags, in the order they were made.'),
    links: list(linkSchema, 'Sides added from this file to pairs kept in other files of mine.'),
    replies: list(replySchema, 'Replies to other reviewers’ tags.'),
  });
  const schema = z.toJSONSchema(file, { io: 'input' });
  return { ...schema, title: 'Plumbline tags' };
}
