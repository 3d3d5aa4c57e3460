import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { tagFileJsonSchema } from '../../../src/core/tags/tagSchema.ts';

test('media/schemas/tags.schema.json is up to date', () => {
  const file = new URL('../../../media/schemas/tags.schema.json', import.meta.url);
  assert.deepEqual(JSON.parse(readFileSync(file, 'utf8')), tagFileJsonSchema(), 'run `npm run schemas`');
});

test('every field says what it is', () => {
  let fields = 0;
  const walk = (schema: unknown, path: string): void => {
    if (typeof schema !== 'object' || schema === null) return;
    for (const [key, inner] of Object.entries(schema)) {
      if (key === 'properties') {
        for (const [name, property] of Object.entries(inner as Record<string, { description?: string }>)) {
          fields++;
          assert.ok((property.description ?? '').length > 4, `${path}.${name} has no description`);
          walk(property, `${path}.${name}`);
        }
      } else {
        walk(inner, path);
      }
    }
  };
  walk(tagFileJsonSchema(), '');
  assert.ok(fields > 40);
});
