import * as z from 'zod';

/** The shape of `.plumbline/codebook.yaml`. One truth for validation and for the JSON Schema. Unknown keys are refused: a mistyped one would silently define nothing. */

const identifier = z
  .string()
  .regex(/^[a-z0-9][a-z0-9._-]*$/i, 'letters, digits, dots, dashes and underscores, beginning with a letter or digit');

const examples = z
  .strictObject({
    positive: z.array(z.string()).optional().describe('Texts that are to be coded so.'),
    negative: z.array(z.string()).optional().describe('Texts that look like it, and are not to be coded so.'),
  })
  .describe('Shown beside the form; adjudication adds to them.');

const option = z.strictObject({
  id: z
    .union([identifier, z.number()])
    .describe('What is written into tags: a string for a choice, a number for a scale.'),
  title: z.string().min(1).optional(),
  definition: z.string().min(1).describe('When to choose it, in one line: agreement is measured on it.'),
  key: z
    .string()
    .regex(/^[0-9]$/, 'one digit')
    .optional()
    .describe('Sets it in the form. Absent: its place, from 1 on.'),
  examples: examples.optional(),
});

const field = z
  .strictObject({
    id: identifier,
    title: z.string().min(1).optional(),
    type: z
      .enum(['choice', 'choices', 'scale', 'number', 'boolean', 'text'])
      .describe('How it is measured: one of the options, several, options in order, a number, yes or no, free text.'),
    guideline: z.string().optional().describe('How to decide, as shown beside the form.'),
    options: z
      .array(option)
      .min(1)
      .optional()
      .describe('Of a choice, choices or scale, in order. `cannot-tell` is added to choices that lack it.'),
    required: z.boolean().optional().describe('A tag without it is a Problem.'),
  })
  .refine((value) => ['choice', 'choices', 'scale'].includes(value.type) === (value.options !== undefined), {
    error: 'a choice, choices or scale has options, no other type has',
    path: ['options'],
  });

const role = z
  .strictObject({
    id: identifier,
    title: z.string().min(1).optional(),
    min: z.number().int().min(0).optional().describe('Fewest targets with this role. Default 1.'),
    max: z.number().int().min(1).optional().describe('Most targets with this role. Absent: any number.'),
    levels: z
      .array(z.enum(['transcript', 'message', 'span', 'record']))
      .min(1)
      .optional()
      .describe('What a target may be. Absent: any of them.'),
  })
  .refine(({ min = 1, max = Number.POSITIVE_INFINITY }) => min <= max, {
    error: 'more at least than at most',
    path: ['max'],
  });

export const kindSchema = z.strictObject({
  id: identifier.describe(
    'What is written into tags. One of a built-in kind replaces it, where the codebook extends `default`.',
  ),
  title: z.string().min(1).optional().describe('Default: the id.'),
  definition: z.string().min(1).describe('What a tag of this kind says, in one line.'),
  guideline: z.string().optional().describe('How to decide, as shown beside the form.'),
  examples: examples.optional(),
  color: z
    .string()
    .regex(/^(#[0-9a-fA-F]{6}|[A-Za-z][\w.]*)$/, '`#rrggbb` or the id of a theme colour')
    .optional()
    .describe('`#rrggbb`, or the id of a theme colour such as `plumbline.mistake`.'),
  underline: z
    .enum(['solid', 'double', 'dotted', 'dashed', 'wavy'])
    .optional()
    .describe('So that colour is never the only cue.'),
  key: z
    .string()
    .regex(/^[a-z]$/, 'one small letter')
    .optional()
    .describe('Tags the selection with this kind.'),
  roles: z.array(role).min(1).optional().describe('Default: one role, `at`.'),
  fields: z.array(field).optional().describe('What is coded about it, in the order in which digits set it.'),
});

export const codebookSchema = z.strictObject({
  id: identifier.describe('Written into every tag, with the version.'),
  version: z
    .number()
    .int()
    .min(1)
    .describe('Raise it when a kind, field, option or definition changes: agreement is computed within one version.'),
  extends: z.literal('default').optional().describe('Keep the built-in kinds, and add to them or replace some.'),
  kinds: z.array(kindSchema).describe('The kinds of tag.'),
});

export type KindText = z.infer<typeof kindSchema>;
