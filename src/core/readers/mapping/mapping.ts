import * as z from 'zod';

/**
 * The shape of one mapping in `.plumbline/readers.yaml`: how records of any JSON, JSONL, CSV or Parquet
 * become transcripts. One truth for validation and for the JSON Schema. Unknown keys are refused: a
 * mistyped one would silently map nothing.
 */

const at = (what: string) =>
  z
    .string()
    .optional()
    .describe(`${what} A JSON Pointer (\`/a/0/b\`), or the name of a key or column. JSON in a string is looked into.`);

const role = z.enum(['system', 'user', 'assistant', 'tool', 'other']);

export const mappingSchema = z
  .strictObject({
    name: z.string().min(1).describe('Name of the format, as the panel and the exports show it.'),
    files: z
      .union([z.string().min(1), z.array(z.string().min(1)).min(1)])
      .describe('Globs from the folder that holds `.plumbline`; without a slash they match names in any folder.'),
    records: z
      .string()
      .regex(/^(\/.*)?$/, 'a JSON Pointer is empty or begins with /')
      .optional()
      .describe(
        'JSON Pointer of the list (or object) whose members are the records. Absent: lines, elements of a root list, rows; else the whole file. Empty: the whole file.',
      ),
    id: at('The transcript’s own id, in its record.'),
    messages: at('The messages: a list, JSON in a string, or text with `Human:` and `Assistant:` turns.'),
    turns: z
      .array(
        z.strictObject({
          role: role.describe('Who says it.'),
          content: z.string().describe('What is said: a JSON Pointer into the record, or the name of a key or column.'),
        }),
      )
      .min(1)
      .optional()
      .describe('Instead of `messages`: fixed turns, each with a field of its own (prompt, response).'),
    group: at(
      'Where each record is one message (neither `messages` nor `turns`): what the records of one transcript have in common. Absent: all are one transcript.',
    ),
    role: at('In a message: who says it. Default `role`.'),
    content: at('In a message: what is said. Default `content`.'),
    roles: z.record(z.string(), role).optional().describe('What the file’s own words for roles mean.'),
    speaker: at('In a message: the name of who says it.'),
    timestamp: at('In a message: when it was said.'),
    model: at('In a message: the model that said it.'),
    scores: z.array(z.string()).optional().describe('Fields of the record that are scores.'),
    metadata: z
      .array(z.string())
      .optional()
      .describe('Fields of the record to show beside it. Absent: all small ones not used above.'),
  })
  .refine((mapping) => mapping.messages === undefined || mapping.turns === undefined, {
    error: 'either messages or turns',
    path: ['turns'],
  })
  .refine((mapping) => mapping.group === undefined || (mapping.messages ?? mapping.turns) === undefined, {
    error: 'only where each record is one message: without messages and turns',
    path: ['group'],
  });

/** How records become transcripts. */
export type Mapping = z.infer<typeof mappingSchema>;

/** Whether each record is a message, not a transcript. */
export const byMessage = (mapping: Mapping): boolean => mapping.messages === undefined && mapping.turns === undefined;

/** Keys to follow: those of a JSON Pointer, or the one key that is named. */
export function pathTokens(path: string): string[] {
  if (!path.startsWith('/')) return path === '' ? [] : [path];
  return path
    .slice(1)
    .split('/')
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
}
