import { readFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { type CodebookFile, codebookPath, parseCodebook } from '../core/codebook/codebookFile.ts';

export interface FoundCodebook {
  readonly path: string;
  readonly file: CodebookFile;
}

/** The nearest `.plumbline/codebook.yaml` in a folder above a data file; undefined where there is none. */
export async function nearestCodebook(data: string): Promise<FoundCodebook | undefined> {
  for (let folder = dirname(resolve(data)); ; folder = dirname(folder)) {
    const path = join(folder, codebookPath);
    const text = await textOf(path);
    if (text !== undefined) return { path, file: parseCodebook(text) };
    if (folder === dirname(folder)) return undefined;
  }
}

/** A codebook that is named. Rejects when it cannot be read. */
export async function namedCodebook(path: string): Promise<FoundCodebook> {
  const text = await textOf(path);
  if (text === undefined) throw new Error(`${path}: there is no such file`);
  return { path, file: parseCodebook(text) };
}

async function textOf(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw new Error(`${path}: cannot be read`, { cause });
  }
}
