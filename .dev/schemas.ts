import { mkdirSync, writeFileSync } from 'node:fs';
import { codebookJsonSchema } from '../src/core/codebook/codebookFile.ts';
import { pilotJsonSchema, queueJsonSchema, skipsJsonSchema } from '../src/core/queue/queueSchema.ts';
import { readersJsonSchema } from '../src/core/readers/mapping/readersFile.ts';
import { recordsJsonSchema } from '../src/core/records/mapping/recordsFile.ts';
import { recordFileJsonSchema } from '../src/core/records/recordSchema.ts';
import { tagFileJsonSchema } from '../src/core/tags/tagSchema.ts';

/** Writes the JSON Schemas that are contributed to YAML editors: `npm run schemas`. */
const folder = new URL('../media/schemas/', import.meta.url);
mkdirSync(folder, { recursive: true });
const schemas = {
  tags: tagFileJsonSchema(),
  codebook: codebookJsonSchema(),
  queue: queueJsonSchema(),
  skips: skipsJsonSchema(),
  pilot: pilotJsonSchema(),
  readers: readersJsonSchema(),
  recordMappings: recordsJsonSchema(),
  records: recordFileJsonSchema(),
};
for (const [name, schema] of Object.entries(schemas)) {
  writeFileSync(new URL(`${name}.schema.json`, folder), `${JSON.stringify(schema, undefined, 2)}\n`);
}
