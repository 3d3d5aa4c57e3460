import { RE2JS, RE2JSException } from 're2js';
import * as z from 'zod';

/** How a value of a record is had from a row of a foreign file. See `docs/record-mappings.md`. */

/** What is wrong with a pattern; undefined where nothing is. */
export function patternFault(pattern: string): string | undefined {
  try {
    RE2JS.compile(pattern);
    return undefined;
  } catch (cause) {
    if (!(cause instanceof RE2JSException)) throw cause;
    return cause.message.replace(/^error parsing regexp: /, '');
  }
}

export const patternSchema = z.string().superRefine((pattern, context) => {
  const fault = patternFault(pattern);
  if (fault !== undefined) context.addIssue({ code: 'custom', message: fault });
});

export const referenceSchema = z
  .string()
  .describe(
    'Key or column of the row, or a JSON Pointer into it (`/a/0/b`; empty: the row itself). `$row`: its number in the file, from 0. `$file`: the name of the file. `$path/<group>`: a named group of `path`. `$root/a/b`: a value of the whole file, `*` for where the row is. `$1`: what the first `*` of `rows` stands for. `$<join>/<field>`: a field of a joined row.',
  )
  .meta({ id: 'reference' });

const scalar = z.union([z.string(), z.number(), z.boolean()]);

const plainSteps = ['number', 'strip', 'lower', 'letter', 'yes-no', 'reverse', 'list'] as const;
const stepSchema = z
  .union([
    z.enum(plainSteps),
    z.strictObject({
      scale: z
        .tuple([z.number(), z.number()])
        .refine(([low, high]) => low < high, 'the lower end comes first')
        .describe(
          'A number on this scale (`[0, 100]`, `[1, 7]`) becomes one from 0 to 1. Outside of it, it is unparseable.',
        ),
    }),
    z.strictObject({
      lookup: z.record(z.string(), scalar).describe('What the source’s words mean.'),
      default: scalar.optional().describe('For all others. Absent: they are unparseable.'),
    }),
    z.strictObject({
      extract: patternSchema.describe('A regular expression (RE2): its first group, else all that it matches.'),
    }),
  ])
  .describe(
    '`number`. `strip`: white space at both ends. `lower`. `letter`: of `(A)`, `A.`, `A)` the letter. `yes-no`: of true, 1, y. `reverse`: 1 - p, or yes for no. `list`: of a list, JSON or Python, or words with commas. `scale`, `lookup`, `extract`.',
  )
  .meta({ id: 'step' });
export type TransformStep = z.infer<typeof stepSchema>;

const valueObject = z
  .strictObject({
    from: z
      .union([referenceSchema, z.array(referenceSchema).min(1)])
      .optional()
      .describe('Where it is. Of several the first that holds something.'),
    is: z
      .union([scalar, z.array(scalar)])
      .optional()
      .describe('Always this.'),
    template: z.string().optional().describe('Text with references in braces: `{probe}-{$row}`.'),
    all: z.array(referenceSchema).min(1).optional().describe('A list of the values at these places.'),
    to: z
      .union([stepSchema, z.array(stepSchema)])
      .optional()
      .describe('What is done to it, in this order. Where that fails, the side of the record is unparseable.'),
  })
  .refine(
    ({ from, is, template, all }) => [from, is, template, all].filter((each) => each !== undefined).length === 1,
    'one of from, is, template, all',
  );

export const valueSchema = z.union([referenceSchema, valueObject]).meta({ id: 'value' });
export type ValueSpec = z.infer<typeof valueSchema>;

export const given = (what: string) => valueSchema.optional().describe(what);

const tests = {
  is: z
    .union([scalar, z.array(scalar)])
    .optional()
    .describe('It is this, or one of these.'),
  not: z
    .union([scalar, z.array(scalar)])
    .optional()
    .describe('It is none of these.'),
  matches: patternSchema.optional().describe('A regular expression (RE2) matches somewhere in it.'),
  empty: z.boolean().optional().describe('Whether there is nothing: no value, null, an empty text.'),
};

export const conditionSchema = z
  .strictObject({ field: referenceSchema, ...tests })
  .describe('All of `is`, `not`, `matches`, `empty` that are given hold.')
  .meta({ id: 'condition' });
export type Condition = z.infer<typeof conditionSchema>;

const stateTest = z.union([scalar, z.strictObject({ field: referenceSchema.optional(), ...tests })]);
export const stateSchema = z.union([stateTest, z.array(stateTest)]).meta({ id: 'state' });
/** Values of what the side is read from, or conditions; one that holds is enough. */
export type StateSpec = z.infer<typeof stateSchema>;
export type StateTest = z.infer<typeof stateTest>;
