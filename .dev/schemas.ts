import { mkdirSync, writeFileSync } from 'node:fs';
import { tagFileJsonSchema } from '../src/core/tags/tagSchema.ts';

/** Writes the JSON Schemas that are contributed to YAML editors: `npm run schemas`. */
const folder = new URL('../media/schemas/', import.meta.url);
mkdirSync(folder, { recursive: true });
writeFileSync(new URL('tags.schema.json', folder), `${JSON.stringify(tagFileJsonSchema(), undefined, 2)}\n`);
