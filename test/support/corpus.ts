import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '../../../shared/corpus');

/** The folder of real files beside the project, where there is one. */
export const corpus: string | undefined = existsSync(root) ? root : undefined;

export const noCorpus = corpus === undefined ? 'skipped: no corpus' : false;

/** Paths of all corpus files under a folder, relative to the corpus. */
export function corpusFiles(folder = ''): string[] {
  if (corpus === undefined) return [];
  return readdirSync(join(corpus, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(corpus as string, join(entry.parentPath, entry.name)))
    .sort();
}

export function corpusJson(path: string): unknown {
  return JSON.parse(readFileSync(join(corpus as string, path), 'utf8'));
}
