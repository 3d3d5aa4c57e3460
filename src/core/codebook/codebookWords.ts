import type { JsonSchema, YamlPath } from '../yaml/jsonSchema.ts';
import { type Codebook, type Field, type Kind, kindOf } from './codebook.ts';

/**
 * The schema of tag files as it is for one tag, under a codebook: its kinds, and the roles, fields and options of
 * the kind that the tag has. For completion and hover; what does not fit is `tagProblems`' to say.
 */
export function tagSchemaUnder(
  codebook: Codebook,
  schema: JsonSchema,
  path: YamlPath,
  valueAt: (path: YamlPath) => unknown,
): JsonSchema {
  const [section, index] = path;
  if (typeof index !== 'number') return schema;
  const kinds: JsonSchema = { oneOf: codebook.kinds.map(({ id, title, definition }) => choice(id, title, definition)) };
  const tag = String(valueAt([section as string, index, 'kind']) ?? '');
  const kind = section === 'tags' ? kindOf(codebook, tag) : undefined;
  const fields = kind && fieldsOf(kind);
  const own: Readonly<Record<string, JsonSchema>> =
    section === 'tags'
      ? {
          kind: kinds,
          codebook: { oneOf: [{ const: `${codebook.id}@${codebook.version}` }] },
          ...(fields !== undefined && { fields, first: fields }),
          ...(kind !== undefined && { targets: { items: { properties: { role: rolesOf(kind) } } } }),
        }
      : section === 'reviewed'
        ? { kinds: { items: kinds }, codebook: { oneOf: [{ const: `${codebook.id}@${codebook.version}` }] } }
        : {};
  return { allOf: [schema, { properties: { [section as string]: { items: { properties: own } } } }] };
}

function fieldsOf({ fields }: Kind): JsonSchema {
  return { type: 'object', properties: Object.fromEntries(fields.map((field) => [field.id, fieldSchema(field)])) };
}

function fieldSchema({ title, type, guideline, options = [] }: Field): JsonSchema {
  const choices = { oneOf: options.map(({ id, title, definition }) => choice(id, title, definition)) };
  const defined = options.map(({ id, definition }) => `- \`${id}\`: ${definition}`).join('\n');
  const description = [title, guideline, defined].filter((line) => line !== undefined && line !== '').join('\n\n');
  switch (type) {
    case 'choice':
    case 'scale':
      return { description, ...choices };
    case 'choices':
      return { description, type: 'array', items: choices };
    case 'number':
    case 'boolean':
      return { description, type };
    case 'text':
      return { description, type: 'string' };
  }
}

function rolesOf({ roles }: Kind): JsonSchema {
  return { oneOf: roles.map(({ id, title }) => choice(id, title, title)) };
}

const choice = (id: string | number, title: string | undefined, description: string): JsonSchema => ({
  const: id,
  ...(title !== undefined && { title }),
  description,
});
