import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { JsonObject } from '../../src/core/text/json.ts';
import { makeEval } from '../support/makeEval.ts';

const golden = resolve(import.meta.dirname, '../golden');

/** What is damaged: every golden file, and what has no golden file because it is not text. */
export function fuzzInputs(): readonly Buffer[] {
  const files = readdirSync(golden, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.startsWith('input.'))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const inputs = files.map((path) => readFileSync(path));
  const sample = { id: 1, epoch: 1, messages: [{ role: 'user', content: 'hi' }] } as unknown as JsonObject;
  const header: JsonObject = { version: 2, eval: { task: 't' } };
  const packed = (['zstd', 'deflate', 'stored'] as const).map((method) =>
    Buffer.from(makeEval(header, [sample], { method })),
  );
  const text = '{"messages":[{"role":"user","content":"hi"}]}\n'.repeat(3);
  return [...inputs, ...packed, gzipSync(text), Buffer.from(`\ufeff${text}`, 'utf16le')];
}
