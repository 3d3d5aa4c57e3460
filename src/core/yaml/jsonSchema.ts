/** As much of JSON Schema (draft 2020-12) as our schemas use: enough to say what may stand at a place, not to validate. */
export interface JsonSchema {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, JsonSchema>>;
  readonly type?: string | readonly string[];
  readonly title?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | JsonSchema;
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly allOf?: readonly JsonSchema[];
}

export type YamlPath = readonly (string | number)[];

/** Every schema that a value at `path` may follow: those of all branches, the more general ones first. */
export function schemasAt(root: JsonSchema, path: YamlPath): readonly JsonSchema[] {
  let schemas = branches(root, root);
  for (const step of path)
    schemas = schemas.flatMap((schema) => below(schema, step)).flatMap((at) => branches(root, at));
  return schemas;
}

/** What the schema says of a value at `path`, in the words nearest to it. */
export function descriptionAt(root: JsonSchema, path: YamlPath): string | undefined {
  return schemasAt(root, path).find(({ description }) => description !== undefined)?.description;
}

function below(schema: JsonSchema, step: string | number): readonly JsonSchema[] {
  if (typeof step === 'number') return schema.items === undefined ? [] : [schema.items];
  const own = schema.properties;
  if (own !== undefined && Object.hasOwn(own, step)) return [own[step] as JsonSchema];
  return typeof schema.additionalProperties === 'object' ? [schema.additionalProperties] : [];
}

function branches(root: JsonSchema, schema: JsonSchema, seen = new Set<JsonSchema>()): readonly JsonSchema[] {
  if (seen.has(schema)) return [];
  seen.add(schema);
  const { $ref, anyOf = [], oneOf = [], allOf = [] } = schema;
  const named = $ref === undefined ? undefined : $ref === '#' ? root : root.$defs?.[$ref.replace('#/$defs/', '')];
  const more = [...(named === undefined ? [] : [named]), ...allOf, ...anyOf, ...oneOf];
  return [schema, ...more.flatMap((each) => branches(root, each, seen))];
}
